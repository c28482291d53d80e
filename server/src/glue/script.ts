import type { Change } from '../base/edit';
import type { Place } from '../base/range';
import type { Mapping, Value } from '../base/value';
import type { Searches } from './parts';

/** A Python script or notebook that works with AWS data: the calls it makes and the values that reach them. */
export interface Script {
  readonly file: string;
  readonly text: string;
  /** Modules imported, by the top name: `boto3`, `awsglue`, `pyspark`. */
  readonly imports: ReadonlySet<string>;
  /** Every call whose callee could be named, in text order. */
  readonly calls: readonly Call[];
  /** Calls in modules of the workspace that calls of the script lead to; they are placed where the script leads to them. */
  readonly beyond: readonly Call[];
  /** Every place where a value gets a name: assignments, keyword defaults, dict keys, subscripts, attributes. */
  readonly bindings: readonly Binding[];
  /** Every string literal that stands in code (docstrings left out), with its text as far as it is known. */
  readonly strings: readonly StringLiteral[];
  /** Mappings and JSON texts that are policy documents. */
  readonly policies: readonly Value[];
  /** The functions and classes that the top level defines. */
  readonly defines: readonly Definition[];
  /** The calls, bindings and strings again, by the statement or function that they stand in, in the order in which these are run. */
  readonly parts: readonly Part[];
  /** What `foundIn` has found in the parts. */
  readonly searches: Searches;
  readonly at: Place;
}

/** What a statement of the top level or the body of a function has. It is the same object for as long as they read the same. */
export interface Part {
  readonly calls: readonly Call[];
  readonly bindings: readonly Binding[];
  readonly strings: readonly StringLiteral[];
  /** What `foundIn` has found in it. */
  readonly found: Map<unknown, readonly unknown[]>;
}

export interface Definition {
  readonly name: string;
  /** The name. */
  readonly at: Place;
}

/**
 * A call. `callee` is canonical, whatever the script named it: `boto3.client`, `boto3.s3.put_object` (a method of
 * a client for s3), `boto3.s3.Bucket.put_object` (of a resource), `spark.read.option`, `spark.write.save`,
 * `glueContext.create_dynamic_frame.from_options`, `psycopg2.connect`, `print`, `logging.info`, `.join` (a method of
 * an unknown receiver).
 */
export interface Call {
  readonly script: Script;
  readonly callee: string;
  /** The last name of the callee: the token to point at when no argument is at fault. */
  readonly at: Place;
  /** The whole call expression. */
  readonly whole: Place;
  readonly positional: readonly Argument[];
  /** Includes keys of `**options` where they are known. */
  readonly keyword: ReadonlyMap<string, Argument>;
  /** True when further keywords may be given (`**options` of unknown content). */
  readonly open: boolean;
  /** The value of the receiver (`boto3.client('s3')` of `s3.put_object`), where it is a call. */
  readonly receiver: Call | undefined;
  /** For a chain of builder calls (`spark.read.format(…).option(…).load()`): the options set so far, by lower-case key. */
  readonly options: ReadonlyMap<string, Argument>;
}

export interface Argument {
  readonly name: string | undefined;
  readonly nameAt: Place | undefined;
  readonly value: Value;
  /** The expression as it stands in the call. `value.at` may lie elsewhere: where the literal is written. */
  readonly at: Place;
}

export interface Binding {
  /** The name that is bound: variable, parameter, dict key, attribute; the name in `{'name': …, 'value': …}`. */
  readonly name: string;
  readonly nameAt: Place;
  readonly value: Value;
  /** The value's expression. */
  readonly valueAt: Place;
  readonly of: 'variable' | 'attribute' | 'parameter' | 'key' | 'subscript' | 'keyword' | 'pair';
}

export interface StringLiteral {
  /** Known text, or a text with unknown parts (f-string). */
  readonly value: Value;
  readonly at: Place;
}

/** What repairs of scripts are made of; each is a change of the script's file. */
export interface ScriptEdits {
  /** Replaces an expression. */
  replace(place: Place, code: string): Change;
  /** Adds a keyword argument to a call. */
  addKeyword(call: Call, name: string, code: string): Change;
  /** Sets the value of a keyword argument, adding it when absent. */
  setKeyword(call: Call, name: string, code: string): Change;
  /** Adds an import line after the existing imports, once. */
  addImport(line: string): Change;
  /** Adds a function after the imports, once. */
  addFunction(name: string, code: string): Change;
  /** Sets a key of a dict literal. */
  setKey(mapping: Mapping, key: string, code: string): Change;
}
