import type { Place } from '../../base/range';
import type { Resource } from '../../cloudformation/resource';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { admittingStatement, principalName } from '../../graph/key-admission';
import { type KeyUser, keyUsersFrom, keyUserTypes, refusedCalls } from '../../graph/key-users';
import { listed } from '../../graph/policy-holder';
import { addStatements } from '../../iam/edits';

export const rule = defineRule({
  id: 'kms-key-policy-missing-service',
  title: 'Service that the key does not admit',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: keyUserTypes,
  why: `S3 notifications, SNS, EventBridge and CloudWatch alarms put messages into a queue or topic by themselves, without a
role, and so do the services that write to an encrypted log group or keep the state of a Flink application. They need the key,
and only its own policy can admit them: without the statement every message is dropped without an error, or the log group is
refused. The AWS managed keys aws/sqs and aws/sns admit no service, and their policies cannot be changed. Allow it where the
key's policy is completed after the deployment.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
            Action: kms:*
            Resource: '*'
  Arrivals:
    Type: AWS::SQS::Queue
    Properties:
      KmsMasterKeyId: !GetAtt DataKey.Arn
  Hourly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hour)
      Targets:
        - Id: queue
          Arn: !GetAtt Arrivals.Arn
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
            Action: kms:*
            Resource: '*'
          - Effect: Allow
            Principal:
              Service: events.amazonaws.com
            Action:
              - kms:GenerateDataKey*
              - kms:Decrypt
            Resource: '*'
  Arrivals:
    Type: AWS::SQS::Queue
    Properties:
      KmsMasterKeyId: !GetAtt DataKey.Arn
  Hourly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hour)
      Targets:
        - Id: queue
          Arn: !GetAtt Arrivals.Arn
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
    'https://docs.aws.amazon.com/managed-flink/latest/java/manage-cmk-api.html',
  ],
  knownAs: [],
  *check(resource, graph) {
    for (const users of sharing(keyUsersFrom(resource, graph))) {
      const [user] = users;
      const use = graph.encryptionOf(user.target);
      if (use.kind === 'aws-managed') yield* managed(user, use.alias, use.at);
      if (use.kind === 'customer') yield* refused(users, use.key, graph);
    }
  },
});

/** Services that do one piece of work for one resource between them are told of together. */
type Sharing = readonly [KeyUser, ...KeyUser[]];

function sharing(users: readonly KeyUser[]): Iterable<Sharing> {
  const byTarget = new Map<Resource, Sharing>();
  for (const user of users) {
    const before = byTarget.get(user.target);
    byTarget.set(user.target, before === undefined ? [user] : [...before, user]);
  }
  return byTarget.values();
}

function* refused(users: Sharing, key: Resource, graph: Graph): Generator<Finding> {
  const refusals = users.flatMap((user) => {
    const [call] = refusedCalls(user, key, graph);
    return call === undefined ? [] : [{ user, call }];
  });
  const [user] = refusals.map((refusal) => refusal.user);
  if (user === undefined) return;
  const policy = graph.policiesOf(key).find(({ kind }) => kind === 'key');
  const title = `Let ${listed(refusals.map((one) => principalName(one.user)))} use ${key.id}`;
  const statements = refusals.map((one) => admittingStatement(one.user));
  const change =
    policy === undefined
      ? key.set(['KeyPolicy'], { Version: '2012-10-17', Statement: [administration(key), ...statements] })
      : addStatements(policy, statements);
  yield {
    at: user.at,
    message: `${consequence(user)}, because the policy of ${key.id} does not let ${denials(refusals)}.`,
    related: [
      { at: key.has('KeyPolicy') ? key.at('KeyPolicy') : key.idAt, message: `the policy of ${key.id}` },
      { at: user.target.idAt, message: `${user.target.id} is encrypted with ${key.id}` },
    ],
    fixes: key.stack === user.target.stack ? [{ title, safe: true, changes: [change] }] : [],
  };
}

/** "a use kms:DescribeKey and b use kms:CreateGrant", with what several are refused said once. */
function denials(refusals: readonly { readonly user: KeyUser; readonly call: string }[]): string {
  const calls = [...new Set(refusals.map(({ call }) => call))];
  return listed(
    calls.map((call) => {
      const names = refusals.filter((one) => one.call === call).map(({ user }) => principalName(user));
      return `${listed(names)} use ${call}`;
    }),
  );
}

/** What is delivered here is dropped: no statement can be added to the policy of an AWS managed key. */
function* managed(user: KeyUser, alias: string, keyAt: Place): Generator<Finding> {
  const { target } = user;
  if (target.type !== 'AWS::SQS::Queue' && target.type !== 'AWS::SNS::Topic') return;
  const { stack } = target;
  const id = stack.freeId(`${target.id}Key`);
  const key = {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      EnableKeyRotation: true,
      KeyPolicy: { Version: '2012-10-17', Statement: [administration(target), admittingStatement(user)] },
    },
  };
  yield {
    at: user.at,
    message: `${consequence(user)}, because the AWS managed key ${alias} admits no service and its policy cannot be changed.`,
    related: [{ at: keyAt, message: `${target.id} is encrypted with ${alias}` }],
    fixes: [
      {
        title: `Encrypt ${target.id} with a key of its own that admits ${principalName(user)}`,
        safe: false,
        changes: [
          target.set(['KmsMasterKeyId'], stack.write.getAtt(id, 'Arn')),
          stack.insertResource(id, key, target.id),
        ],
      },
    ],
  };
}

function consequence({ case: use, from, target }: KeyUser): string {
  switch (use) {
    case 'log-group':
    case 'flink-snapshots':
    case 'flink-running':
      return `${target.id} cannot be created`;
    case 'cloudtrail':
      return `${target.id} cannot write its log files`;
    case 'event-bus':
      return `Events sent to ${target.id} cannot be encrypted`;
    case 's3-event':
      return `Notifications of ${from.id} never reach ${target.id}`;
    case 'log-delivery':
      return `Logs of ${from.id} never reach ${target.id}`;
    case 'config-delivery':
      return `Configuration history never reaches ${target.id}`;
    case 'alarm-to-topic':
      return `Alarms of ${from.id} never reach ${target.id}`;
    default:
      return `Messages of ${from.id} never reach ${target.id}`;
  }
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function administration({ stack }: Resource) {
  return {
    Effect: 'Allow',
    Principal: { AWS: stack.write.sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root`) },
    Action: 'kms:*',
    Resource: '*',
  };
}
