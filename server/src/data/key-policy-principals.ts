/** A service that must be admitted by a key's own policy, because no role of the account stands between. */
export interface KeyPolicyPrincipal {
  /** `{region}` stands for the region of the resource. */
  readonly principal: string;
  /** What the service certainly calls: without one of these it fails. */
  readonly calls: readonly string[];
  /** What a repair admits. */
  readonly actions: readonly string[];
  /** The condition that limits the service to this use, empty where a condition would shut it out. */
  readonly conditions: readonly KeyPolicyCondition[];
  readonly source: string;
}

export interface KeyPolicyCondition {
  readonly operator: 'StringEquals' | 'ArnEquals' | 'ArnLike' | 'ArnLikeIfExists';
  readonly key: string;
  /** What the value names; the caller puts the template's own reference there. */
  readonly value:
    | 'account'
    | 'log-group'
    | 'trail'
    | 'topic'
    | 'bucket'
    | 'alarm'
    | 'log-delivery'
    | 'application'
    | 'event-bus';
}

/** Who uses the key for what. */
export type KeyPolicyCase =
  /** A log group with a key, whoever writes to it: Glue, Lambda, MSK, Firehose, RDS. */
  | 'log-group'
  | 'cloudtrail'
  /** Vended logs to a bucket whose default is SSE-KMS: MSK brokers, flow logs. */
  | 'log-delivery'
  | 'sns-to-queue'
  | 's3-event'
  | 'eventbridge-target'
  | 'alarm-to-topic'
  /** What a Flink application keeps of its state: snapshots and checkpoints. */
  | 'flink-snapshots'
  /** What a Flink application holds on its disks while it runs. */
  | 'flink-running'
  /** The events of a custom bus with a key. */
  | 'event-bus'
  /** Only when the recorder uses the service-linked role; an own role needs the actions itself. */
  | 'config-delivery';

const dataKeyAndDecrypt = ['kms:GenerateDataKey', 'kms:Decrypt'];

const applicationState: KeyPolicyCondition = {
  operator: 'ArnLikeIfExists',
  key: 'kms:EncryptionContext:aws:kinesisanalytics:arn',
  value: 'application',
};

/**
 * The service principals that a key policy must admit.
 *
 * Not listed because none is needed: Firehose and RDS exports work by a grant of the caller; Config and IoT rules
 * publish with a role; Redshift audit logs go to buckets with SSE-S3 only. An AWS managed key (`alias/aws/sqs`) can
 * admit no service: deliveries into such queues, topics and log buckets fail.
 */
export const keyPolicyPrincipals: Readonly<Record<KeyPolicyCase, KeyPolicyPrincipal>> = {
  'log-group': {
    principal: 'logs.{region}.amazonaws.com',
    calls: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'],
    actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    conditions: [{ operator: 'ArnLike', key: 'kms:EncryptionContext:aws:logs:arn', value: 'log-group' }],
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  },
  cloudtrail: {
    principal: 'cloudtrail.amazonaws.com',
    calls: ['kms:GenerateDataKey'],
    actions: ['kms:GenerateDataKey*', 'kms:DescribeKey', 'kms:Decrypt'],
    conditions: [{ operator: 'StringEquals', key: 'aws:SourceArn', value: 'trail' }],
    source:
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html',
  },
  'log-delivery': {
    principal: 'delivery.logs.amazonaws.com',
    calls: dataKeyAndDecrypt,
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    conditions: [
      { operator: 'StringEquals', key: 'aws:SourceAccount', value: 'account' },
      { operator: 'ArnLike', key: 'aws:SourceArn', value: 'log-delivery' },
    ],
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html',
  },
  'sns-to-queue': {
    principal: 'sns.amazonaws.com',
    calls: dataKeyAndDecrypt,
    actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
    conditions: [{ operator: 'ArnEquals', key: 'aws:SourceArn', value: 'topic' }],
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  },
  's3-event': {
    principal: 's3.amazonaws.com',
    calls: dataKeyAndDecrypt,
    actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
    conditions: [
      { operator: 'ArnEquals', key: 'aws:SourceArn', value: 'bucket' },
      { operator: 'StringEquals', key: 'aws:SourceAccount', value: 'account' },
    ],
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
  },
  'eventbridge-target': {
    principal: 'events.amazonaws.com',
    calls: dataKeyAndDecrypt,
    actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
    // The request to KMS does not carry aws:SourceArn or aws:SourceAccount: a condition would drop every event.
    conditions: [],
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
  },
  'alarm-to-topic': {
    principal: 'cloudwatch.amazonaws.com',
    calls: dataKeyAndDecrypt,
    actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
    conditions: [
      { operator: 'StringEquals', key: 'aws:SourceAccount', value: 'account' },
      { operator: 'ArnLike', key: 'aws:SourceArn', value: 'alarm' },
    ],
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
  },
  'flink-snapshots': {
    principal: 'kinesisanalytics.amazonaws.com',
    calls: ['kms:DescribeKey', 'kms:GenerateDataKey', 'kms:Decrypt'],
    actions: ['kms:DescribeKey', 'kms:GenerateDataKey', 'kms:Decrypt'],
    // A description of the key carries no encryption context.
    conditions: [applicationState],
    source: 'https://docs.aws.amazon.com/managed-flink/latest/java/manage-cmk-api.html',
  },
  'flink-running': {
    principal: 'infrastructure.kinesisanalytics.amazonaws.com',
    calls: ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:CreateGrant'],
    actions: ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:CreateGrant'],
    conditions: [applicationState],
    source: 'https://docs.aws.amazon.com/managed-flink/latest/java/manage-cmk-api.html',
  },
  'event-bus': {
    principal: 'events.amazonaws.com',
    calls: ['kms:GenerateDataKey', 'kms:Decrypt', 'kms:DescribeKey'],
    actions: ['kms:DescribeKey', 'kms:GenerateDataKey', 'kms:Decrypt'],
    // A description of the key carries no encryption context.
    conditions: [
      {
        operator: 'ArnLikeIfExists',
        key: 'kms:EncryptionContext:aws:events:event-bus:arn',
        value: 'event-bus',
      },
    ],
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html',
  },
  'config-delivery': {
    principal: 'config.amazonaws.com',
    calls: dataKeyAndDecrypt,
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    conditions: [{ operator: 'StringEquals', key: 'aws:SourceAccount', value: 'account' }],
    source: 'https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html',
  },
};
