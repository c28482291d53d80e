import type { Entry, Value } from '../base/value';
import { asNumber, asString, unknown } from '../base/value';
import {
  alternatives,
  beforeJson,
  dumpedAs,
  mappingWith,
  meaning,
  meaningOf,
  scalar,
  sourceOf,
  textOf,
} from './meaning';
import { elementOf, memberOf } from './members';
import { fieldDefault, namedTuple } from './records';
import type { Frame, Run } from './run';
import { recordPolicy } from './run';
import { newScope, setIn } from './scope';
import type { Call } from './script';
import { answerWithSource, argumentOf } from './sources';

/** The answer of a library function that passes on or combines its arguments; undefined for all others. */
export function answerOfLibrary(frame: Frame, call: Call): Value | undefined {
  const withSource = answerWithSource(call);
  if (withSource) return withSource;
  const first = call.positional[0]?.value;
  const at = call.whole;
  switch (call.callee) {
    case 'str':
    case 'repr':
    case 'urllib.parse.quote':
    case 'urllib.parse.quote_plus':
    case 'os.path.expandvars':
    case 'os.path.expanduser':
    case 'pyspark.sql.functions.lit':
      return first && stringOf(first, at);
    case 'int':
    case 'float': {
      const number = asNumber(first);
      if (number !== undefined && first) return scalar(number, String(number), first.at);
      return first && passedOn(first, at);
    }
    case 'bool':
      return first && passedOn(first, at);
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
    case 'sorted':
    case 'reversed':
      if (!first || first.kind === 'list') return first ?? { kind: 'list', items: [], open: false, at };
      return { kind: 'list', items: [elementOf(first)], open: true, at };
    case 'dict':
    case 'collections.OrderedDict':
    case 'OrderedDict':
      return dictFrom(call);
    case 'copy.copy':
    case 'copy.deepcopy':
    case 'contextlib.closing':
    case 'closing':
    case 'typing.cast':
      return call.positional[call.positional.length - 1]?.value;
    case 'json.dumps':
    case 'json.dump': {
      if (!first) return undefined;
      if (first.kind === 'mapping' && first.entries.has('Statement')) recordPolicy(frame, first);
      return dumpedAs(first, at);
    }
    case 'json.loads':
    case 'ast.literal_eval':
    case 'yaml.safe_load':
    case 'yaml.load':
    case 'bytes':
    case 'bytearray':
    case 'base64.b64encode':
    case 'base64.standard_b64decode':
    case 'base64.urlsafe_b64decode':
      return first && (beforeJson(first) !== first ? beforeJson(first) : passedOn(first, at));
    case 'base64.b64decode':
      return first && decoded(first, at);
    case 'os.path.join':
    case 'posixpath.join':
    case 'pathlib.Path':
    case 'pathlib.PurePosixPath':
      return joinedPath(call);
    case 'format':
    case 'sqlalchemy.text':
    case 'sqlalchemy.sql.text':
    case 'sqlalchemy.sql.expression.text':
      return first;
    case 'enumerate':
      return first && paired([unknown('an index', at), elementOf(first)], at);
    case 'zip':
      return zipped(call);
    case 'getattr': {
      const name = asString(call.positional[1]?.value);
      return first && name !== undefined ? memberOf(frame, first, name, () => at, undefined) : undefined;
    }
    case 'collections.namedtuple':
    case 'typing.NamedTuple':
      return namedTuple(frame.run, call);
    case 'dataclasses.field':
    case 'attr.ib':
    case 'attr.field':
    case 'attrs.field':
      return fieldDefault(call, undefined);
    case 'pydantic.Field':
      return fieldDefault(call, 0);
    case 'pydantic.SecretStr':
    case 'pydantic.SecretBytes':
    case 'string.Template':
    case 'jinja2.Template':
      return first;
    case 'types.SimpleNamespace':
    case 'argparse.Namespace':
      return namespace(frame.run, call);
  }
  return undefined;
}

function stringOf(value: Value, at: Value['at']): Value {
  if (value.kind === 'scalar')
    return typeof value.value === 'string' ? value : scalar(value.text, value.text, value.at);
  if (value.kind === 'text') return value;
  return meaningOf(value) || alternatives(value).length > 1 ? value : passedOn(value, at);
}

/** The same origin, in another form. */
function passedOn(value: Value, at: Value['at']): Value {
  return unknown('made from another value', at, sourceOf(value));
}

function decoded(value: Value, at: Value['at']): Value {
  const text = asString(value);
  if (text === undefined || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return passedOn(value, at);
  try {
    const plain = atob(text);
    return scalar(plain, plain, value.at);
  } catch {
    return passedOn(value, at);
  }
}

function joinedPath(call: Call): Value {
  const slash = scalar('/', '/', call.whole);
  const parts: Value[] = [];
  for (const { value } of call.positional) {
    const previous = parts[parts.length - 1];
    if (previous && !asString(previous)?.endsWith('/')) parts.push(slash);
    parts.push(value);
  }
  return textOf(parts, call.whole);
}

function dictFrom(call: Call): Value {
  const entries = new Map<string, Entry>();
  let open = call.open;
  const first = argumentOf(call, undefined, 0)?.value;
  if (first?.kind === 'mapping') {
    for (const [key, entry] of first.entries) entries.set(key, entry);
    open ||= first.open;
  } else if (first?.kind === 'list') {
    for (const pair of first.items) addPair(entries, pair);
    open ||= first.open;
  } else if (first) return passedOn(first, call.whole);
  for (const [key, argument] of call.keyword) {
    entries.set(key, { key, keyAt: argument.nameAt ?? argument.at, value: argument.value });
  }
  const mapping: Value = { kind: 'mapping', entries, open, at: call.whole };
  return first?.kind === 'mapping' && call.keyword.size === 0
    ? mappingWith(first, { entries, open })
    : mapping;
}

/** A list of pairs of which one is known for all. */
function paired(items: readonly Value[], at: Value['at']): Value {
  return { kind: 'list', items: [{ kind: 'list', items, open: false, at }], open: true, at };
}

function zipped({ positional, whole: at }: Call): Value {
  const lists = positional.map(({ value }) => value);
  if (!lists.every((list) => list.kind === 'list' && !list.open))
    return paired(
      lists.map((list) => elementOf(list)),
      at,
    );
  const known = lists.map((list) => (list.kind === 'list' ? list.items : []));
  const length = Math.min(...known.map((items) => items.length), 64);
  const items = Array.from({ length }, (_, position): Value => {
    const item = known.flatMap((list) => list[position] ?? []);
    return { kind: 'list', items: item, open: false, at };
  });
  return { kind: 'list', items, open: false, at };
}

/** An object with the keyword arguments as its attributes. */
function namespace({ ledger }: Run, { keyword, whole }: Call): Value {
  const scope = newScope(ledger, undefined, []);
  for (const [name, { value }] of keyword) setIn(scope, name, value);
  return meaning(
    { is: 'instance', of: { is: 'class', name: 'SimpleNamespace', scope, heirs: [], fields: [] } },
    'an object',
    whole,
  );
}

function addPair(entries: Map<string, Entry>, pair: Value): void {
  if (pair.kind !== 'list') return;
  const [keyValue, value] = pair.items;
  const key = asString(keyValue);
  if (keyValue && value && key !== undefined) entries.set(key, { key, keyAt: keyValue.at, value });
}
