/** What someone needs of the key with which data is encrypted. Actions are full names: `kms:Decrypt`. */
export interface KmsNeeds {
  /** What the call really exercises: a finding is only right when one of these is missing. */
  readonly test: readonly string[];
  /** What a repair writes: `test` and what AWS recommends beside it. */
  readonly repair: readonly string[];
  /** What a caller of another account needs beside `repair`. */
  readonly crossAccount?: readonly string[];
  /** When the need holds, in words that complete a message. */
  readonly note: string;
  /** AWS's page that lists the actions. */
  readonly source: string;
}

const docs = 'https://docs.aws.amazon.com';

/** AWS's pages that say who needs what of a key. */
export const pages = {
  dynamodb: `${docs}/amazondynamodb/latest/developerguide/encryption.usagenotes.html`,
  dynamodbStreams: `${docs}/amazondynamodb/latest/developerguide/encryption.howitworks.html`,
  emr: `${docs}/emr/latest/ManagementGuide/emr-encryption-enable.html`,
  emrLogs: `${docs}/emr/latest/ManagementGuide/emr-plan-debugging.html`,
  firehose: `${docs}/firehose/latest/dev/controlling-access.html`,
  glue: `${docs}/glue/latest/dg/set-up-encryption.html`,
  kinesis: `${docs}/streams/latest/dev/permissions-user-key-KMS.html`,
  kinesisVideo: `${docs}/kinesisvideostreams/latest/dg/how-kms.html`,
  lambda: `${docs}/lambda/latest/dg/configuration-envvars-encryption.html`,
  athena: `${docs}/athena/latest/ug/encryption.html`,
  rds: `${docs}/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html`,
  redshift: `${docs}/redshift/latest/mgmt/working-with-db-encryption.html`,
  replication: `${docs}/AmazonS3/latest/userguide/replication-config-for-kms-objects.html`,
  s3: `${docs}/AmazonS3/latest/userguide/UsingKMSEncryption.html`,
  secrets: `${docs}/secretsmanager/latest/userguide/security-encryption.html`,
  sns: `${docs}/sns/latest/dg/sns-key-management.html`,
  sqs: `${docs}/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html`,
  stepFunctions: `${docs}/step-functions/latest/dg/encryption-at-rest.html`,
  ssm: `${docs}/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html`,
} as const;

/** The actions of KMS that needs are made of. */
export const kms = {
  decrypt: 'kms:Decrypt',
  encrypt: 'kms:Encrypt',
  dataKey: 'kms:GenerateDataKey',
  describe: 'kms:DescribeKey',
  grant: 'kms:CreateGrant',
  reEncrypt: 'kms:ReEncrypt*',
  dataKeyWithoutPlaintext: 'kms:GenerateDataKeyWithoutPlaintext',
  anyDataKey: 'kms:GenerateDataKey*',
} as const;
