import type { Place } from '../base/range';
import type { Value } from '../base/value';
import type { PythonDocument } from '../syntax/python';
import type { Ledger } from './ledger';
import type { ClassMeaning, FunctionMeaning, ModuleMeaning, Origin } from './meaning';
import { Spot } from './meaning';
import type { Reading } from './recorded-call';
import type { Scope } from './scope';
import type { Binding, Call, Part, Script, StringLiteral } from './script';

/**
 * Answers modules of the workspace by the name that an import statement gives (`common.jdbc`, `.util`) in the file that
 * imports it.
 */
export type ModuleNamed = (name: string, from: string) => PythonDocument | undefined;

/** One reading of a script: what is found, and what bounds the work. */
export interface Run {
  readonly script: Script;
  readonly reading: Reading;
  readonly calls: Call[];
  /** Calls in modules, while a call of the script is followed to them from the place `by`. */
  readonly beyond: Call[];
  by: Place | undefined;
  readonly bindings: Binding[];
  readonly strings: StringLiteral[];
  /** Of those that start at the same place, a dict literal and the same dict completed before `json.dumps`, the last counts. */
  readonly policies: Value[];
  readonly ledger: Ledger;
  /** PySpark or AWS Glue is imported: `.write.format(…)` of anything is Spark's. */
  readonly spark: boolean;
  readonly modules: ModuleNamed;
  readonly parts: Part[];
  /** By the files that they are. */
  readonly loaded: Map<string, ModuleMeaning>;
  /** Canonical names that were worked out, by what they are attributes of. */
  readonly paths: Map<string, Map<string, string>>;
  /** Functions whose bodies are still to be read. */
  pending: FunctionMeaning[];
  /** Statements that may still be run to learn what functions answer. */
  budget: number;
  /** Somebody asked for the budget. */
  minded: boolean;
}

/** A body being read. */
export interface Frame {
  readonly run: Run;
  readonly scope: Scope;
  readonly file: string;
  /** Nothing is recorded: the body is read for what it answers to one call. */
  readonly silent: boolean;
  readonly depth: number;
  /** The function whose body it is. */
  readonly within: FunctionMeaning | undefined;
  /** The class whose body it is. */
  readonly classBeingRead: ClassMeaning | undefined;
  /** Offset of the statement being read, counted from `origin`. */
  base: number;
  origin: Origin;
  returned: Value | undefined;
}

interface Spanned {
  readonly from: number;
  readonly to: number;
}

/** Where an expression of the current statement stands in its file. */
export function placeOf(frame: Frame, node: Spanned): Place {
  return new Spot(frame.file, frame.origin, frame.base + node.from, frame.base + node.to);
}

export function recordBinding(frame: Frame, binding: Binding): void {
  if (!frame.silent && frame.run.bindings.length < mostBindings) frame.run.bindings.push(binding);
}

const mostBindings = 200_000;

/** More calls in modules than these are not noted. */
export const mostBeyond = 2000;

/** True when something that was found may have been left out. */
export function isFull({ bindings, beyond }: Run): boolean {
  return bindings.length >= mostBindings || beyond.length >= mostBeyond;
}

export function recordString(frame: Frame, value: Value): void {
  if (frame.silent) return;
  frame.run.strings.push({ value, at: value.at });
  if (mayBePolicy(value)) recordPolicy(frame, value);
}

function mayBePolicy(value: Value): boolean {
  if (value.kind === 'text') return value.parts.some(mayBePolicy);
  return value.kind === 'scalar' && value.text.length > 20 && value.text.includes('"Statement"');
}

export function recordPolicy(frame: Frame, value: Value): void {
  if (!frame.silent && value.at.file === frame.file) frame.run.policies.push(value);
}
