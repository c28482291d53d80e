import type { Place } from '../base/range';
import type { Value } from '../base/value';
import type { PythonDocument } from '../syntax/python';
import type { ClassMeaning, FunctionMeaning, ModuleMeaning } from './meaning';
import { Spot } from './meaning';
import type { Scope } from './scope';
import type { Binding, Call, Script, StringLiteral } from './script';

/**
 * Answers modules of the workspace by the name that an import statement gives (`common.jdbc`, `.util`) in the file that
 * imports it.
 */
export type ModuleNamed = (name: string, from: string) => PythonDocument | undefined;

/** One reading of a script: what is found, and what bounds the work. */
export interface Run {
  readonly script: Script;
  readonly calls: Call[];
  /** Calls in modules, while a call of the script is followed to them from the place `by`. */
  readonly beyond: Call[];
  by: Place | undefined;
  readonly bindings: Binding[];
  readonly strings: StringLiteral[];
  /** By where they start: a dict literal, or the same dict completed before `json.dumps`. */
  readonly policies: Map<number, Value>;
  /** PySpark or AWS Glue is imported: `.write.format(…)` of anything is Spark's. */
  readonly spark: boolean;
  readonly modules: ModuleNamed;
  /** By the files that they are. */
  readonly loaded: Map<string, ModuleMeaning>;
  /** Canonical names that were worked out, by what they are attributes of. */
  readonly paths: Map<string, Map<string, string>>;
  /** Functions whose bodies are still to be read. */
  pending: FunctionMeaning[];
  /** Statements that may still be run to learn what functions answer. */
  budget: number;
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
  /** Offset in the file of the statement being read. */
  base: number;
  returned: Value | undefined;
}

interface Spanned {
  readonly from: number;
  readonly to: number;
}

/** Where an expression of the current statement stands in its file. */
export function placeOf(frame: Frame, node: Spanned): Place {
  return new Spot(frame.file, frame.base + node.from, frame.base + node.to);
}

export function recordBinding(frame: Frame, binding: Binding): void {
  if (!frame.silent && frame.run.bindings.length < 200_000) frame.run.bindings.push(binding);
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
  if (!frame.silent && value.at.file === frame.file) frame.run.policies.set(value.at.range.start, value);
}
