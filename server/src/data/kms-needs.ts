import { type KmsNeeds, kms, pages } from './kms-need';
import { own } from './table';

export type { KmsNeeds } from './kms-need';

/**
 * What a principal that is allowed a data action needs of the customer managed key of the bucket, stream, queue…
 * the action works on. Undefined when the action needs nothing of a key, or when no page of AWS says what.
 */
export function kmsNeeds(action: string): KmsNeeds | undefined {
  return own(needsOfActions, action.toLowerCase());
}

/** The data actions with needs, in AWS's spelling. */
export function actionsWithKmsNeeds(): readonly string[] {
  return rows.flatMap((row) => row.actions);
}

interface Row extends Omit<KmsNeeds, 'repair'> {
  readonly actions: readonly string[];
  /** Beside `test`. */
  readonly also?: readonly string[];
}

const rows: readonly Row[] = [
  {
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    test: [kms.decrypt],
    note: 'to read an object that is encrypted with the key',
    source: pages.s3,
  },
  {
    actions: ['s3:PutObject'],
    test: [kms.dataKey],
    also: [kms.decrypt],
    note: 'to write an object; every multipart upload also decrypts',
    source: pages.s3,
  },
  {
    actions: ['kinesis:PutRecord', 'kinesis:PutRecords'],
    test: [kms.dataKey],
    note: 'to write to a stream that is encrypted with the key',
    source: pages.kinesis,
  },
  {
    actions: ['kinesis:GetRecords', 'kinesis:SubscribeToShard'],
    test: [kms.decrypt],
    note: 'to read from a stream that is encrypted with the key',
    source: pages.kinesis,
  },
  {
    actions: ['kinesisvideo:PutMedia'],
    test: [kms.dataKey],
    note: 'to write to a video stream that is encrypted with the key',
    source: pages.kinesisVideo,
  },
  {
    actions: ['kinesisvideo:GetMedia', 'kinesisvideo:GetMediaForFragmentList'],
    test: [kms.decrypt],
    note: 'to read from a video stream that is encrypted with the key',
    source: pages.kinesisVideo,
  },
  {
    actions: ['sqs:SendMessage'],
    test: [kms.dataKey, kms.decrypt],
    crossAccount: [kms.encrypt, kms.reEncrypt, kms.describe],
    note: 'to send to a queue that is encrypted with the key',
    source: pages.sqs,
  },
  {
    actions: ['sqs:ReceiveMessage'],
    test: [kms.decrypt],
    note: 'to receive from a queue that is encrypted with the key; a dead-letter queue needs its source queue’s key too',
    source: pages.sqs,
  },
  {
    actions: ['sns:Publish'],
    test: [kms.dataKey, kms.decrypt],
    note: 'to publish to a topic that is encrypted with the key',
    source: pages.sns,
  },
  {
    actions: [
      'dynamodb:BatchGetItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PartiQLDelete',
      'dynamodb:PartiQLInsert',
      'dynamodb:PartiQLSelect',
      'dynamodb:PartiQLUpdate',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Scan',
      'dynamodb:UpdateItem',
    ],
    test: [kms.decrypt],
    note: 'to read or write a table that is encrypted with the key',
    source: pages.dynamodb,
  },
  {
    actions: ['dynamodb:GetRecords'],
    test: [kms.decrypt],
    note: 'to read the stream of a table that is encrypted with the key',
    source: pages.dynamodbStreams,
  },
  {
    actions: ['secretsmanager:GetSecretValue'],
    test: [kms.decrypt],
    note: 'to read a secret that is encrypted with the key',
    source: pages.secrets,
  },
  {
    actions: ['secretsmanager:PutSecretValue'],
    test: [kms.decrypt, kms.dataKey],
    note: 'to write a secret that is encrypted with the key, as a rotation does',
    source: pages.secrets,
  },
  {
    actions: ['ssm:GetParameter', 'ssm:GetParameterHistory', 'ssm:GetParameters', 'ssm:GetParametersByPath'],
    test: [kms.decrypt],
    note: 'to read the value of a SecureString parameter',
    source: pages.ssm,
  },
  {
    actions: ['ssm:PutParameter'],
    test: [kms.encrypt],
    also: [kms.dataKey],
    note: 'to write a SecureString parameter; in the advanced tier with a data key',
    source: pages.ssm,
  },
  {
    actions: [
      'glue:GetDatabase',
      'glue:GetDatabases',
      'glue:GetPartition',
      'glue:GetPartitions',
      'glue:GetTable',
      'glue:GetTableVersion',
      'glue:GetTableVersions',
      'glue:GetTables',
    ],
    test: [kms.decrypt],
    also: [kms.encrypt, kms.dataKey],
    note: 'to read a Data Catalog that is encrypted with the key',
    source: pages.glue,
  },
  {
    actions: [
      'glue:BatchCreatePartition',
      'glue:BatchUpdatePartition',
      'glue:CreateDatabase',
      'glue:CreatePartition',
      'glue:CreateTable',
      'glue:UpdateDatabase',
      'glue:UpdatePartition',
      'glue:UpdateTable',
    ],
    test: [kms.decrypt, kms.encrypt, kms.dataKey],
    note: 'to write to a Data Catalog that is encrypted with the key',
    source: pages.glue,
  },
  {
    actions: ['glue:GetConnection', 'glue:GetConnections'],
    test: [kms.decrypt],
    note: 'to read the encrypted password of a connection',
    source: pages.glue,
  },
];

const needsOfActions: Readonly<Record<string, KmsNeeds>> = Object.fromEntries(
  rows.flatMap(({ actions, also = [], ...needs }) =>
    actions.map((action) => [action.toLowerCase(), { ...needs, repair: [...needs.test, ...also] }]),
  ),
);
