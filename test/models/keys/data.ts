import { allow, bucket, type KeyCase, readsRaw, resource, role, stream, table, writesRaw } from './lake';

const kms = (actions: string | readonly string[]) => allow(actions, '<Key.Arn>');

/** Every kind of data, with what each call needs of its key. */
export const kindsOfData: readonly KeyCase[] = [
  { name: 'an object is read', resources: { Reader: role([readsRaw]) }, expected: { Reader: 'kms:Decrypt' } },
  {
    name: 'a reader with the key',
    resources: { Reader: role([readsRaw, kms('kms:Decrypt')]) },
    expected: {},
  },
  {
    name: 'a reader with the key of writers',
    resources: { Reader: role([readsRaw, kms('kms:GenerateDataKey')]) },
    expected: { Reader: 'kms:Decrypt' },
  },
  {
    name: 'an object is written',
    resources: { Writer: role([writesRaw]) },
    expected: { Writer: 'kms:GenerateDataKey' },
  },
  {
    name: 'a writer with the key of readers',
    resources: { Writer: role([writesRaw, kms('kms:Decrypt')]) },
    expected: { Writer: 'kms:GenerateDataKey' },
  },
  {
    name: 'a writer with the data key',
    resources: { Writer: role([writesRaw, kms('kms:GenerateDataKey')]) },
    expected: {},
  },
  {
    name: 'a writer with kms:Encrypt alone',
    resources: { Writer: role([writesRaw, kms('kms:Encrypt')]) },
    expected: { Writer: 'kms:GenerateDataKey' },
  },
  {
    name: 'a writer with the data key without its plain text',
    resources: { Writer: role([writesRaw, kms('kms:GenerateDataKeyWithoutPlaintext')]) },
    expected: { Writer: 'kms:GenerateDataKey' },
  },
  {
    name: 'a version of an object is read',
    resources: { Reader: role([allow('s3:GetObjectVersion', '<Raw.Arn>/*')]) },
    expected: { Reader: 'kms:Decrypt' },
  },
  {
    name: 'the bucket is only listed',
    resources: { Reader: role([allow(['s3:ListBucket', 's3:GetBucketLocation'], '<Raw.Arn>')]) },
    expected: {},
  },
  {
    name: 'object actions on the bucket alone do nothing',
    resources: { Reader: role([allow('s3:GetObject', '<Raw.Arn>')]) },
    expected: {},
  },
  {
    name: 'tags and deletions need no key',
    resources: { Cleaner: role([allow(['s3:DeleteObject', 's3:GetObjectTagging'], '<Raw.Arn>/*')]) },
    expected: {},
  },
  {
    name: 'a record is put into a stream',
    resources: { Events: stream('<Key>'), Producer: role([allow('kinesis:PutRecords', '<Events.Arn>')]) },
    expected: { Producer: 'kms:GenerateDataKey' },
  },
  {
    name: 'records are read from a stream',
    resources: { Events: stream('<Key>'), Consumer: role([allow('kinesis:GetRecords', '<Events.Arn>')]) },
    expected: { Consumer: 'kms:Decrypt' },
  },
  {
    name: 'a registered consumer subscribes to a stream',
    resources: {
      Events: stream('<Key>'),
      Consumer: role([allow('kinesis:SubscribeToShard', '<Events.Arn>/consumer/*')]),
    },
    expected: { Consumer: 'kms:Decrypt' },
  },
  {
    name: 'a stream is only described',
    resources: { Events: stream('<Key>'), Watcher: role([allow('kinesis:DescribeStream*', '<Events.Arn>')]) },
    expected: {},
  },
  {
    name: 'a message is sent',
    resources: {
      Jobs: resource('SQS::Queue', { KmsMasterKeyId: '<Key>' }),
      Sender: role([allow('sqs:SendMessage', '<Jobs.Arn>')]),
    },
    expected: { Sender: 'kms:GenerateDataKey kms:Decrypt' },
  },
  {
    name: 'a message is received',
    resources: {
      Jobs: resource('SQS::Queue', { KmsMasterKeyId: '<Key>' }),
      Receiver: role([allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage'], '<Jobs.Arn>')]),
    },
    expected: { Receiver: 'kms:Decrypt' },
  },
  {
    name: 'a queue encrypted by SQS itself',
    resources: {
      Jobs: resource('SQS::Queue', { SqsManagedSseEnabled: true }),
      Receiver: role([allow('sqs:*', '<Jobs.Arn>')]),
    },
    expected: {},
  },
  {
    name: 'a queue with the key of AWS',
    resources: {
      Jobs: resource('SQS::Queue', { KmsMasterKeyId: 'alias/aws/sqs' }),
      Receiver: role([allow('sqs:*', '<Jobs.Arn>')]),
    },
    expected: {},
  },
  {
    name: 'a notice is published',
    resources: {
      News: resource('SNS::Topic', { KmsMasterKeyId: '<Key>' }),
      Publisher: role([allow('sns:Publish', '<News>')]),
    },
    expected: { Publisher: 'kms:GenerateDataKey kms:Decrypt' },
  },
  {
    name: 'a table is read',
    resources: {
      Orders: table('<Key.Arn>'),
      Reader: role([allow(['dynamodb:Query', 'dynamodb:GetItem'], '<Orders.Arn>')]),
    },
    expected: { Reader: 'kms:Decrypt' },
  },
  {
    name: 'a table is written',
    resources: { Orders: table('<Key.Arn>'), Writer: role([allow('dynamodb:PutItem', '<Orders.Arn>')]) },
    expected: { Writer: 'kms:Decrypt' },
  },
  {
    name: 'an index of a table is read',
    resources: {
      Orders: table('<Key.Arn>'),
      Reader: role([allow('dynamodb:Query', '<Orders.Arn>/index/*')]),
    },
    expected: { Reader: 'kms:Decrypt' },
  },
  {
    name: 'the stream of a table is read',
    resources: {
      Orders: table('<Key.Arn>'),
      Reader: role([allow(['dynamodb:GetRecords', 'dynamodb:GetShardIterator'], '<Orders.Arn>/stream/*')]),
    },
    expected: { Reader: 'kms:Decrypt' },
  },
  {
    name: 'a table that DynamoDB encrypts with a key of its own',
    resources: { Orders: resource('DynamoDB::Table'), Reader: role([allow('dynamodb:*', '<Orders.Arn>')]) },
    expected: {},
  },
  {
    name: 'a global table',
    resources: {
      Orders: resource('DynamoDB::GlobalTable', {
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        Replicas: [{ Region: '<AWS::Region>', SSESpecification: { KMSMasterKeyId: '<Key.Arn>' } }],
      }),
      Reader: role([allow('dynamodb:GetItem', '<Orders.Arn>')]),
    },
    expected: { Reader: 'kms:Decrypt' },
  },
  {
    name: 'a secret is read',
    resources: {
      Login: resource('SecretsManager::Secret', { KmsKeyId: '<Key>' }),
      Reader: role([allow('secretsmanager:GetSecretValue', '<Login>')]),
    },
    expected: { Reader: 'kms:Decrypt' },
  },
  {
    name: 'a secret is written',
    resources: {
      Login: resource('SecretsManager::Secret', { KmsKeyId: '<Key>' }),
      Rotation: role([allow('secretsmanager:PutSecretValue', '<Login>')]),
    },
    expected: { Rotation: 'kms:Decrypt kms:GenerateDataKey' },
  },
  {
    name: 'a secret is only described',
    resources: {
      Login: resource('SecretsManager::Secret', { KmsKeyId: '<Key>' }),
      Reader: role([allow('secretsmanager:DescribeSecret', '<Login>')]),
    },
    expected: {},
  },
  {
    name: 'a video stream is written and read',
    resources: {
      Camera: resource('KinesisVideo::Stream', { KmsKeyId: '<Key>' }),
      Producer: role([allow('kinesisvideo:PutMedia', '<Camera.Arn>')]),
      Viewer: role([allow('kinesisvideo:GetMedia', '<Camera.Arn>')]),
    },
    expected: { Producer: 'kms:GenerateDataKey', Viewer: 'kms:Decrypt' },
  },
  {
    name: 'log events need no key of their writer',
    resources: {
      Log: resource('Logs::LogGroup', { KmsKeyId: '<Key.Arn>' }),
      Writer: role([allow(['logs:PutLogEvents', 'logs:CreateLogStream'], '<Log.Arn>')]),
    },
    expected: {},
  },
  {
    name: 'the key of a function’s environment is used by Lambda',
    resources: {
      Writer: role([]),
      Load: resource('Lambda::Function', { Role: '<Writer.Arn>', KmsKeyArn: '<Key.Arn>' }),
    },
    expected: {},
  },
  {
    name: 'a bucket with the key of AWS',
    resources: {
      Raw: resource('S3::Bucket', {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
        },
      }),
      Reader: role([readsRaw]),
    },
    expected: {},
  },
  {
    name: 'a bucket with S3’s own encryption',
    resources: {
      Raw: resource('S3::Bucket', {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      }),
      Reader: role([readsRaw]),
    },
    expected: {},
  },
  {
    name: 'a bucket encrypted twice',
    resources: {
      Raw: resource('S3::Bucket', {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: '<Key>' } },
          ],
        },
      }),
      Reader: role([readsRaw]),
    },
    expected: { Reader: 'kms:Decrypt' },
  },
];

const trail = resource('KMS::Alias', { AliasName: 'alias/lake', TargetKeyId: '<Key>' });
const reader = role([readsRaw]);
const lacks = { Reader: 'kms:Decrypt' };

/** Every way to say which key it is. */
export const namesOfKeys: readonly KeyCase[] = [
  { name: 'by its attribute', resources: { Raw: bucket('<Key.Arn>'), Reader: reader }, expected: lacks },
  { name: 'by its id', resources: { Raw: bucket('<Key>'), Reader: reader }, expected: lacks },
  {
    name: 'by its id, as an attribute',
    resources: { Raw: bucket('<Key.KeyId>'), Reader: reader },
    expected: lacks,
  },
  {
    name: 'by an ARN put together',
    resources: {
      Raw: bucket('arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/<Key>'),
      Reader: reader,
    },
    expected: lacks,
  },
  {
    name: 'by its alias',
    resources: { Trail: trail, Raw: bucket('<Trail>'), Reader: reader },
    expected: lacks,
  },
  {
    name: 'by the name of its alias',
    resources: { Trail: trail, Raw: bucket('alias/lake'), Reader: reader },
    expected: lacks,
  },
  {
    name: 'by the ARN of its alias',
    resources: {
      Trail: trail,
      Raw: bucket('arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:alias/lake'),
      Reader: reader,
    },
    expected: lacks,
  },
  {
    name: 'by an alias with a name that is put together',
    resources: {
      Trail: resource('KMS::Alias', { AliasName: 'alias/<AWS::StackName>-lake', TargetKeyId: '<Key.Arn>' }),
      Raw: bucket('alias/<AWS::StackName>-lake'),
      Reader: reader,
    },
    expected: lacks,
  },
  {
    name: 'an alias that the template does not define',
    resources: { Raw: bucket('alias/other'), Reader: reader },
    expected: {},
  },
  {
    name: 'a key of another stack',
    resources: { Raw: bucket({ 'Fn::ImportValue': 'lake-key' }), Reader: reader },
    expected: {},
  },
  {
    name: 'a key that is given',
    sections: { Parameters: { KeyArn: { Type: 'String' } } },
    resources: { Raw: bucket('<KeyArn>'), Reader: reader },
    expected: {},
  },
  {
    name: 'a key that is given, with the template’s key as the only other choice',
    sections: {
      Parameters: { KeyArn: { Type: 'String', Default: '' } },
      Conditions: { Own: { 'Fn::Equals': ['<KeyArn>', ''] } },
    },
    resources: { Raw: bucket({ 'Fn::If': ['Own', '<Key.Arn>', '<KeyArn>'] }), Reader: reader },
    expected: lacks,
  },
  {
    name: 'a key of which only a replica stands here',
    resources: {
      Copy: resource('KMS::ReplicaKey', {
        PrimaryKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1',
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::<AWS::AccountId>:root' },
              Action: 'kms:*',
              Resource: '*',
            },
          ],
        },
      }),
      Raw: bucket('<Copy.Arn>'),
      Reader: reader,
    },
    expected: lacks,
  },
];

/** Workloads that are told a key by their own properties. */
export const settings: readonly KeyCase[] = [
  {
    name: 'a Glue job with a security configuration',
    resources: {
      Worker: role([]),
      Secure: resource('Glue::SecurityConfiguration', {
        Name: 'secure',
        EncryptionConfiguration: { S3Encryptions: [{ S3EncryptionMode: 'SSE-KMS', KmsKeyArn: '<Key.Arn>' }] },
      }),
      Job: resource('Glue::Job', {
        Role: '<Worker.Arn>',
        SecurityConfiguration: '<Secure>',
        Command: { Name: 'glueetl' },
      }),
    },
    expected: { Worker: 'kms:GenerateDataKey kms:Decrypt' },
  },
  {
    name: 'a crawler with a security configuration',
    resources: {
      Worker: role([]),
      Secure: resource('Glue::SecurityConfiguration', {
        Name: 'secure',
        EncryptionConfiguration: { S3Encryptions: [{ S3EncryptionMode: 'SSE-KMS', KmsKeyArn: '<Key.Arn>' }] },
      }),
      Crawler: resource('Glue::Crawler', {
        Role: '<Worker>',
        CrawlerSecurityConfiguration: 'secure',
        Targets: { S3Targets: [{ Path: 's3://elsewhere/x' }] },
      }),
    },
    expected: { Worker: 'kms:GenerateDataKey kms:Decrypt' },
  },
  {
    name: 'a crawler beside an encrypted catalog',
    resources: {
      Worker: role([]),
      Catalog: resource('Glue::DataCatalogEncryptionSettings', {
        CatalogId: '<AWS::AccountId>',
        DataCatalogEncryptionSettings: {
          EncryptionAtRest: { CatalogEncryptionMode: 'SSE-KMS', SseAwsKmsKeyId: '<Key.Arn>' },
        },
      }),
      Crawler: resource('Glue::Crawler', {
        Role: '<Worker>',
        DatabaseName: 'lake',
        Targets: { S3Targets: [{ Path: 's3://elsewhere/x' }] },
      }),
    },
    expected: { Worker: 'kms:Decrypt kms:Encrypt kms:GenerateDataKey' },
  },
  {
    name: 'a delivery stream',
    resources: {
      Worker: role([]),
      Delivery: resource('KinesisFirehose::DeliveryStream', {
        ExtendedS3DestinationConfiguration: {
          RoleARN: '<Worker.Arn>',
          BucketARN: '<Raw.Arn>',
          EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: '<Key.Arn>' } },
        },
      }),
    },
    expected: { Worker: 'kms:GenerateDataKey kms:Decrypt' },
  },
  {
    name: 'the key of a delivery stream itself is used by Firehose',
    resources: {
      Worker: role([]),
      Delivery: resource('KinesisFirehose::DeliveryStream', {
        DeliveryStreamEncryptionConfigurationInput: { KeyType: 'CUSTOMER_MANAGED_CMK', KeyARN: '<Key.Arn>' },
        S3DestinationConfiguration: { RoleARN: '<Worker.Arn>', BucketARN: 'arn:aws:s3:::elsewhere' },
      }),
    },
    expected: {},
  },
  {
    name: 'replication',
    resources: {
      Copier: role([]),
      Raw: bucket('<Key.Arn>', {
        ReplicationConfiguration: {
          Role: '<Copier.Arn>',
          Rules: [
            {
              Status: 'Enabled',
              SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
              Destination: {
                Bucket: 'arn:aws:s3:::elsewhere',
                EncryptionConfiguration: { ReplicaKmsKeyID: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
              },
            },
          ],
        },
      }),
    },
    expected: { Copier: 'kms:Decrypt' },
  },
  {
    name: 'replication that leaves out what is encrypted with a key',
    resources: {
      Copier: role([]),
      Raw: bucket('<Key.Arn>', {
        ReplicationConfiguration: {
          Role: '<Copier.Arn>',
          Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::elsewhere' } }],
        },
      }),
    },
    expected: {},
  },
  {
    name: 'the results of an Athena workgroup that runs Spark',
    resources: {
      Analyst: role([]),
      Group: resource('Athena::WorkGroup', {
        Name: 'spark',
        WorkGroupConfiguration: {
          EngineVersion: { SelectedEngineVersion: 'PySpark engine version 3' },
          ExecutionRole: '<Analyst.Arn>',
          ResultConfiguration: {
            OutputLocation: 's3://<Raw>/results',
            EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: '<Key.Arn>' },
          },
        },
      }),
    },
    expected: { Analyst: 'kms:GenerateDataKey kms:Decrypt' },
  },
];
