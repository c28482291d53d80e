import type { PolicyKind } from '../iam/policy';

/** Where a resource type carries a policy document. Paths count from `Properties`; `*` stands for every list item. */
export interface PolicyPlace {
  readonly path: readonly string[];
  readonly kind: PolicyKind;
  /** The property that names what a resource policy protects; left out when it is the resource itself. */
  readonly protects?: string;
  /** True where a single statement stands and no document. */
  readonly isStatement?: true;
}

const identity = (...path: string[]): PolicyPlace => ({ path, kind: 'identity' });
const inlinePolicies = identity('Policies', '*', 'PolicyDocument');

/** Every place of a policy document, from the property lists of the CloudFormation template reference. */
export const policyPlaces: ReadonlyMap<string, readonly PolicyPlace[]> = new Map<
  string,
  readonly PolicyPlace[]
>([
  ['AWS::IAM::Role', [{ path: ['AssumeRolePolicyDocument'], kind: 'trust' }, inlinePolicies]],
  ['AWS::IAM::User', [inlinePolicies]],
  ['AWS::IAM::Group', [inlinePolicies]],
  ['AWS::IAM::Policy', [identity('PolicyDocument')]],
  ['AWS::IAM::ManagedPolicy', [identity('PolicyDocument')]],
  ['AWS::IAM::RolePolicy', [identity('PolicyDocument')]],
  ['AWS::IAM::UserPolicy', [identity('PolicyDocument')]],
  ['AWS::IAM::GroupPolicy', [identity('PolicyDocument')]],
  ['AWS::SSO::PermissionSet', [identity('InlinePolicy')]],
  [
    'AWS::Serverless::Function',
    [{ path: ['AssumeRolePolicyDocument'], kind: 'trust' }, identity('Policies'), identity('Policies', '*')],
  ],
  ['AWS::Serverless::StateMachine', [identity('Policies'), identity('Policies', '*')]],
  ['AWS::S3::BucketPolicy', [{ path: ['PolicyDocument'], kind: 'bucket', protects: 'Bucket' }]],
  ['AWS::S3Express::BucketPolicy', [{ path: ['PolicyDocument'], kind: 'bucket', protects: 'Bucket' }]],
  ['AWS::S3::AccessPoint', [{ path: ['Policy'], kind: 'bucket', protects: 'Bucket' }]],
  ['AWS::S3::MultiRegionAccessPointPolicy', [{ path: ['Policy'], kind: 'bucket', protects: 'MrapName' }]],
  [
    'AWS::S3Tables::TableBucketPolicy',
    [{ path: ['ResourcePolicy'], kind: 'bucket', protects: 'TableBucketARN' }],
  ],
  ['AWS::KMS::Key', [{ path: ['KeyPolicy'], kind: 'key' }]],
  ['AWS::KMS::ReplicaKey', [{ path: ['KeyPolicy'], kind: 'key' }]],
  ['AWS::SQS::QueuePolicy', [{ path: ['PolicyDocument'], kind: 'queue', protects: 'Queues' }]],
  ['AWS::SQS::QueueInlinePolicy', [{ path: ['PolicyDocument'], kind: 'queue', protects: 'Queue' }]],
  ['AWS::SNS::TopicPolicy', [{ path: ['PolicyDocument'], kind: 'topic', protects: 'Topics' }]],
  ['AWS::SNS::TopicInlinePolicy', [{ path: ['PolicyDocument'], kind: 'topic', protects: 'TopicArn' }]],
  [
    'AWS::SecretsManager::ResourcePolicy',
    [{ path: ['ResourcePolicy'], kind: 'secret', protects: 'SecretId' }],
  ],
  ['AWS::Kinesis::ResourcePolicy', [{ path: ['ResourcePolicy'], kind: 'stream', protects: 'ResourceArn' }]],
  [
    'AWS::DynamoDB::Table',
    [
      { path: ['ResourcePolicy', 'PolicyDocument'], kind: 'table' },
      { path: ['StreamSpecification', 'ResourcePolicy', 'PolicyDocument'], kind: 'table' },
    ],
  ],
  [
    'AWS::DynamoDB::GlobalTable',
    [
      { path: ['Replicas', '*', 'ResourcePolicy', 'PolicyDocument'], kind: 'table' },
      {
        path: ['Replicas', '*', 'ReplicaStreamSpecification', 'ResourcePolicy', 'PolicyDocument'],
        kind: 'table',
      },
    ],
  ],
  ['AWS::EC2::VPCEndpoint', [{ path: ['PolicyDocument'], kind: 'endpoint' }]],
  ['AWS::IoT::Policy', [{ path: ['PolicyDocument'], kind: 'iot' }]],
  ['AWS::Events::EventBus', [{ path: ['Policy'], kind: 'event-bus' }]],
  [
    'AWS::Events::EventBusPolicy',
    [{ path: ['Statement'], kind: 'event-bus', protects: 'EventBusName', isStatement: true }],
  ],
  ['AWS::Logs::ResourcePolicy', [{ path: ['PolicyDocument'], kind: 'log-group', protects: 'ResourceArn' }]],
  ['AWS::MSK::ClusterPolicy', [{ path: ['Policy'], kind: 'unknown', protects: 'ClusterArn' }]],
  ['AWS::Organizations::Policy', [{ path: ['Content'], kind: 'service-control' }]],
]);
