import { once } from './table';

/** Where a call is given something: by a keyword, or at a position; `ofReceiver`: when the object was made. */
export interface GivenAt {
  readonly keyword: string;
  readonly position: number | undefined;
  readonly ofReceiver: boolean;
}

/** A call of boto3 that needs a permission on one resource. */
export interface DataCall {
  /** The IAM actions that the call needs, in AWS's spelling. */
  readonly actions: readonly string[];
  /** What the resource is named by: name, ARN or URL. */
  readonly name: GivenAt;
  /** An object's key within a bucket. */
  readonly key: GivenAt | undefined;
}

/** What a call of boto3, by canonical callee, needs; undefined for calls that are not listed here. */
export function dataCall(callee: string): DataCall | undefined {
  return callsByCallee().get(callee);
}

/** What a call does with the objects under an `s3://` path. */
export interface PathCall {
  readonly deed: 'read' | 'write' | 'delete' | 'list';
  /** Arguments that may be paths. */
  readonly keywords: readonly string[];
  readonly positions: readonly number[];
  /** Every positional argument is a path. */
  readonly all: boolean;
  /** Options that hold paths: of a builder, or in a dict among the arguments. */
  readonly options: readonly string[];
  /** A path is a folder, which is listed before it is read. */
  readonly folders: boolean;
}

/** How a call of Spark, Glue, pandas or awswrangler takes `s3://` paths; undefined for other calls. */
export function pathCall(callee: string): PathCall | undefined {
  return pathCalls.find(({ of }) => of.test(callee))?.call;
}

/** The CloudFormation types of the resources that an action works on. */
export function typesForAction(action: string): readonly string[] {
  return types[action.slice(0, action.indexOf(':'))] ?? [];
}

const types: Readonly<Record<string, readonly string[]>> = {
  s3: ['AWS::S3::Bucket'],
  dynamodb: ['AWS::DynamoDB::Table', 'AWS::Serverless::SimpleTable'],
  kinesis: ['AWS::Kinesis::Stream'],
  firehose: ['AWS::KinesisFirehose::DeliveryStream'],
  sqs: ['AWS::SQS::Queue'],
  sns: ['AWS::SNS::Topic'],
  secretsmanager: ['AWS::SecretsManager::Secret'],
  ssm: ['AWS::SSM::Parameter'],
  states: ['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'],
  glue: ['AWS::Glue::Job', 'AWS::Glue::Crawler'],
};

/** True for actions on a bucket itself; the others of S3 work on its objects. */
export function isBucketAction(action: string): boolean {
  return /^s3:(?:List|GetBucket)/.test(action);
}

/** What an action does to the resource, completing "may …": "read", "send to". */
export function deedOf(action: string): string {
  const name = action.slice(action.indexOf(':') + 1);
  if (/^List/.test(name)) return 'list';
  if (/^(?:Get|Query|Scan|BatchGet|SubscribeToShard)/.test(name)) return 'read';
  if (/^Start/.test(name)) return 'start';
  if (/^Send/.test(name)) return 'send to';
  if (/^(?:Receive|DeleteMessage)/.test(name)) return 'receive from';
  if (/^Publish/.test(name)) return 'publish to';
  return action === 's3:DeleteObject' ? 'delete from' : 'write to';
}

const path = (deed: PathCall['deed'], given: Partial<Omit<PathCall, 'deed'>>): PathCall => ({
  deed,
  keywords: [],
  positions: [],
  all: false,
  options: [],
  folders: false,
  ...given,
});

const pathCalls: readonly { readonly of: RegExp; readonly call: PathCall }[] = [
  {
    of: /^spark\.read(?:Stream)?\.(?:parquet|csv|json|orc|text|textFile|load)$/,
    call: path('read', { keywords: ['path', 'paths'], all: true, options: ['path'], folders: true }),
  },
  {
    of: /^spark\.write\.(?:parquet|csv|json|orc|text|save)$/,
    call: path('write', { keywords: ['path'], positions: [0], options: ['path'], folders: true }),
  },
  {
    of: /^spark\.writeStream\.start$/,
    call: path('write', {
      keywords: ['path', 'checkpointLocation'],
      positions: [0],
      options: ['path', 'checkpointlocation'],
      folders: true,
    }),
  },
  {
    of: /^sc\.(?:textFile|wholeTextFiles|binaryFiles)$/,
    call: path('read', { keywords: ['name', 'path'], positions: [0], folders: true }),
  },
  {
    of: /^glueContext\.create_(?:dynamic|data)_frame\.from_options$/,
    call: path('read', { options: ['paths', 'path'], folders: true }),
  },
  {
    of: /^glueContext\.write_(?:dynamic|data)_frame\.from_options$/,
    call: path('write', { options: ['path'], folders: true }),
  },
  { of: /^glueContext\.getSink$/, call: path('write', { keywords: ['path'], folders: true }) },
  {
    of: /^glueContext\.purge_s3_path$/,
    call: path('delete', { keywords: ['s3_path'], positions: [0], folders: true }),
  },
  {
    of: /^awswrangler\.s3\.(?:read_\w+|select_query|download)$/,
    call: path('read', { keywords: ['path'], positions: [0], folders: true }),
  },
  {
    of: /^awswrangler\.s3\.(?:to_\w+|upload)$/,
    call: path('write', { keywords: ['path'], positions: [1], folders: true }),
  },
  {
    of: /^awswrangler\.s3\.delete_objects$/,
    call: path('delete', { keywords: ['path'], positions: [0], folders: true }),
  },
  {
    of: /^awswrangler\.s3\.(?:list_objects|list_directories)$/,
    call: path('list', { keywords: ['path'], positions: [0], folders: true }),
  },
  {
    of: /^pandas\.read_(?:csv|parquet|json|excel|orc|feather|pickle|table|fwf)$/,
    call: path('read', { keywords: ['filepath_or_buffer', 'path', 'path_or_buf', 'io'], positions: [0] }),
  },
  {
    of: /\.to_(?:csv|parquet|json|orc|feather|pickle|excel)$/,
    call: path('write', { keywords: ['path_or_buf', 'path', 'excel_writer'], positions: [0] }),
  },
];

const callsByCallee = once((): ReadonlyMap<string, DataCall> => {
  const calls = new Map<string, DataCall>();
  for (const line of table.trim().split('\n')) {
    const [callee = '', actions = '', name = '', key] = line.trim().split(/\s+/);
    calls.set(`boto3.${callee}`, {
      actions: actions.split(','),
      name: givenAt(name),
      key: key === undefined ? undefined : givenAt(key),
    });
  }
  return calls;
});

function givenAt(written: string): GivenAt {
  const [keyword = '', position] = written.replace('^', '').split(':');
  return {
    keyword,
    position: position === undefined ? undefined : Number(position),
    ofReceiver: written.startsWith('^'),
  };
}

/**
 * Callee, actions, what names the resource, what names the object; `Bucket:1` is also the second positional argument, `^`
 * marks what the receiver was made with. Parameters from the reference of boto3, actions from the service authorization
 * reference. Calls that only look whether something exists are left out: scripts expect them to fail.
 */
const table = `
s3.get_object s3:GetObject Bucket Key
s3.download_file s3:GetObject Bucket:0 Key:1
s3.download_fileobj s3:GetObject Bucket:0 Key:1
s3.select_object_content s3:GetObject Bucket Key
s3.put_object s3:PutObject Bucket Key
s3.upload_file s3:PutObject Bucket:1 Key:2
s3.upload_fileobj s3:PutObject Bucket:1 Key:2
s3.create_multipart_upload s3:PutObject Bucket Key
s3.copy_object s3:PutObject Bucket Key
s3.copy s3:PutObject Bucket:1 Key:2
s3.delete_object s3:DeleteObject Bucket Key
s3.delete_objects s3:DeleteObject Bucket
s3.list_objects s3:ListBucket Bucket
s3.list_objects_v2 s3:ListBucket Bucket
s3.meta.client.download_file s3:GetObject Bucket:0 Key:1
s3.meta.client.upload_file s3:PutObject Bucket:1 Key:2
s3.Bucket.put_object s3:PutObject ^name:0 Key
s3.Bucket.upload_file s3:PutObject ^name:0 Key:1
s3.Bucket.upload_fileobj s3:PutObject ^name:0 Key:1
s3.Bucket.download_file s3:GetObject ^name:0 Key:0
s3.Bucket.download_fileobj s3:GetObject ^name:0 Key:0
s3.Bucket.objects.all s3:ListBucket ^name:0
s3.Bucket.objects.filter s3:ListBucket ^name:0
s3.Object.get s3:GetObject ^bucket_name:0 ^key:1
s3.Object.put s3:PutObject ^bucket_name:0 ^key:1
s3.Object.delete s3:DeleteObject ^bucket_name:0 ^key:1
s3.Object.upload_file s3:PutObject ^bucket_name:0 ^key:1
s3.Object.upload_fileobj s3:PutObject ^bucket_name:0 ^key:1
s3.Object.download_file s3:GetObject ^bucket_name:0 ^key:1
s3.Object.download_fileobj s3:GetObject ^bucket_name:0 ^key:1
dynamodb.get_item dynamodb:GetItem TableName
dynamodb.put_item dynamodb:PutItem TableName
dynamodb.update_item dynamodb:UpdateItem TableName
dynamodb.delete_item dynamodb:DeleteItem TableName
dynamodb.query dynamodb:Query TableName
dynamodb.scan dynamodb:Scan TableName
dynamodb.Table.get_item dynamodb:GetItem ^name:0
dynamodb.Table.put_item dynamodb:PutItem ^name:0
dynamodb.Table.update_item dynamodb:UpdateItem ^name:0
dynamodb.Table.delete_item dynamodb:DeleteItem ^name:0
dynamodb.Table.query dynamodb:Query ^name:0
dynamodb.Table.scan dynamodb:Scan ^name:0
dynamodb.Table.batch_writer dynamodb:BatchWriteItem ^name:0
kinesis.put_record kinesis:PutRecord StreamName
kinesis.put_records kinesis:PutRecords StreamName
kinesis.get_shard_iterator kinesis:GetShardIterator StreamName
kinesis.list_shards kinesis:ListShards StreamName
firehose.put_record firehose:PutRecord DeliveryStreamName
firehose.put_record_batch firehose:PutRecordBatch DeliveryStreamName
sqs.send_message sqs:SendMessage QueueUrl
sqs.send_message_batch sqs:SendMessage QueueUrl
sqs.receive_message sqs:ReceiveMessage QueueUrl
sqs.delete_message sqs:DeleteMessage QueueUrl
sqs.delete_message_batch sqs:DeleteMessage QueueUrl
sqs.Queue.send_message sqs:SendMessage ^url:0
sqs.Queue.send_messages sqs:SendMessage ^url:0
sqs.Queue.receive_messages sqs:ReceiveMessage ^url:0
sns.publish sns:Publish TopicArn
sns.publish_batch sns:Publish TopicArn
sns.Topic.publish sns:Publish ^arn:0
secretsmanager.get_secret_value secretsmanager:GetSecretValue SecretId
secretsmanager.put_secret_value secretsmanager:PutSecretValue SecretId
ssm.get_parameter ssm:GetParameter Name
ssm.put_parameter ssm:PutParameter Name
stepfunctions.start_execution states:StartExecution stateMachineArn
glue.start_job_run glue:StartJobRun JobName
glue.start_crawler glue:StartCrawler Name
`;
