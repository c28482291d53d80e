import type { Parameter } from '../cloudformation/parameter';
import type { ParameterFile } from '../cloudformation/parameter-file';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Call, Script } from '../glue/script';
import type { Command, ShellScript } from '../glue/shell-script';
import type { Graph } from '../graph/graph';
import type { SetupFile } from '../graph/setup-file';
import type { Policy, Statement } from '../iam/policy';
import type { Finding, Severity } from './finding';

/** What rules look at, by the name that `on` gives it. */
export interface Subjects {
  /** A template as it is deployed under one consistent assignment of its conditions. */
  readonly stack: Stack;
  readonly resource: Resource;
  readonly parameter: Parameter;
  /** A policy document, wherever it stands: template property, JSON file, script. */
  readonly policy: Policy;
  readonly statement: Statement;
  /** The values that a stack is deployed with, in a file of their own. */
  readonly parameters: ParameterFile;
  /** A document that an agent or a service is set up with, in a file of its own. */
  readonly setup: SetupFile;
  readonly script: Script;
  readonly call: Call;
  /** A shell program: a file, or the user data of a resource. */
  readonly shell: ShellScript;
  readonly command: Command;
}

export type SubjectName = keyof Subjects;

/** `recommended` rules are on by default; `strict` adds the rest. */
export type Profile = 'recommended' | 'strict';

/** An example: a file's text in the language that `bad` and `good` speak. */
export interface Example {
  readonly language: 'yaml' | 'json' | 'python' | 'shell';
  readonly text: string;
  /** Other files that it needs, by name: the template of a script. */
  readonly beside?: Readonly<Record<string, string>>;
}

export interface Rule<S extends SubjectName = SubjectName> {
  /** `<service>-<defect>`, equal to the rule's path. */
  readonly id: string;
  /** Names the defect in a few words, without a period. */
  readonly title: string;
  readonly severity: Severity;
  readonly profile: Profile;
  readonly on: S;
  /** With `on: 'resource'`: the resource types; left out, every type. */
  readonly types?: readonly string[];
  /** With `on: 'call'`: the callees; left out, every call. */
  readonly callees?: { test(callee: string): boolean };
  /** Two to five sentences: what goes wrong, how, and when it is fine to allow it. */
  readonly why: string;
  readonly bad: Example;
  readonly good: Example;
  /** Pages of AWS's documentation. */
  readonly references: readonly string[];
  /** Ids that other tools use for the same defect: `Checkov CKV_AWS_43`. */
  readonly knownAs: readonly string[];
  /** One that takes no graph looks at its subject alone: what it says of a call stays as long as the call is the same. */
  check(subject: Subjects[S], graph: Graph): Iterable<Finding>;
}

/** Declares a rule; ties the type of `check`'s subject to `on`. */
export function defineRule<S extends SubjectName>(rule: Rule<S>): Rule<S> {
  return rule;
}

/** A rule whose subject is only known when it runs. */
export type AnyRule = { readonly [S in SubjectName]: Rule<S> }[SubjectName];
