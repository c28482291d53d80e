import type { Place } from '../base/range';
import { asList, asString, lookUp, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Graph } from './graph';
import { endingReference } from './identity-policies';
import { roleNamed } from './workloads';

/** A call that a workload makes whatever it is given to do. */
export interface CertainCall {
  readonly workload: Resource;
  readonly role: Resource;
  readonly data: Resource;
  readonly action: string;
  /** "reads" or "writes to". */
  readonly deed: string;
  /** Where the workload names the data. */
  readonly at: Place;
}

/** The types whose properties say which data they work with. */
export const certainCallers: readonly string[] = [
  'AWS::Glue::Crawler',
  'AWS::Glue::Job',
  'AWS::KinesisFirehose::DeliveryStream',
  'AWS::Lambda::EventSourceMapping',
  'AWS::IoT::TopicRule',
  'AWS::DMS::Endpoint',
];

/** The calls that follow from a resource's properties, as far as its role stands in the workspace. */
export function certainCalls(resource: Resource, graph: Graph): CertainCall[] {
  switch (resource.type) {
    case 'AWS::Glue::Crawler':
      return crawlerCalls(resource, graph);
    case 'AWS::Glue::Job':
      return jobCalls(resource, graph);
    case 'AWS::KinesisFirehose::DeliveryStream':
      return deliveryCalls(resource, graph);
    case 'AWS::Lambda::EventSourceMapping':
      return mappingCalls(resource, graph);
    case 'AWS::IoT::TopicRule':
      return ruleCalls(resource, graph);
    case 'AWS::DMS::Endpoint':
      return endpointCalls(resource, graph);
    default:
      return [];
  }
}

/** With credentials of Lake Formation the crawler reads as somebody else. */
function crawlerCalls(crawler: Resource, graph: Graph): CertainCall[] {
  if (crawler.has('LakeFormationConfiguration', 'UseLakeFormationCredentials')) return [];
  return asList(crawler.get('Targets', 'S3Targets')).flatMap((target) =>
    call(crawler, crawler.get('Role'), lookUp(target, 'Path'), reading, graph),
  );
}

function jobCalls(job: Resource, graph: Graph): CertainCall[] {
  const role = job.get('Role');
  return [
    ...call(job, role, job.get('Command', 'ScriptLocation'), reading, graph),
    ...call(job, role, job.get('DefaultArguments', '--TempDir'), writing, graph),
  ];
}

function deliveryCalls(stream: Resource, graph: Graph): CertainCall[] {
  const destinations = ['ExtendedS3DestinationConfiguration', 'S3DestinationConfiguration'].flatMap((name) =>
    call(stream, stream.get(name, 'RoleARN'), stream.get(name, 'BucketARN'), writing, graph),
  );
  const source = 'KinesisStreamSourceConfiguration';
  return [
    ...destinations,
    ...call(stream, stream.get(source, 'RoleARN'), stream.get(source, 'KinesisStreamARN'), reading, graph),
  ];
}

function mappingCalls(mapping: Resource, graph: Graph): CertainCall[] {
  const name = mapping.get('FunctionName');
  const reference = name === undefined ? undefined : endingReference(name);
  const lambda = reference === undefined ? undefined : graph.find(reference);
  if (lambda?.type !== 'AWS::Lambda::Function') return [];
  return call(mapping, lambda.get('Role'), mapping.get('EventSourceArn'), reading, graph);
}

function ruleCalls(rule: Resource, graph: Graph): CertainCall[] {
  return asList(rule.get('TopicRulePayload', 'Actions')).flatMap((action) =>
    [
      ['S3', 'BucketName'],
      ['Kinesis', 'StreamName'],
      ['Sqs', 'QueueUrl'],
      ['Sns', 'TargetArn'],
    ].flatMap(([kind = '', property = '']) =>
      call(rule, lookUp(action, kind, 'RoleArn'), lookUp(action, kind, property), writing, graph),
    ),
  );
}

function endpointCalls(endpoint: Resource, graph: Graph): CertainCall[] {
  if (asString(endpoint.get('EndpointType'))?.toLowerCase() !== 'target') return [];
  const settings = ['S3Settings', 'BucketName'];
  return call(
    endpoint,
    endpoint.get('S3Settings', 'ServiceAccessRoleArn'),
    endpoint.get(...settings),
    writing,
    graph,
  );
}

const reading: ReadonlyMap<string, string> = new Map([
  ['AWS::S3::Bucket', 's3:GetObject'],
  ['AWS::Kinesis::Stream', 'kinesis:GetRecords'],
  ['AWS::SQS::Queue', 'sqs:ReceiveMessage'],
]);

const writing: ReadonlyMap<string, string> = new Map([
  ['AWS::S3::Bucket', 's3:PutObject'],
  ['AWS::Kinesis::Stream', 'kinesis:PutRecord'],
  ['AWS::SQS::Queue', 'sqs:SendMessage'],
  ['AWS::SNS::Topic', 'sns:Publish'],
]);

function call(
  workload: Resource,
  runsAs: Value | undefined,
  named: Value | undefined,
  calls: ReadonlyMap<string, string>,
  graph: Graph,
): CertainCall[] {
  if (runsAs === undefined || named === undefined) return [];
  const role = roleNamed(runsAs, workload.stack, graph);
  const data = dataNamed(named, graph);
  const action = data === undefined ? undefined : calls.get(data.type);
  if (role === undefined || data === undefined || action === undefined) return [];
  return [{ workload, role, data, action, deed: calls === reading ? 'reads' : 'writes to', at: named.at }];
}

/** The resource in a reference, an ARN, or `s3://${Bucket}/prefix`. */
function dataNamed(value: Value, graph: Graph): Resource | undefined {
  if (value.kind === 'reference') return graph.find(value);
  if (value.kind !== 'text') return undefined;
  const [head, second] = value.parts;
  const isPath = head?.kind === 'scalar' && /^(?:s3:\/\/|arn:[^:]*:s3:::)$/.test(head.text);
  return isPath && second?.kind === 'reference' ? graph.find(second) : undefined;
}
