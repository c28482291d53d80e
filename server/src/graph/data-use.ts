import { asList, asString, lookUp, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { receivesAccessLogs } from './buckets';
import type { Evidence } from './data-grants';
import type { Graph } from './graph';
import { anyPart, mentions, names } from './mentions';
import { serviceName, trustPolicyOf } from './trust';
import type { Workload } from './workloads';

/** Whether somebody who may do everything is seen to use certain data; worked out when a statement asks, and once. */
export function usageOf(
  data: Resource,
  users: readonly Workload[],
  graph: Graph,
  role?: Resource,
): () => Evidence | undefined {
  let known: { readonly evidence: Evidence | undefined } | undefined;
  return () => {
    known ??= { evidence: evidenceFor(data, users, graph, role) };
    return known.evidence;
  };
}

function evidenceFor(
  data: Resource,
  users: readonly Workload[],
  graph: Graph,
  role: Resource | undefined,
): Evidence | undefined {
  if (users.some(({ resource }) => usesData(resource, data, graph))) return 'used';
  return role !== undefined && isOnlyData(role, users, data, graph) ? 'likely' : undefined;
}

/**
 * True when something ties a workload to the data of a resource: its own properties, its script, or what starts it: an event
 * source mapping, a notification of the bucket, a rule on its events, a trigger or step with arguments of its own.
 */
function usesData(workload: Resource, data: Resource, graph: Graph): boolean {
  return (
    namesData(workload, data, graph) ||
    graph.scriptData(workload).has(data) ||
    linked(workload, data, graph) ||
    notifiedOf(workload, data, graph)
  );
}

/** What other properties name is read by whoever deploys, or says who may do something and not what is done. */
function namesData(workload: Resource, data: Resource, graph: Graph): boolean {
  const properties = workload.get();
  if (properties?.kind !== 'mapping') return false;
  return [...properties.entries].some(
    ([name, { value }]) => !notAtRunTime.has(name) && names(value, data, graph),
  );
}

const notAtRunTime: ReadonlySet<string> = new Set(['Code', 'CodeUri', 'Layers', 'Policies', 'Role', 'Tags']);

/** What starts a workload and may say on which data. */
const links: readonly string[] = [
  'AWS::EMR::Step',
  'AWS::Events::Rule',
  'AWS::Glue::Trigger',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::Scheduler::Schedule',
];

function linked(workload: Resource, data: Resource, graph: Graph): boolean {
  for (const link of workload.stack.resources(...links))
    if (mentions(link, workload, graph) && mentions(link, data, graph)) return true;
  return false;
}

/** A bucket tells a function about its objects by itself, or through a queue or topic. */
function notifiedOf(workload: Resource, data: Resource, graph: Graph): boolean {
  const told = data.type === 'AWS::S3::Bucket' ? data.get('NotificationConfiguration') : undefined;
  if (told === undefined) return false;
  if (names(told, workload, graph)) return true;
  for (const relay of workload.stack.resources('AWS::SQS::Queue', 'AWS::SNS::Topic'))
    if (names(told, relay, graph) && relayed(relay, workload, graph)) return true;
  return false;
}

function relayed(relay: Resource, workload: Resource, graph: Graph): boolean {
  if (namesData(workload, relay, graph)) return true;
  if (relay.type === 'AWS::SNS::Topic' && mentions(relay, workload, graph)) return true;
  for (const link of workload.stack.resources('AWS::Lambda::EventSourceMapping', 'AWS::SNS::Subscription'))
    if (mentions(link, workload, graph) && mentions(link, relay, graph)) return true;
  return false;
}

/**
 * True when a role that processes data, and is seen to use none in particular, can hardly mean anything else: all the buckets
 * around it are encrypted with the same key, and none is given from outside.
 */
function isOnlyData(role: Resource, users: readonly Workload[], data: Resource, graph: Graph): boolean {
  if (data.type !== 'AWS::S3::Bucket' || isForOthers(data, graph)) return false;
  const processes =
    users.length === 0
      ? isTrustedToProcess(role, graph)
      : users.some(({ resource }) => isProcessor(resource));
  if (!processes || users.some(({ resource }) => namesElsewhere(resource, graph))) return false;
  if (users.some(({ resource }) => hasScript(resource, graph))) return false;
  const use = graph.encryptionOf(data);
  return graph.joined(role.stack).every((stack) => {
    if ([...stack.template.parameters.keys()].some((name) => /bucket|s3/i.test(name))) return false;
    return [...stack.resources('AWS::S3::Bucket')].every((bucket) => {
      const other = graph.encryptionOf(bucket);
      const isSame = use.kind === 'customer' && other.kind === 'customer' && other.key === use.key;
      return isSame || isForOthers(bucket, graph);
    });
  });
}

/** Who processes data that it is given at run time. */
const processors: ReadonlyMap<string, string> = new Map([
  ['AWS::Glue::Job', 'glue.amazonaws.com'],
  ['AWS::Glue::DevEndpoint', 'glue.amazonaws.com'],
  ['AWS::Glue::Session', 'glue.amazonaws.com'],
  ['AWS::Glue::MLTransform', 'glue.amazonaws.com'],
  ['AWS::DataBrew::Job', 'databrew.amazonaws.com'],
  ['AWS::DataBrew::Project', 'databrew.amazonaws.com'],
  ['AWS::EMR::Cluster', 'elasticmapreduce.amazonaws.com'],
  ['AWS::EMRServerless::Application', 'emr-serverless.amazonaws.com'],
  ['AWS::Redshift::Cluster', 'redshift.amazonaws.com'],
  ['AWS::RedshiftServerless::Namespace', 'redshift.amazonaws.com'],
]);

function isProcessor({ type }: Resource): boolean {
  return processors.has(type);
}

function isTrustedToProcess(role: Resource, graph: Graph): boolean {
  const services = [...processors.values()];
  return (trustPolicyOf(role, graph)?.statements ?? []).some(
    ({ effect, principals }) =>
      effect === 'Allow' &&
      principals?.negated === false &&
      principals.principals.some((principal) => services.includes(serviceName(principal, graph) ?? '')),
  );
}

/** What a script uses is seen in the script. */
function hasScript(workload: Resource, graph: Graph): boolean {
  return graph.scriptRuns(workload.stack).some((run) => run.workload === workload);
}

/** True when a workload is given data that is not of these stacks. The script itself is no data. */
function namesElsewhere(workload: Resource, graph: Graph): boolean {
  const properties = workload.get();
  if (properties?.kind !== 'mapping') return true;
  const scriptPlaces = ['--TempDir', '--extra-py-files', '--extra-jars', '--spark-event-logs-path'].map(
    (name) => lookUp(workload.get('DefaultArguments'), name),
  );
  return [...properties.entries].some(
    ([name, { value }]) =>
      !notAtRunTime.has(name) &&
      name !== 'Command' &&
      anyPart(
        value,
        (part) => isElsewhere(part, graph) && !scriptPlaces.some((place) => place?.at === part.at),
      ),
  );
}

function isElsewhere(part: Value, graph: Graph): boolean {
  const text = asString(part);
  if (text !== undefined) return /^s3[an]?:\/\/[^$]|^arn:[^:]*:s3:::[^$]/.test(text);
  if (part.kind === 'unknown') return true;
  return part.kind === 'reference' && part.to.type !== 'pseudo' && graph.find(part) === undefined;
}

/** True for a bucket that holds what AWS writes about the account, or what a pipeline deploys. */
function isForOthers(bucket: Resource, graph: Graph): boolean {
  if (receivesAccessLogs(bucket, graph)) return true;
  for (const stack of graph.joined(bucket.stack)) {
    for (const keeper of stack.resources(...keepers)) {
      const kept = [keeper.get('S3BucketName'), keeper.get('LogDestination'), keeper.get('ArtifactStore')];
      if (kept.some((value) => value !== undefined && names(value, bucket, graph))) return true;
      if (asList(keeper.get('ArtifactStores')).some((store) => names(store, bucket, graph))) return true;
    }
  }
  return false;
}

const keepers: readonly string[] = [
  'AWS::CloudTrail::Trail',
  'AWS::CodePipeline::Pipeline',
  'AWS::Config::DeliveryChannel',
  'AWS::EC2::FlowLog',
];
