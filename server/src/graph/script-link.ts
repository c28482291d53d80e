import type { Place } from '../base/range';
import { asString, type Source, type Value } from '../base/value';
import { anyTemplate } from '../cloudformation/reads';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Script } from '../glue/script';
import type { Graph } from './graph';
import { functionRuns } from './script-link-function';
import { scriptAt } from './script-link-path';
import { sparkRuns } from './script-link-spark';
import { roleNamed } from './workloads';

/** The scripts of a workspace, by file. */
export interface Scripts {
  get(file: string): Script | undefined;
  files(): readonly string[];
}

export const noScripts: Scripts = { get: () => undefined, files: () => [] };

/** A script that a workload runs. */
export interface ScriptRun {
  readonly file: string;
  readonly workload: Resource;
  /** The role of the workspace that it runs as; undefined where that is not known. */
  readonly role: Resource | undefined;
  /** Where the workload names the script. */
  readonly at: Place;
  /** False for a library that the workload only makes importable. */
  readonly isMain: boolean;
  /** The function that is called; undefined where the script is run as a whole. */
  readonly entry: string | undefined;
  /** The job arguments by name with `--`, and the environment variables, that the workload is given. */
  readonly arguments: Value | undefined;
  readonly environment: Value | undefined;
}

/** Every script of the workspace that a workload of the joined stacks runs. */
export function scriptRunsIn(stack: Stack, graph: Graph): ScriptRun[] {
  return graph
    .joined(stack)
    .flatMap((one) => [...one.resources(...runners.keys())])
    .flatMap((resource) => runners.get(resource.type)?.(resource, graph) ?? []);
}

/** The runs of a script by any workload of the workspace; see `Graph.runsOf`. */
export function runsOfScript(file: string, graph: Graph): ScriptRun[] {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return rootsNaming(name, graph).flatMap((root) => {
    const stack = graph.deployment.stack(root);
    return stack === undefined ? [] : graph.scriptRuns(stack).filter((run) => run.file === file);
  });
}

/** The outermost templates above those whose text has a name in it: no other one is asked about its conditions. */
function rootsNaming(name: string, { deployment: { templates, decisions } }: Graph): readonly string[] {
  const roots = new Set<string>();
  const climb = (file: string): void => {
    const parents = templates.parents(file);
    if (parents.length === 0) roots.add(file);
    for (const parent of parents) climb(parent);
  };
  decisions.reads(anyTemplate);
  for (const file of templates.files())
    if (templates.get(file)?.document.text.includes(name) === true) climb(file);
  return [...roots];
}

/** What the workload gives a value that the script takes from its arguments or its environment. */
export function givenTo(run: ScriptRun, { of, name }: Source): Value | undefined {
  if (name === undefined) return undefined;
  if (of === 'argument') return entry(run.arguments, `--${name}`);
  return of === 'environment' ? entry(run.environment, name) : undefined;
}

/** True when an environment variable is certainly not set by the workload. */
export function isUnset(run: ScriptRun, { of, name }: Source): boolean {
  if (of !== 'environment' || name === undefined || /^AWS_/.test(name)) return false;
  const { environment } = run;
  if (environment === undefined) return run.workload.type.endsWith('::Function');
  return environment.kind === 'mapping' && !environment.open && !environment.entries.has(name);
}

function entry(values: Value | undefined, name: string): Value | undefined {
  return values?.kind === 'mapping' ? values.entries.get(name)?.value : undefined;
}

const runners: ReadonlyMap<string, (resource: Resource, graph: Graph) => ScriptRun[]> = new Map([
  ['AWS::Glue::Job', jobRuns],
  ['AWS::Lambda::Function', functionRuns],
  ['AWS::Serverless::Function', functionRuns],
  ['AWS::EMR::Step', sparkRuns],
  ['AWS::EMR::Cluster', sparkRuns],
  ['AWS::StepFunctions::StateMachine', sparkRuns],
  ['AWS::Serverless::StateMachine', sparkRuns],
]);

function jobRuns(job: Resource, graph: Graph): ScriptRun[] {
  const role = job.get('Role');
  const shared = {
    workload: job,
    role: role === undefined ? undefined : roleNamed(role, job.stack, graph),
    entry: undefined,
    arguments: job.get('DefaultArguments'),
    environment: undefined,
  };
  const location = job.get('Command', 'ScriptLocation');
  const main = location === undefined ? undefined : scriptAt(location, job.file, graph);
  const libraries = asString(job.get('DefaultArguments', '--extra-py-files'))?.split(',') ?? [];
  const at = job.at('DefaultArguments', '--extra-py-files');
  return [
    ...(main === undefined
      ? []
      : [{ ...shared, file: main, at: job.at('Command', 'ScriptLocation'), isMain: true }]),
    ...libraries.flatMap((path) => {
      const text = path.trim();
      const file = scriptAt({ kind: 'scalar', text, value: text, at }, job.file, graph);
      return file === undefined ? [] : [{ ...shared, file, at, isMain: false }];
    }),
  ];
}
