import type { Place, Range } from '../base/range';
import type { Mapping, Reference, Scalar, Source, Text, Unknown, Value } from '../base/value';
import { unknown } from '../base/value';
import type { Expression, Parameter, Placed } from '../syntax/python-tree';
import type { Owner, Step } from './ledger';
import type { BuilderOptions } from './options';
import type { Scope } from './scope';
import type { Call } from './script';

/**
 * What a script's interpreter knows about a value beyond its `Value`. Rules never see a meaning: to them such a
 * value is unknown. It travels with the value through variables, lists, dicts, parameters and attributes.
 */
export type Meaning = Named | Method | FunctionMeaning | ClassMeaning | Instance | ModuleMeaning | Imported;

/** Something of a library, by its canonical name: the module `boto3`, the client `boto3.s3`, `os.environ`. */
export interface Named {
  readonly is: 'name';
  readonly path: string;
  /** The call that made it, or that made what it is an attribute of. */
  readonly made: Call | undefined;
  readonly options: BuilderOptions | undefined;
  /** The name was guessed from an attribute (`x.write`); when that is called itself, this is the callee's name. */
  readonly literally: string | undefined;
}

/** An attribute of a value that is not known as an object. */
export interface Method {
  readonly is: 'method';
  readonly receiver: Value;
  readonly name: string;
}

export interface FunctionMeaning {
  readonly is: 'function';
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Of the parameters that have one, worked out where the function is defined. */
  readonly defaults: ReadonlyMap<string, Value>;
  /** A body, or the expression of a lambda. */
  readonly body: readonly Placed[] | Expression;
  readonly scope: Scope;
  readonly file: string;
  /** What the body's offsets count from: an offset in the statement of the top level that it stands in. */
  readonly base: number;
  readonly origin: Origin;
  readonly owner: Owner;
  readonly of: ClassMeaning | undefined;
  /** The first parameter is `self` or `cls`. */
  readonly bound: boolean;
  /** Read without being called. */
  readonly property: boolean;
  readonly returns: boolean;
  readonly calls: readonly string[];
  /** What its call sites give, by parameter. */
  readonly sites: ReadonlyMap<string, Value>[];
  /** Used as a value: it may be called with anything. */
  escapes: boolean;
  running: boolean;
  /** How its body was read the last time. */
  read: FunctionReading | undefined;
}

export interface FunctionReading {
  readonly sites: readonly ReadonlyMap<string, Value>[];
  readonly escapes: boolean;
  readonly step: Step;
}

export interface ClassMeaning {
  readonly is: 'class';
  readonly name: string;
  /** Class and instance attributes and methods, as far as assigned. */
  readonly scope: Scope;
  /** The classes that extend it. */
  readonly heirs: ClassMeaning[];
  /** What its objects are made from, in this order, where nothing else says how they are made. */
  readonly fields: readonly string[];
}

export interface Instance {
  readonly is: 'instance';
  readonly of: ClassMeaning;
}

/** A module of the workspace, run when something of it is used. */
export interface ModuleMeaning {
  readonly is: 'module';
  readonly name: string;
  /** An `__init__.py`, beside which the modules of the package stand. */
  readonly isPackage: boolean;
  readonly scope: () => Scope | undefined;
}

/** A name imported from a module of the workspace. */
export interface Imported {
  readonly is: 'imported';
  readonly module: ModuleMeaning;
  readonly name: string;
}

/** Where a statement of the top level starts in its file; moved when the text before it changes. */
export interface Origin {
  offset: number;
}

/** A place in a statement, which follows it. */
export class Spot implements Place {
  constructor(
    readonly file: string,
    private readonly origin: Origin,
    private readonly from: number,
    private readonly to: number,
  ) {}

  get range(): Range {
    const { offset } = this.origin;
    return { start: offset + this.from, end: offset + this.to };
  }
}

type Part = Scalar | Reference | Unknown;

interface Extras {
  readonly meaning?: Meaning;
  readonly among?: readonly Value[];
  readonly parts?: readonly Part[];
  readonly dumped?: Value;
}

export function meaningOf(value: Value | undefined): Meaning | undefined {
  return (value as Extras | undefined)?.meaning;
}

export function meaning(is: Meaning, why: string, at: Place, source?: Source): Unknown {
  // Written out, because most values of a script are made here.
  const value: Unknown & Extras = source
    ? { kind: 'unknown', why, at, source, meaning: is }
    : { kind: 'unknown', why, at, meaning: is };
  return value;
}

/**
 * The values that one may be, each with its own place: a parameter has those of its call sites, a variable those of
 * its branches. A value that is sure is alone.
 */
export function alternatives(value: Value): readonly Value[] {
  return (value as Extras).among ?? [value];
}

/** The pieces that a text was put together from, with their own places, also when all of them are known. */
export function partsOf(value: Value): readonly Value[] {
  if (value.kind === 'text') return value.parts;
  return (value as Extras).parts ?? [value];
}

/** What `json.dumps` made the value from; the value itself otherwise. */
export function beforeJson(value: Value): Value {
  return (value as Extras).dumped ?? value;
}

export function dumpedAs(value: Value, at: Place): Value {
  const source = sourceOf(value);
  const dumped: Unknown & Extras = { ...unknown('the JSON of a value', at, source), dumped: value };
  return dumped;
}

/** The first run-time source of a value or of a part of it. */
export function sourceOf(value: Value | undefined): Source | undefined {
  if (value?.kind === 'unknown') return value.source;
  if (value?.kind !== 'text') return undefined;
  for (const part of value.parts) if (part.kind === 'unknown' && part.source) return part.source;
  return undefined;
}

/** More alternatives than these are not told apart. */
const most = 64;

/** What a value is when it may be either. Equal literals are known; each keeps its place among the alternatives. */
export function join(a: Value | undefined, b: Value | undefined): Value {
  if (a === b || b === undefined) return a ?? noValue;
  if (a === undefined) return b;
  const left = meaningOf(a);
  const right = meaningOf(b);
  if (left?.is === 'name' && right?.is === 'name' && left.path === right.path) return a;
  if (left?.is === 'instance' && right?.is === 'instance' && left.of === right.of) return a;
  const among = [...alternatives(a)];
  for (const value of alternatives(b)) {
    if (among.length < most && !among.some((known) => samePlaceAndText(known, value))) among.push(value);
  }
  if (among.length === 1) return a;
  const [first] = among;
  if (
    first?.kind === 'scalar' &&
    among.every((value) => value.kind === 'scalar' && value.value === first.value)
  ) {
    const equal: Scalar & Extras = { ...first, among };
    return equal;
  }
  let source: Source | undefined;
  for (const value of among) source ??= sourceOf(value);
  const several: Unknown & Extras = { ...unknown('one of several values', a.at, source), among };
  return several;
}

function samePlaceAndText(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.at.file !== b.at.file) return false;
  if (a.kind === 'scalar' && b.kind === 'scalar' && a.value !== b.value) return false;
  const { start, end } = a.at.range;
  return b.at.range.start === start && b.at.range.end === end;
}

/** A text of parts that follow each other; a scalar when all are known. */
export function textOf(values: readonly Value[], at: Place): Value {
  const parts: Part[] = [];
  for (const value of values) {
    if (value.kind === 'text') parts.push(...value.parts);
    else if (value.kind === 'scalar') parts.push(...((value as Extras).parts ?? [value]));
    else if (value.kind === 'reference' || value.kind === 'unknown') parts.push(value);
    else parts.push(unknown('the text of a collection', value.at));
  }
  if (parts.length > 500) return unknown('a long text', at, firstSource(parts));
  if (parts.every((part) => part.kind === 'scalar')) {
    const text = parts.map((part) => part.text).join('');
    const scalar: Scalar & Extras = { kind: 'scalar', text, value: text, at, parts };
    return scalar;
  }
  const text: Text = { kind: 'text', parts, at };
  return text;
}

function firstSource(parts: readonly Part[]): Source | undefined {
  for (const part of parts) if (part.kind === 'unknown' && part.source) return part.source;
  return undefined;
}

export function scalar(value: string | number | boolean | null, text: string, at: Place): Scalar {
  return { kind: 'scalar', text, value, at };
}

export function mappingWith(mapping: Mapping, changes: Partial<Pick<Mapping, 'entries' | 'open'>>): Mapping {
  return { ...mapping, ...changes };
}

const noValue = unknown('nothing', new Spot('', { offset: 0 }, 0, 0));
