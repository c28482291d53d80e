import type { Place } from './range';

/**
 * Something written in a file, as far as it is known before deployment (a template) or before the run (a script).
 * What is absent is `undefined`, never a Value. Rules stay silent on `unknown`.
 */
export type Value = Scalar | Text | List | Mapping | Reference | Unknown;

/** A literal. `text` is what CloudFormation or Python makes of it as a string; `value` keeps the written type. */
export interface Scalar {
  readonly kind: 'scalar';
  readonly text: string;
  readonly value: string | number | boolean | null;
  readonly at: Place;
}

/** A string of which parts are known: `Fn::Sub`, `Fn::Join`, an f-string, a concatenation. Parts follow each other. */
export interface Text {
  readonly kind: 'text';
  readonly parts: readonly (Scalar | Reference | Unknown)[];
  readonly at: Place;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** True when more items may be there than `items` names (a list joined with something unknown). */
  readonly open: boolean;
  readonly at: Place;
}

export interface Mapping {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, Entry>;
  /** True when more keys may be there than `entries` names (`**options`, `Fn::Transform`). */
  readonly open: boolean;
  readonly at: Place;
}

export interface Entry {
  readonly key: string;
  readonly keyAt: Place;
  readonly value: Value;
}

/** Names something whose text is only known after deployment. */
export interface Reference {
  readonly kind: 'reference';
  readonly to: Target;
  readonly at: Place;
}

export type Target =
  /** A resource of a stack; `attribute` is undefined for `Ref`. `stack` is `Stack.id` of the stack that defines it. */
  | {
      readonly type: 'resource';
      readonly stack: string;
      readonly id: string;
      readonly attribute: string | undefined;
    }
  | { readonly type: 'parameter'; readonly stack: string; readonly name: string }
  /** `AWS::Region`, `AWS::AccountId`, … */
  | { readonly type: 'pseudo'; readonly name: string }
  | { readonly type: 'import'; readonly name: string | undefined };

/** Something that cannot be known from the files. */
export interface Unknown {
  readonly kind: 'unknown';
  /** For people: "the value of parameter Env", "the result of a macro". */
  readonly why: string;
  /** Where a script's value comes from, when that is known although the value is not. */
  readonly source?: Source;
  readonly at: Place;
}

/** The origin of a value that only exists at run time; `issued` are credentials that AWS makes for a short time. */
export interface Source {
  readonly of:
    | 'argument'
    | 'environment'
    | 'secret-store'
    | 'parameter-store'
    | 'issued'
    | 'input'
    | 'prompt';
  /** Name of the job argument, environment variable, secret or parameter, where it is known. */
  readonly name?: string;
}

/** The known string of a value, or undefined. Numbers and booleans are strings to CloudFormation. */
export function asString(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && value.value !== null ? value.text : undefined;
}

/** The known boolean of a value, or undefined; `"true"` and `'False'` count, as they do for CloudFormation. */
export function asBoolean(value: Value | undefined): boolean | undefined {
  if (value?.kind !== 'scalar') return undefined;
  if (typeof value.value === 'boolean') return value.value;
  const text = value.text.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** The known number of a value, or undefined; numeric strings count. */
export function asNumber(value: Value | undefined): number | undefined {
  if (value?.kind !== 'scalar' || value.value === null || typeof value.value === 'boolean') return undefined;
  const text = value.text.trim();
  return text === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
}

/** The items of a list; a single value is a list of one, as IAM and many AWS properties read it; absent is empty. */
export function asList(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

/** What stands under a path of keys and indices. Undefined when it is certainly absent; an Unknown when the path leads through one. */
export function lookUp(value: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  let current = value;
  for (const step of path) {
    if (current === undefined) return undefined;
    if (current.kind === 'mapping') {
      const next: Value | undefined = current.entries.get(String(step))?.value;
      current = next ?? (current.open ? unknown('more keys may be given', current.at) : undefined);
    } else if (current.kind === 'list') {
      const next: Value | undefined = typeof step === 'number' ? current.items[step] : undefined;
      current = next ?? (current.open ? unknown('more items may be given', current.at) : undefined);
    } else if (current.kind === 'scalar') {
      return undefined;
    } else {
      return current.kind === 'unknown' ? current : unknown('only known after deployment', current.at);
    }
  }
  return current;
}

export function unknown(why: string, at: Place, source?: Source): Unknown {
  return source === undefined ? { kind: 'unknown', why, at } : { kind: 'unknown', why, at, source };
}

/** True when the value cannot be judged: it, or a part of it, is unknown. References are known to be references. */
export function isUnknown(value: Value | undefined): value is Unknown {
  return value?.kind === 'unknown';
}

export function referenceTo(to: Target, at: Place): Reference {
  return { kind: 'reference', to, at };
}
