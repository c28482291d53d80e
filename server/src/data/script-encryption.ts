/**
 * Calls of boto3 that create something that can be encrypted, and the argument that says with what. Checked against
 * botocore's service models; what AWS does when the argument is absent stands in the CloudFormation rules' facts.
 */
export interface EncryptedCreation {
  /** For people: what is created. */
  readonly creates: string;
  /** The argument, or the path of keys under it, that gives the encryption. */
  readonly path: readonly string[];
  /** What holds when it is not given. */
  readonly otherwise: 'plain' | 'service-key';
  /** For people: what AWS uses when it is not given. */
  readonly instead: string;
  /** Code for the argument. */
  readonly code: string;
  /** A keyword argument that makes the whole question go away. */
  readonly unless?: string;
}

/** By canonical callee. */
export const encryptedCreations: ReadonlyMap<string, EncryptedCreation> = new Map<string, EncryptedCreation>([
  [
    'boto3.sns.create_topic',
    {
      creates: 'topic',
      path: ['Attributes', 'KmsMasterKeyId'],
      otherwise: 'plain',
      instead: 'stores messages unencrypted',
      code: '"alias/aws/sns"',
    },
  ],
  [
    'boto3.firehose.create_delivery_stream',
    {
      creates: 'delivery stream',
      path: ['DeliveryStreamEncryptionConfigurationInput'],
      otherwise: 'plain',
      instead: 'buffers records unencrypted',
      code: '{"KeyType": "AWS_OWNED_CMK"}',
      unless: 'KinesisStreamSourceConfiguration',
    },
  ],
  [
    'boto3.rds.create_db_instance',
    {
      creates: 'database',
      path: ['StorageEncrypted'],
      otherwise: 'plain',
      instead: 'keeps its storage and its snapshots unencrypted, which cannot be changed later',
      code: 'True',
      unless: 'DBClusterIdentifier',
    },
  ],
  [
    'boto3.rds.create_db_cluster',
    {
      creates: 'cluster',
      path: ['StorageEncrypted'],
      otherwise: 'plain',
      instead: 'keeps its storage and its snapshots unencrypted, which cannot be changed later',
      code: 'True',
    },
  ],
  [
    'boto3.docdb.create_db_cluster',
    {
      creates: 'cluster',
      path: ['StorageEncrypted'],
      otherwise: 'plain',
      instead: 'keeps its storage and its snapshots unencrypted, which cannot be changed later',
      code: 'True',
    },
  ],
  [
    'boto3.dax.create_cluster',
    {
      creates: 'cluster',
      path: ['SSESpecification', 'Enabled'],
      otherwise: 'plain',
      instead: 'keeps what it caches on disk unencrypted',
      code: 'True',
    },
  ],
  [
    'boto3.efs.create_file_system',
    {
      creates: 'file system',
      path: ['Encrypted'],
      otherwise: 'plain',
      instead: 'stores files unencrypted',
      code: 'True',
    },
  ],
  [
    'boto3.sqs.create_queue',
    {
      creates: 'queue',
      path: ['Attributes', 'KmsMasterKeyId'],
      otherwise: 'service-key',
      instead: "a key of SQS's own",
      code: '"alias/aws/sqs"',
    },
  ],
  [
    'boto3.dynamodb.create_table',
    {
      creates: 'table',
      path: ['SSESpecification'],
      otherwise: 'service-key',
      instead: "a key of DynamoDB's own",
      code: '{"Enabled": True, "SSEType": "KMS"}',
    },
  ],
]);

/** Arguments that switch encryption off, wherever boto3 takes them: the name, and the value that makes it right. */
export const switchedOff: ReadonlyMap<string, readonly [callees: RegExp, good: string]> = new Map([
  ['StorageEncrypted', [/^boto3\.(?:rds|docdb|neptune)\./, 'True']],
  ['Encrypted', [/^boto3\.(?:redshift|efs|ec2)\./, 'True']],
  ['AtRestEncryptionEnabled', [/^boto3\.elasticache\./, 'True']],
  ['TransitEncryptionEnabled', [/^boto3\.elasticache\./, 'True']],
  ['SqsManagedSseEnabled', [/^boto3\.sqs\./, '"true"']],
  ['EnableAtRestEncryption', [/^boto3\.emr\.create_security_configuration$/, 'True']],
  ['EnableInTransitEncryption', [/^boto3\.emr\.create_security_configuration$/, 'True']],
]);
