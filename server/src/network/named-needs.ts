import type { Reference, Value } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';
import { stackById } from './identity';
import { written } from './service-name';
import type { Need } from './workload';

/**
 * The services that are called to use what some properties name: whoever is given a queue's URL calls SQS. Each service
 * once, at the first property that names it.
 */
export function needsNamedIn(resource: Resource, ...path: Path): Need[] {
  const needs = new Map<string, Need>();
  for (const value of leaves(resource.get(...path))) {
    const service = serviceNamedBy(value, resource);
    if (service !== undefined && !needs.has(service))
      needs.set(service, { service, always: false, at: value.at });
  }
  return [...needs.values()];
}

/** The service that is called to use a resource of a type. */
export function serviceOfData(type: string): string | undefined {
  return byType.get(type);
}

function* leaves(value: Value | undefined): Generator<Value> {
  if (value?.kind === 'list') for (const item of value.items) yield* leaves(item);
  else if (value?.kind === 'mapping')
    for (const { value: inner } of value.entries.values()) yield* leaves(inner);
  else if (value !== undefined) yield value;
}

function serviceNamedBy(value: Value, resource: Resource): string | undefined {
  if (value.kind === 'reference') return serviceOf(value, resource);
  const text = written(value);
  if (text === undefined) return undefined;
  if (/^s3[an]?:\/\//.test(text)) return 's3';
  const service = /^arn:[^:]+:([a-z0-9-]+):/.exec(text)?.[1] ?? /^https:\/\/(sqs)\./.exec(text)?.[1];
  return service === undefined ? undefined : byArn.get(service);
}

/** By what a resource of the template is, when the reference is its name, id or ARN and not something it has. */
function serviceOf({ to }: Reference, { stack }: Resource): string | undefined {
  if (to.type !== 'resource' || (to.attribute !== undefined && !ownNames.has(to.attribute))) return undefined;
  const named = stackById(to.stack, stack.deployment)?.resource(to.id);
  return named === undefined ? undefined : byType.get(named.type);
}

const ownNames: ReadonlySet<string> = new Set([
  'Arn',
  'QueueName',
  'QueueUrl',
  'TopicArn',
  'TopicName',
  'Id',
]);

/**
 * By the resource type, the service that is called to use it, as in the names of endpoints. Keys and databases are not
 * here: a function that is given one mostly hands it on to S3 or Athena.
 */
const byType: ReadonlyMap<string, string> = new Map([
  ['AWS::S3::Bucket', 's3'],
  ['AWS::DynamoDB::Table', 'dynamodb'],
  ['AWS::DynamoDB::GlobalTable', 'dynamodb'],
  ['AWS::Serverless::SimpleTable', 'dynamodb'],
  ['AWS::SQS::Queue', 'sqs'],
  ['AWS::SNS::Topic', 'sns'],
  ['AWS::Kinesis::Stream', 'kinesis-streams'],
  ['AWS::KinesisFirehose::DeliveryStream', 'kinesis-firehose'],
  ['AWS::SecretsManager::Secret', 'secretsmanager'],
  ['AWS::SSM::Parameter', 'ssm'],
  ['AWS::StepFunctions::StateMachine', 'states'],
  ['AWS::Serverless::StateMachine', 'states'],
  ['AWS::Glue::Job', 'glue'],
  ['AWS::Glue::Crawler', 'glue'],
  ['AWS::Events::EventBus', 'events'],
  ['AWS::Athena::WorkGroup', 'athena'],
]);

/** By the service in an ARN. */
const byArn: ReadonlyMap<string, string> = new Map([
  ['s3', 's3'],
  ['dynamodb', 'dynamodb'],
  ['sqs', 'sqs'],
  ['sns', 'sns'],
  ['kinesis', 'kinesis-streams'],
  ['firehose', 'kinesis-firehose'],
  ['secretsmanager', 'secretsmanager'],
  ['ssm', 'ssm'],
  ['states', 'states'],
]);
