import type { Place } from '../base/range';
import { asBoolean, asList, asString, lookUp, type Reference, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { type KeyPolicyCase, keyPolicyPrincipals } from '../data/key-policy-principals';
import { evaluate } from '../iam/evaluate';
import { exactly, type Pattern } from '../iam/pattern';
import type { ContextValue } from '../iam/request';
import { accountAtom, regionAtom } from '../iam/symbols';
import type { Graph } from './graph';
import { endingReference } from './identity-policies';

/** A service that uses the key of a resource by itself, without a role. */
export interface KeyUser {
  readonly case: KeyPolicyCase;
  /** What is encrypted: the queue, the topic, the log group. */
  readonly target: Resource;
  /** What makes the service deliver: the notification's bucket, the subscription, the rule. The log group itself. */
  readonly from: Resource;
  /** Where `from` names the target. */
  readonly at: Place;
}

/** The uses of keys by services that a resource causes. */
export function keyUsersFrom(resource: Resource, graph: Graph): KeyUser[] {
  switch (resource.type) {
    case 'AWS::Logs::LogGroup':
      return resource.has('KmsKeyId')
        ? [{ case: 'log-group', target: resource, from: resource, at: resource.at('KmsKeyId') }]
        : [];
    case 'AWS::CloudTrail::Trail':
      return resource.has('KMSKeyId')
        ? [{ case: 'cloudtrail', target: resource, from: resource, at: resource.at('KMSKeyId') }]
        : [];
    case 'AWS::Events::EventBus':
      return resource.has('KmsKeyIdentifier')
        ? [{ case: 'event-bus', target: resource, from: resource, at: resource.at('KmsKeyIdentifier') }]
        : [];
    case 'AWS::SNS::Subscription':
      return delivered('sns-to-queue', resource, subscriptionQueues(resource), graph);
    case 'AWS::SNS::Topic':
      return delivered('sns-to-queue', resource, subscribedQueues(resource), graph);
    case 'AWS::S3::Bucket':
      return delivered('s3-event', resource, notified(resource), graph);
    case 'AWS::Events::Rule':
      return delivered('eventbridge-target', resource, eventTargets(resource), graph);
    case 'AWS::CloudWatch::Alarm':
    case 'AWS::CloudWatch::CompositeAlarm':
      return delivered('alarm-to-topic', resource, alarmActions(resource), graph);
    case 'AWS::EC2::FlowLog':
      return asString(resource.get('LogDestinationType')) === 's3'
        ? delivered('log-delivery', resource, [resource.get('LogDestination')], graph)
        : [];
    case 'AWS::MSK::Cluster':
      return kafkaLogs(resource, resource.get('LoggingInfo', 'BrokerLogs', 'S3'), graph);
    // https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-logging.html
    case 'AWS::KafkaConnect::Connector':
      return kafkaLogs(resource, resource.get('LogDelivery', 'WorkerLogDelivery', 'S3'), graph);
    case 'AWS::KinesisAnalyticsV2::Application':
      return flinkState(resource);
    case 'AWS::Config::DeliveryChannel':
      return recordsAsService(resource)
        ? delivered('config-delivery', resource, [resource.get('S3BucketName')], graph)
        : [];
    default:
      return [];
  }
}

function kafkaLogs(resource: Resource, logs: Value | undefined, graph: Graph): KeyUser[] {
  if (asBoolean(lookUp(logs, 'Enabled')) !== true) return [];
  return delivered('log-delivery', resource, [lookUp(logs, 'Bucket')], graph);
}

/** Two principals share the work, and the application is refused when either is not admitted. */
function flinkState(application: Resource): KeyUser[] {
  const encryption = ['ApplicationConfiguration', 'ApplicationEncryptionConfiguration'];
  if (asString(application.get(...encryption, 'KeyType')) !== 'CUSTOMER_MANAGED_KEY') return [];
  const at = application.at(...encryption, 'KeyId');
  return (['flink-snapshots', 'flink-running'] as const).map((use) => ({
    case: use,
    target: application,
    from: application,
    at,
  }));
}

/** True when the recorder beside the channel uses the service-linked role; a role of its own needs the key itself. */
function recordsAsService(channel: Resource): boolean {
  const recorders = [...channel.stack.resources('AWS::Config::ConfigurationRecorder')];
  return (
    recorders.length > 0 && recorders.every((recorder) => serviceLinked.test(textOf(recorder.get('RoleARN'))))
  );
}

const serviceLinked = /role\/aws-service-role\/config\.amazonaws\.com\/AWSServiceRoleForConfig$/;

function textOf(value: Value | undefined): string {
  if (value?.kind !== 'text') return asString(value) ?? '';
  return value.parts.map((part) => asString(part) ?? '').join('');
}

/** The resource types from which services use keys. */
export const keyUserTypes: readonly string[] = [
  'AWS::Logs::LogGroup',
  'AWS::CloudTrail::Trail',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::S3::Bucket',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::EC2::FlowLog',
  'AWS::MSK::Cluster',
  'AWS::KafkaConnect::Connector',
  'AWS::KinesisAnalyticsV2::Application',
  'AWS::Config::DeliveryChannel',
];

function delivered(
  use: KeyPolicyCase,
  from: Resource,
  targets: readonly (Value | undefined)[],
  graph: Graph,
): KeyUser[] {
  const found: KeyUser[] = [];
  for (const value of targets) {
    const reference = value === undefined ? undefined : (endingReference(value) ?? firstReference(value));
    const target = reference === undefined ? undefined : graph.find(reference);
    if (value === undefined || target === undefined || !targetTypes(use).includes(target.type)) continue;
    if (!found.some((user) => user.target === target)) found.push({ case: use, target, from, at: value.at });
  }
  return found;
}

/** What a service delivers into. */
function targetTypes(use: KeyPolicyCase): readonly string[] {
  return use === 'log-delivery' || use === 'config-delivery'
    ? ['AWS::S3::Bucket']
    : ['AWS::SQS::Queue', 'AWS::SNS::Topic'];
}

/** The bucket in `${Bucket.Arn}/prefix/`. */
function firstReference(value: Value): Reference | undefined {
  return value.kind === 'text' ? value.parts.find((part) => part.kind === 'reference') : undefined;
}

/** What cannot be delivered goes to the dead-letter queue, by the same service. */
function subscriptionQueues(subscription: Resource): (Value | undefined)[] {
  const queue = asString(subscription.get('Protocol')) === 'sqs' ? subscription.get('Endpoint') : undefined;
  return [queue, subscription.get('RedrivePolicy', 'deadLetterTargetArn')];
}

function subscribedQueues(topic: Resource): (Value | undefined)[] {
  return asList(topic.get('Subscription'))
    .filter((one) => asString(lookUp(one, 'Protocol')) === 'sqs')
    .map((one) => lookUp(one, 'Endpoint'));
}

function notified(bucket: Resource): (Value | undefined)[] {
  const under = (list: string, name: string) =>
    asList(bucket.get('NotificationConfiguration', list)).map((item) => lookUp(item, name));
  return [...under('QueueConfigurations', 'Queue'), ...under('TopicConfigurations', 'Topic')];
}

/** A target with a role of its own is called as that role; its dead-letter queue never is. */
function eventTargets(rule: Resource): (Value | undefined)[] {
  return asList(rule.get('Targets')).flatMap((target) => [
    lookUp(target, 'RoleArn') === undefined ? lookUp(target, 'Arn') : undefined,
    lookUp(target, 'DeadLetterConfig', 'Arn'),
  ]);
}

function alarmActions(alarm: Resource): (Value | undefined)[] {
  return ['AlarmActions', 'OKActions', 'InsufficientDataActions'].flatMap((name) => [
    ...asList(alarm.get(name)),
  ]);
}

/** The KMS calls of a use that a key's policy certainly refuses. */
export function refusedCalls(user: KeyUser, key: Resource, graph: Graph): readonly string[] {
  const policies = graph.policiesOf(key).filter(({ kind }) => kind === 'key');
  const arn = graph.arnOf(key);
  const { calls } = keyPolicyPrincipals[user.case];
  if (policies.length === 0 || arn === undefined) return key.has('KeyPolicy') ? [] : calls;
  const names = principalPatterns(user);
  return calls.filter((action) =>
    names.every((name) => {
      const decision = evaluate(
        {
          principal: { kind: 'service', name, account: undefined },
          action,
          resource: arn,
          resourceAccount: exactly(accountAtom),
          context: { keys: contextOf(user), complete: false },
        },
        { identity: [], identityOpen: false, resource: policies, resourceOpen: false },
        graph.names,
      );
      return decision.outcome === 'denied';
    }),
  );
}

/** A regional principal is also accepted where it is written without its region; AWS's own templates do so. */
function principalPatterns({ case: use }: KeyUser): readonly Pattern[] {
  const { principal } = keyPolicyPrincipals[use];
  const [before = '', after] = principal.split('{region}');
  if (after === undefined) return [exactly(principal)];
  return [exactly(before, regionAtom, after), exactly(principal.replace('.{region}', ''))];
}

/**
 * EventBridge's calls to KMS for a topic carry no source, so that a condition on it holds for none. For a queue AWS's own
 * documents and tools say different things.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
function contextOf({ case: use, target }: KeyUser): ReadonlyMap<string, ContextValue> {
  const keys = new Map<string, ContextValue>([['aws:principalisawsservice', ['true']]]);
  if (use !== 'eventbridge-target' || target.type !== 'AWS::SNS::Topic') return keys;
  return keys
    .set('aws:sourcearn', 'absent')
    .set('aws:sourceaccount', 'absent')
    .set('aws:sourceorgid', 'absent');
}
