import type { Place } from '../base/range';
import { asList, asString, lookUp, type Value } from '../base/value';
import { embeddedJson } from '../cloudformation/embedded-json';
import type { Resource } from '../cloudformation/resource';
import { isNode } from '../syntax/tree';
import type { Graph } from './graph';
import { endingReference } from './identity-policies';
import type { ScriptRun } from './script-link';
import { scriptAt } from './script-link-path';
import { roleNamed } from './workloads';

/** The scripts that steps of EMR, and tasks of state machines that start EMR Serverless or EMR on EKS, give to Spark. */
export function sparkRuns(resource: Resource, graph: Graph): ScriptRun[] {
  switch (resource.type) {
    case 'AWS::EMR::Step': {
      const named = resource.get('JobFlowId');
      const reference = named === undefined ? undefined : endingReference(named);
      const cluster = reference === undefined ? undefined : graph.find(reference);
      const role = cluster === undefined ? undefined : instanceRole(cluster, graph);
      return submitted(resource.get('HadoopJarStep', 'Args'), resource, role, graph);
    }
    case 'AWS::EMR::Cluster':
      return asList(resource.get('Steps')).flatMap((step) =>
        submitted(lookUp(step, 'HadoopJarStep', 'Args'), resource, instanceRole(resource, graph), graph),
      );
    default:
      return tasksIn(definitionOf(resource)).flatMap((task) => taskRun(task, resource, graph));
  }
}

/** The role of a cluster's instances. Role mappings for EMRFS put other roles in its place. */
function instanceRole(cluster: Resource, graph: Graph): Resource | undefined {
  if (cluster.type !== 'AWS::EMR::Cluster' || cluster.has('SecurityConfiguration')) return undefined;
  const named = cluster.get('JobFlowRole');
  const reference = named === undefined ? undefined : endingReference(named);
  const profile = reference === undefined ? undefined : graph.find(reference);
  const [role, ...others] = profile?.type === 'AWS::IAM::InstanceProfile' ? asList(profile.get('Roles')) : [];
  return role === undefined || others.length > 0 ? undefined : roleNamed(role, cluster.stack, graph);
}

/** `spark-submit --py-files s3://…/lib.py s3://…/job.py argument…` */
function submitted(
  args: Value | undefined,
  workload: Resource,
  role: Resource | undefined,
  graph: Graph,
): ScriptRun[] {
  if (args?.kind !== 'list') return [];
  const runs: ScriptRun[] = [];
  for (const [index, value] of args.items.entries()) {
    const file = scriptAt(value, workload.file, graph);
    if (file === undefined) continue;
    const isMain = asString(args.items[index - 1]) !== '--py-files';
    runs.push(run(file, workload, role, value.at, isMain));
    if (isMain) break;
  }
  return runs;
}

function run(
  file: string,
  workload: Resource,
  role: Resource | undefined,
  at: Place,
  isMain: boolean,
): ScriptRun {
  const given = { arguments: undefined, environment: undefined };
  return { file, workload, role, at, isMain, entry: undefined, ...given };
}

function definitionOf(machine: Resource): Value | undefined {
  const written = machine.get('Definition') ?? machine.get('DefinitionString');
  return written === undefined ? undefined : (embeddedJson(written) ?? written);
}

/** The tasks of a definition that start a Spark job of their own role. */
function tasksIn(value: Value | undefined): Value[] {
  if (value?.kind === 'list') return value.items.flatMap(tasksIn);
  if (value?.kind !== 'mapping') return [];
  const service = asString(value.entries.get('Resource')?.value);
  if (service !== undefined && /:(?:emr-serverless|emr-containers):startJobRun/.test(service)) return [value];
  return [...value.entries.values()].flatMap((entry) => tasksIn(entry.value));
}

function taskRun(task: Value, machine: Resource, graph: Graph): ScriptRun[] {
  const given = lookUp(task, 'Parameters') ?? lookUp(task, 'Arguments');
  const driver = lookUp(given, 'JobDriver');
  const submit = lookUp(driver, 'SparkSubmit') ?? lookUp(driver, 'SparkSubmitJobDriver');
  const entry = lookUp(submit, 'EntryPoint');
  const file = entry === undefined ? undefined : scriptAt(entry, machine.file, graph);
  if (entry === undefined || file === undefined) return [];
  const named = lookUp(given, 'ExecutionRoleArn');
  const resolved = named === undefined ? undefined : substituted(named, machine);
  const role = resolved === undefined ? undefined : roleNamed(resolved, machine.stack, graph);
  return [run(file, machine, role, entry.at, true)];
}

/** What `${Name}` in the text of a definition stands for: a substitution of the state machine, or a name of `Fn::Sub`. */
function substituted(value: Value, machine: Resource): Value {
  const written = isNode(value.at) && value.at.kind === 'scalar' ? value.at.text : undefined;
  const name = written === undefined ? undefined : /^\$\{([\w.:]+)\}$/.exec(written)?.[1];
  if (name === undefined) return value;
  const given = machine.get('DefinitionSubstitutions', name);
  if (given !== undefined) return given;
  const [id = '', attribute] = name.split('.');
  return attribute === undefined
    ? machine.stack.refer(name, value.at)
    : machine.stack.attribute(id, attribute, value.at);
}
