import type { Resource } from '../cloudformation/resource';
import { identify } from './identity';
import type { Need } from './workload';

/**
 * The services that a function calls, by the resources that its environment variables name: a function that is given a
 * queue's URL calls SQS. What else its code calls is not in the template.
 */
export function lambdaNeeds(resource: Resource): Need[] {
  const variables = resource.get('Environment', 'Variables');
  if (variables?.kind !== 'mapping') return [];
  const needs = new Map<string, Need>();
  for (const { key, value } of variables.entries.values()) {
    const identity = namedResource(value, resource);
    const service = identity === undefined ? undefined : services.get(identity.type);
    if (service === undefined || needs.has(service)) continue;
    needs.set(service, { service, always: false, at: resource.at('Environment', 'Variables', key) });
  }
  return [...needs.values()];
}

function namedResource(value: Parameters<typeof identify>[0], { stack }: Resource): Resource | undefined {
  if (value?.kind !== 'reference' || value.to.type !== 'resource') return undefined;
  const identity = identify({ ...value, to: { ...value.to, attribute: undefined } }, stack.deployment);
  return identity?.kind === 'resource' ? identity.resource : undefined;
}

/** By the resource type, the service that is called to use it, as in the names of endpoints. */
const services: ReadonlyMap<string, string> = new Map([
  ['AWS::S3::Bucket', 's3'],
  ['AWS::DynamoDB::Table', 'dynamodb'],
  ['AWS::DynamoDB::GlobalTable', 'dynamodb'],
  ['AWS::Serverless::SimpleTable', 'dynamodb'],
  ['AWS::SQS::Queue', 'sqs'],
  ['AWS::SNS::Topic', 'sns'],
  ['AWS::Kinesis::Stream', 'kinesis-streams'],
  ['AWS::KinesisFirehose::DeliveryStream', 'kinesis-firehose'],
  ['AWS::SecretsManager::Secret', 'secretsmanager'],
  ['AWS::KMS::Key', 'kms'],
  ['AWS::SSM::Parameter', 'ssm'],
  ['AWS::StepFunctions::StateMachine', 'states'],
  ['AWS::Serverless::StateMachine', 'states'],
  ['AWS::Glue::Job', 'glue'],
  ['AWS::Glue::Crawler', 'glue'],
  ['AWS::Glue::Database', 'glue'],
  ['AWS::Events::EventBus', 'events'],
  ['AWS::Athena::WorkGroup', 'athena'],
]);
