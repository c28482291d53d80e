import type { Place } from '../base/range';
import type { Value } from '../base/value';
import type { ShellDocument } from '../syntax/shell';
import type { ShellWord } from '../syntax/shell-tree';

/** A shell program that works with AWS: its commands, and the values that reach them. */
export interface ShellScript {
  readonly file: string;
  readonly document: ShellDocument;
  readonly commands: readonly Command[];
  /** `NAME=value`, on its own, exported, or in front of a command. */
  readonly settings: readonly Setting[];
  readonly variables: Variables;
  /** True for a program that stands in a template, whose secrets the template's rules find. */
  readonly embedded: boolean;
}

/** A simple command. `sudo`, `time`, `env` and the like in front of it are passed over. */
export interface Command {
  readonly script: ShellScript;
  /** Without its folder: `aws`, `mysql`. */
  readonly name: string;
  /** The name as it is written. */
  readonly at: Place;
  /** The arguments. */
  readonly words: readonly Word[];
  /** Set for this command alone. */
  readonly settings: readonly Setting[];
  readonly heredocs: readonly Word[];
  /** With `name` `aws`. */
  readonly aws: AwsCommand | undefined;
}

/** A word, or a heredoc's body. */
export interface Word {
  readonly value: Value;
  readonly at: Place;
  /** As it is written, quotes included. */
  readonly written: string;
  readonly source: ShellWord;
}

export interface Setting {
  readonly name: string;
  readonly nameAt: Place;
  readonly word: Word;
}

/** `aws s3api put-bucket-acl --bucket x`. */
export interface AwsCommand {
  readonly service: string;
  readonly operation: string;
  /** The operation. */
  readonly at: Place;
  /** By name without dashes; of repeated options the last. */
  readonly options: ReadonlyMap<string, Option>;
  /** What stands between the operation and the first option. */
  readonly arguments: readonly Word[];
}

export interface Option {
  readonly name: string;
  readonly at: Place;
  /** What stands between it and the next option; of `--name=value` the value. */
  readonly values: readonly Word[];
}

/** What is known of variables. */
export interface Variables {
  /** The word that a variable always has the value of; undefined when it may have others. */
  wordOf(name: string): ShellWord | undefined;
  /** True when the program itself gives the variable a value. */
  has(name: string): boolean;
}
