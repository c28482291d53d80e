import type { Place } from '../base/range';
import { asString, type Mapping, type Source, type Value } from '../base/value';
import { secretName } from '../data/secret-names';
import { alternatives, beforeJson, meaningOf, partsOf, sourceOf } from '../glue/meaning';
import type { Argument, Call, Script } from '../glue/script';

/** What a value is for certain in one of its alternatives: its text, and where that is written. */
export interface KnownText {
  readonly text: string;
  readonly at: Place;
}

/** The texts that a value may be, as far as they are written in this script. */
export function knownTexts(script: Script, value: Value | undefined): readonly KnownText[] {
  if (value === undefined) return [];
  return alternatives(value).flatMap((one) => {
    const text = asString(one);
    return text === undefined || one.at.file !== script.file ? [] : [{ text, at: one.at }];
  });
}

/** The dicts that a value may be, whether it is handed on as a dict or as its JSON. */
export function knownMappings(value: Value | undefined): readonly Mapping[] {
  if (value === undefined) return [];
  if (value.kind === 'mapping') return [value];
  let found: Mapping[] | undefined;
  for (const one of alternatives(value)) {
    const dict = beforeJson(one);
    if (dict.kind !== 'mapping') continue;
    found ??= [];
    found.push(dict);
  }
  return found ?? [];
}

/** An option that a call is given: a keyword argument, a key of a dict, `.option(name, value)`. */
export interface Option {
  readonly name: string;
  readonly value: Value;
  /** The value as it stands in the call. */
  readonly at: Place;
}

const optionSetter =
  /^(?:spark\.(?:read|write|readStream|writeStream)\.option|SparkSession\.builder\.config|SparkConf\.set|spark\.conf\.set|hadoopConfiguration\.set)$/;

/** Every named value that a call is given, dicts and lists within arguments included. */
export function optionsOf(call: Call): readonly Option[] {
  if (!mayHaveOptions(call)) return none;
  const known = options.get(call);
  if (known !== undefined) return known;
  const found = [...optionsIn(call)];
  options.set(call, found);
  return found;
}

const none: readonly Option[] = [];

/** Several rules ask for them. */
const options = new WeakMap<Call, readonly Option[]>();

function mayHaveOptions({ keyword, positional }: Call): boolean {
  return keyword.size > 0 || positional.some(({ value }) => value.kind !== 'scalar') || positional.length > 1;
}

function* optionsIn(call: Call): Generator<Option> {
  for (const [name, { value, at }] of call.keyword) yield { name, value, at };
  if (optionSetter.test(call.callee)) {
    const name = asString((call.keyword.get('key') ?? call.positional[0])?.value);
    const given = call.keyword.get('value') ?? call.positional[1];
    if (name !== undefined && given !== undefined) yield { name, value: given.value, at: given.at };
  }
  for (const { value, at } of [...call.positional, ...call.keyword.values()]) {
    for (const mapping of knownMappings(value)) yield* entriesOf(mapping, at, 0);
    if (value.kind === 'list') yield* pairsOf(value.items, at);
  }
}

/** Dicts within dicts and lists are followed this far. */
const deepest = 6;

function* entriesOf(mapping: Mapping, at: Place, depth: number): Generator<Option> {
  for (const { key, value } of mapping.entries.values()) {
    yield { name: key, value, at };
    if (depth > deepest) continue;
    for (const inner of knownMappings(value)) yield* entriesOf(inner, at, depth + 1);
    if (value.kind !== 'list') continue;
    for (const item of value.items) if (item.kind === 'mapping') yield* entriesOf(item, at, depth + 1);
  }
}

function* pairsOf(items: readonly Value[], at: Place): Generator<Option> {
  for (const pair of items) {
    const [key, value] = pair.kind === 'list' ? pair.items : [];
    const name = asString(key);
    if (name !== undefined && value !== undefined) yield { name, value, at };
  }
}

/** The texts and run-time parts that a value is made of, with what its alternatives are made of. */
export function piecesOf(value: Value): readonly Value[] {
  const [only, ...others] = alternatives(value);
  if (only !== undefined && others.length === 0) return partsOf(beforeJson(only));
  return alternatives(value).flatMap((one) => partsOf(beforeJson(one)));
}

/** Where a run-time value, or a run-time part of it, comes from. */
export function sourcesOf(value: Value): readonly Source[] {
  return piecesOf(value).flatMap((piece) => sourceOf(piece) ?? []);
}

/** True for what is confidential by its origin: a stored secret, a secret argument, a secret environment variable. */
export function isConfidential({ of, name }: Source): boolean {
  if (of === 'secret-store' || of === 'parameter-store' || of === 'issued') return true;
  return (
    (of === 'argument' || of === 'environment' || of === 'prompt') &&
    name !== undefined &&
    secretName(name) === 'secret'
  );
}

/** True for what others than the script's author choose: job arguments, event fields, what is read from a bucket or a queue. */
export function isInput({ of }: Source): boolean {
  return of === 'argument' || of === 'input' || of === 'prompt';
}

/** A call with the calls in modules that it leads to. */
export function* withBeyond(call: Call): Generator<Call> {
  yield call;
  if (!call.callee.startsWith('local.')) return;
  const { start, end } = call.whole.range;
  for (const one of call.script.beyond)
    if (one.whole.range.start === start && one.whole.range.end === end) yield one;
}

/** The call whose whole answer a value is. */
export function answerTo(value: Value): Call | undefined {
  const meant = meaningOf(value);
  if (meant?.is !== 'name' || meant.made === undefined) return undefined;
  const { start, end } = meant.made.whole.range;
  return value.at.range.start === start && value.at.range.end === end ? meant.made : undefined;
}

/** The text of a place. */
export function written(script: Script, { file, range }: Place): string {
  return file === script.file ? script.text.slice(range.start, range.end) : '';
}

/** The argument by keyword, or by position. */
export function argument(call: Call, name: string, position?: number): Argument | undefined {
  return call.keyword.get(name) ?? (position === undefined ? undefined : call.positional[position]);
}

/** A literal with another text in the same quotes. */
export function requoted(script: Script, at: Place, text: string): string {
  const [, quote = '"'] = /^[A-Za-z]{0,2}('''|"""|'|")/.exec(written(script, at)) ?? [];
  return `${quote}${text}${quote}`;
}
