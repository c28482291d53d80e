import type { Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { serviceOfData } from '../network/named-needs';
import type { Need, Workload } from '../network/workload';
import { grantsOn } from './data-grants';
import { usageOf } from './data-use';
import type { Graph } from './graph';
import type { Attached } from './identity-policies';
import { anyPart, mentions } from './mentions';

/**
 * What a workload calls from its subnets: by its kind and properties, and by what its role is given. A grant counts when
 * the role is this workload's alone and it is about certain data of the workspace; who only forwards its records there,
 * as an event source mapping does, calls from AWS's own network.
 */
export function needsOf(workload: Workload, graph: Graph): readonly Need[] {
  const { subnets } = graph.network(workload.resource.stack);
  const placed = workload.subnets.items.some((item) => item.kind === 'resource' && subnets.has(item.key));
  // Without a subnet in the files nothing can be said about any path.
  if (!placed) return workload.needs;
  const known = new Set(workload.needs.map(({ service }) => service));
  const users = workload.users.length > 0 ? workload.users : [workload.resource];
  return [...workload.needs, ...users.flatMap((user) => grantedNeeds(user, known, graph))];
}

/** The types whose own code calls with their role from inside the network. */
const callers: ReadonlySet<string> = new Set([
  'AWS::Glue::Job',
  'AWS::Lambda::Function',
  'AWS::Serverless::Function',
  'AWS::KinesisAnalyticsV2::Application',
  'AWS::KafkaConnect::Connector',
]);

/** Each service once; what is found is added to what is known. */
function grantedNeeds(resource: Resource, known: Set<string>, graph: Graph): Need[] {
  if (!callers.has(resource.type)) return [];
  const policies = ownPolicies(resource, graph);
  if (policies.length === 0) return [];
  const here = graph.workloadsBy(resource);
  return graph.joined(resource.stack).flatMap((stack) =>
    [...stack.resources(...dataTypes)].flatMap((data): Need[] => {
      const service = serviceOfData(data.type);
      if (service === undefined || known.has(service)) return [];
      const [grant] = grantsOn(data, policies, usageOf(data, here, graph), graph);
      if (grant === undefined || isForwarded(resource, data, graph)) return [];
      known.add(service);
      return [{ service, always: false, at: grant.at, by: resource }];
    }),
  );
}

const dataTypes = [
  'AWS::S3::Bucket',
  'AWS::Kinesis::Stream',
  'AWS::SQS::Queue',
  'AWS::SNS::Topic',
  'AWS::DynamoDB::Table',
  'AWS::SecretsManager::Secret',
] as const;

/** The policies of a role that nothing else in the workspace works with; those of a SAM function without a role. */
function ownPolicies(resource: Resource, graph: Graph): readonly Attached[] {
  const role = graph.workloadsBy(resource)[0]?.role;
  if (role !== undefined)
    return graph.workloadsOf(role).some((one) => one.resource !== resource)
      ? []
      : graph.identityOf(role).policies;
  if (resource.type !== 'AWS::Serverless::Function' || resource.has('Role')) return [];
  return graph
    .policiesOf(resource)
    .filter(({ kind }) => kind === 'identity')
    .map((policy) => ({ policy, managed: undefined, at: policy.at }));
}

/** Events come from there, failures go there, or the code lies there: AWS makes those calls with the role. */
function isForwarded(resource: Resource, data: Resource, graph: Graph): boolean {
  const handled = ['AWS::Lambda::EventSourceMapping', 'AWS::Lambda::EventInvokeConfig'];
  for (const stack of graph.joined(resource.stack)) {
    for (const link of stack.resources(...handled))
      if (mentions(link, resource, graph) && mentions(link, data, graph)) return true;
  }
  return places.some((place) => {
    const value = resource.get(...place);
    return value !== undefined && namesData(value, data, graph);
  });
}

const places = [
  ['DeadLetterConfig'],
  ['DeadLetterQueue'],
  ['Events'],
  ['EventInvokeConfig'],
  ['Code'],
  ['CodeUri'],
  ['ApplicationConfiguration', 'ApplicationCodeConfiguration'],
  ['LogDelivery'],
] as const;

function namesData(value: Value, data: Resource, graph: Graph): boolean {
  return anyPart(value, (part) => part.kind === 'reference' && graph.find(part) === data);
}
