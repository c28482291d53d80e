import type { Place } from '../base/range';
import type { Entry, Value } from '../base/value';
import { asString, unknown } from '../base/value';
import { secretName } from '../data/secret-names';
import type { Arguments } from './calls';
import { merged } from './evaluate';
import { alternatives, join, mappingWith, scalar, sourceOf, textOf } from './meaning';
import { elementOf, itemOf } from './members';
import type { Frame } from './run';
import { recordBinding, recordString } from './run';
import type { Argument, Call } from './script';

/** What a method of a string, list, dict or unknown value answers. */
export function callMethod(frame: Frame, receiver: Value, call: Call): Value {
  const at = call.whole;
  const name = call.callee.slice(1);
  if (receiver.kind === 'text' || (receiver.kind === 'scalar' && typeof receiver.value === 'string')) {
    return (
      stringMethod(frame, receiver, name, call) ??
      unknown('the result of a text method', at, sourceOf(receiver))
    );
  }
  if (receiver.kind === 'mapping') return dictMethod(frame, receiver, name, call);
  if (receiver.kind === 'list') return name === 'copy' ? receiver : elementOf(receiver);
  for (const value of alternatives(receiver)) {
    if (
      value !== receiver &&
      value.kind !== 'unknown' &&
      !(value.kind === 'scalar' && value.value === null)
    ) {
      return callMethod(frame, value, call);
    }
  }
  const source = sourceOf(receiver);
  const fallback = name === 'get' ? fallbackOf(call) : undefined;
  if (fallback) return join(unknown('the result of a method', at, source), fallback);
  if (!source) return unknown('the result of a method', at);
  const key = call.positional[0];
  // What a secret's values are called is not secret.
  if (name === 'keys') return unknown('the keys of a value', at);
  return name === 'get' && key
    ? itemOf(receiver, key.value, at)
    : unknown('made from another value', at, source);
}

/**
 * What `get` answers where there is nothing under the key. The second argument may be the name of an option of what
 * `configparser` reads: `config.get('db', 'password')`.
 */
export function fallbackOf({ positional, keyword }: Arguments): Value | undefined {
  const named = keyword.get('fallback') ?? keyword.get('default');
  const value = (named ?? positional[1])?.value;
  if (value?.kind !== 'scalar' || value.value === null) return undefined;
  return named === undefined && secretName(value.text) !== 'no' ? undefined : value;
}

/** Methods of texts that leave what matters in a text as it is. */
const keeping = new Set([
  'strip',
  'rstrip',
  'lstrip',
  'encode',
  'decode',
  'expandtabs',
  'removeprefix',
  'removesuffix',
  // Of pydantic's SecretStr, which is its text here.
  'get_secret_value',
]);

function stringMethod(frame: Frame, receiver: Value, name: string, call: Call): Value | undefined {
  const at = call.whole;
  const text = asString(receiver);
  if (name === 'format') {
    const formatted = formattedByBraces(receiver, call, at);
    if (formatted.kind === 'text' || formatted.kind === 'scalar') recordString(frame, formatted);
    return formatted;
  }
  if (name === 'join') return joined(receiver, call);
  const placeholder = placeholders.get(name);
  if (placeholder !== undefined && text !== undefined) {
    const filled = substituted(receiver, text, call, placeholder);
    if (filled.kind === 'text' || filled.kind === 'scalar') recordString(frame, filled);
    return filled;
  }
  if (text === undefined)
    return keeping.has(name) || /^(?:upper|lower|replace)$/.test(name) ? receiver : undefined;
  const result = changedText(text, name, call);
  if (result !== undefined) return scalar(result, result, receiver.at);
  if (name === 'split' || name === 'splitlines') {
    const separator = asString(call.positional[0]?.value);
    const pieces = separator ? text.split(separator) : text.split(/\s+/).filter((piece) => piece !== '');
    const items = pieces.slice(0, 1000).map((piece) => scalar(piece, piece, receiver.at));
    return { kind: 'list', items, open: call.positional.length > 1, at };
  }
  return undefined;
}

function changedText(text: string, name: string, call: Call): string | undefined {
  switch (name) {
    case 'strip':
      return call.positional.length === 0 ? text.trim() : text;
    case 'lower':
    case 'casefold':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'replace': {
      const from = asString(call.positional[0]?.value);
      const to = asString(call.positional[1]?.value);
      return from === undefined || to === undefined || from === '' ? undefined : text.split(from).join(to);
    }
  }
  return keeping.has(name) ? text : undefined;
}

function joined(receiver: Value, call: Call): Value {
  const list = call.positional[0]?.value;
  if (list?.kind !== 'list' || list.open) {
    return unknown('a joined text', call.whole, sourceOf(list?.kind === 'list' ? list.items[0] : list));
  }
  const values: Value[] = [];
  for (const item of list.items.slice(0, 500)) {
    if (values.length > 0) values.push(receiver);
    values.push(item);
  }
  return textOf(values, call.whole);
}

/** `template.format(…)`. */
function formattedByBraces(receiver: Value, call: Call, at: Place): Value {
  const template = asString(receiver);
  if (template === undefined || template.length > 20_000) {
    const values = [
      receiver,
      ...call.positional.map((a) => a.value),
      ...[...call.keyword.values()].map((a) => a.value),
    ];
    return textOf(values, at);
  }
  const parts: Value[] = [];
  const field = /\{\{|\}\}|\{([^{}]*)\}/g;
  let next = 0;
  let position = 0;
  const literal = (text: string) => {
    if (text !== '') parts.push(scalar(text, text, receiver.at));
  };
  for (let match = field.exec(template); match; match = field.exec(template)) {
    literal(template.slice(position, match.index));
    position = match.index + match[0].length;
    if (match[1] === undefined) {
      literal(match[0].charAt(0));
      continue;
    }
    const [, name = ''] = /^([^!:.[]*)/.exec(match[1]) ?? [];
    const argument: Argument | undefined =
      name === '' ? call.positional[next++] : (call.keyword.get(name) ?? call.positional[Number(name)]);
    parts.push(argument?.value ?? unknown('a part of a text', at));
  }
  literal(template.slice(position));
  return parts.length === 0 ? receiver : textOf(parts, at);
}

/** How the placeholders look that a method of a template fills in; templates of libraries are their texts here. */
const placeholders: ReadonlyMap<string, RegExp> = new Map([
  ['substitute', /\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g],
  ['safe_substitute', /\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g],
  ['render', /\{\{\s*([A-Za-z_]\w*)\s*\}\}/g],
]);

/** `string.Template('… $name').substitute(name=…)`; a dict may give the values, too. */
function substituted(receiver: Value, template: string, call: Call, placeholder: RegExp): Value {
  const given = call.positional[0]?.value;
  const parts: Value[] = [];
  let position = 0;
  for (const match of template.matchAll(placeholder)) {
    const [whole, plain, braced] = match;
    const before = template.slice(position, match.index);
    if (before !== '') parts.push(scalar(before, before, receiver.at));
    position = match.index + whole.length;
    const name = plain ?? braced;
    if (name === undefined) parts.push(scalar('$', '$', receiver.at));
    else
      parts.push(
        call.keyword.get(name)?.value ??
          (given === undefined
            ? unknown('a part of a text', call.whole)
            : itemOf(given, scalar(name, name, call.whole), call.whole)),
      );
  }
  const rest = template.slice(position);
  if (rest !== '') parts.push(scalar(rest, rest, receiver.at));
  return parts.length === 0 ? receiver : textOf(parts, call.whole);
}

/** `template % values`. */
export function formattedByPercent(left: Value, right: Value, at: Place): Value {
  const template = asString(left);
  if (template === undefined || template.length > 20_000) return textOf([left, right], at);
  const parts: Value[] = [];
  const values = right.kind === 'list' ? right.items : [right];
  const field = /%%|%(?:\((\w+)\))?[-+ #0]*[\d*]*(?:\.\d+)?[a-zA-Z]/g;
  let next = 0;
  let position = 0;
  const literal = (text: string) => {
    if (text !== '') parts.push(scalar(text, text, left.at));
  };
  for (let match = field.exec(template); match; match = field.exec(template)) {
    literal(template.slice(position, match.index));
    position = match.index + match[0].length;
    if (match[0] === '%%') literal('%');
    else if (match[1] !== undefined) parts.push(itemOf(right, scalar(match[1], match[1], at), at));
    else parts.push(values[next++] ?? unknown('a part of a text', at, sourceOf(right)));
  }
  literal(template.slice(position));
  return parts.length === 0 ? left : textOf(parts, at);
}

function dictMethod(
  frame: Frame,
  receiver: Extract<Value, { kind: 'mapping' }>,
  name: string,
  call: Call,
): Value {
  const at = call.whole;
  const [key, fallback] = call.positional;
  switch (name) {
    case 'get':
    case 'pop': {
      if (!key) break;
      const entry = receiver.entries.get(asString(key.value) ?? '');
      if (entry) return entry.value;
      if (!fallback) return itemOf(receiver, key.value, at);
      return receiver.open ? join(itemOf(receiver, key.value, at), fallback.value) : fallback.value;
    }
    case 'setdefault': {
      if (!key || !fallback) break;
      const text = asString(key.value);
      if (text !== undefined && !frame.silent) {
        const binding = { name: text, nameAt: key.at, value: fallback.value, valueAt: fallback.at };
        recordBinding(frame, { ...binding, of: 'subscript' });
      }
      return receiver.entries.get(text ?? '')?.value ?? fallback.value;
    }
    case 'copy':
      return receiver;
    case 'values':
      return {
        kind: 'list',
        items: [...receiver.entries.values()].map((e) => e.value),
        open: receiver.open,
        at,
      };
    case 'keys':
      return { kind: 'list', items: [...receiver.entries.values()].map(keyOf), open: receiver.open, at };
    case 'items': {
      const items = [...receiver.entries.values()].map((entry): Value => {
        return { kind: 'list', items: [keyOf(entry), entry.value], open: false, at: entry.keyAt };
      });
      return { kind: 'list', items, open: receiver.open, at };
    }
  }
  return unknown('the result of a dict method', at);
}

function keyOf(entry: Entry): Value {
  return scalar(entry.key, entry.key, entry.keyAt);
}

/** Collections longer than this are not followed any more: each change copies them. */
const longest = 512;

/** The collection after a method that changes it, or undefined when the method does not. */
export function mutated(receiver: Value, call: Call): Value | undefined {
  const [first, second] = call.positional;
  if (receiver.kind === 'mapping') {
    if (call.callee === '.update') {
      const base = first ? merged(receiver, first.value) : receiver;
      const entries = new Map(base.entries);
      for (const [key, argument] of call.keyword) {
        entries.set(key, { key, keyAt: argument.nameAt ?? argument.at, value: argument.value });
      }
      return mappingWith(base, { entries, open: base.open || call.open });
    }
    const key = asString(first?.value);
    if (call.callee === '.setdefault' && first && second && key !== undefined && !receiver.entries.has(key)) {
      return withEntry(receiver, { key, keyAt: first.at, value: second.value });
    }
    return undefined;
  }
  if (receiver.kind !== 'list' || !first) return undefined;
  if (call.callee === '.append' || call.callee === '.add' || call.callee === '.insert') {
    const item = call.callee === '.insert' ? second : first;
    if (!item || receiver.items.length > longest) return { ...receiver, open: true };
    return { ...receiver, items: [...receiver.items, item.value] };
  }
  if (call.callee !== '.extend') return undefined;
  if (first.value.kind !== 'list') return { ...receiver, open: true };
  const items = [...receiver.items, ...first.value.items].slice(0, longest);
  return { ...receiver, items, open: receiver.open || first.value.open };
}

/** A mapping with one entry set. */
export function withEntry(mapping: Extract<Value, { kind: 'mapping' }>, entry: Entry): Value {
  if (mapping.entries.size > longest) return mappingWith(mapping, { open: true });
  return mappingWith(mapping, { entries: new Map(mapping.entries).set(entry.key, entry) });
}
