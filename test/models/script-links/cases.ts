/** A template in the short form that these tests use: what differs is put into a frame of a job, its role and its data. */
export interface RoleCase {
  readonly name: string;
  /** The script's lines behind its imports. */
  readonly script: string;
  /** Statements of the role, in YAML's flow style. */
  readonly allow: readonly string[];
  /** Further properties of the role. */
  readonly role?: string;
  /** Further job arguments. */
  readonly arguments?: string;
  /** Further resources. */
  readonly beside?: string;
  /** Actions that are found missing, with the resource: `s3:GetObject RawBucket`. */
  readonly expected: readonly string[];
}

const getRaw = '{ Effect: Allow, Action: s3:GetObject, Resource: !Sub "${RawBucket.Arn}/*" }';

/** What a script does, what its role may do, and what is missing. */
export const roleCases: readonly RoleCase[] = [
  {
    name: 'a bucket by its literal name',
    script: 's3.put_object(Bucket="lake-raw-4711", Key="a", Body=b"")',
    allow: [getRaw],
    expected: ['s3:PutObject RawBucket'],
  },
  {
    name: 'a key below the prefix that the role may use',
    script: 's3.get_object(Bucket="lake-raw-4711", Key="sales/2024/a.csv")',
    allow: ['{ Effect: Allow, Action: s3:GetObject, Resource: !Sub "${RawBucket.Arn}/sales/*" }'],
    expected: [],
  },
  {
    name: 'a key outside of that prefix',
    script: 's3.get_object(Bucket="lake-raw-4711", Key="people/a.csv")',
    allow: ['{ Effect: Allow, Action: s3:GetObject, Resource: !Sub "${RawBucket.Arn}/sales/*" }'],
    expected: ['s3:GetObject RawBucket'],
  },
  {
    name: 'a key of which the beginning is not known',
    script: 's3.get_object(Bucket="lake-raw-4711", Key=f"{args[\'day\']}/a.csv")',
    allow: ['{ Effect: Allow, Action: s3:GetObject, Resource: !Sub "${RawBucket.Arn}/sales/*" }'],
    expected: [],
  },
  {
    name: 'a bucket by a job argument',
    script: 's3.put_object(Bucket=args["raw_bucket"], Key="a", Body=b"")',
    arguments: '--raw_bucket: !Ref RawBucket',
    allow: [getRaw],
    expected: ['s3:PutObject RawBucket'],
  },
  {
    name: 'a job argument that the template does not give',
    script: 's3.put_object(Bucket=args["raw_bucket"], Key="a", Body=b"")',
    allow: [],
    expected: [],
  },
  {
    name: 'a path that Spark reads, of which the listing is missing',
    script: 'spark.read.parquet(args["raw_path"])',
    arguments: '--raw_path: !Sub s3://${RawBucket}/sales/',
    allow: [getRaw],
    expected: ['s3:ListBucket RawBucket'],
  },
  {
    name: 'the listing under a condition on the prefix',
    script: 'spark.read.parquet("s3://lake-raw-4711/sales/")',
    allow: [
      getRaw,
      '{ Effect: Allow, Action: s3:ListBucket, Resource: !GetAtt RawBucket.Arn, Condition: { StringLike: { s3:prefix: sales/* } } }',
    ],
    expected: [],
  },
  {
    name: 'paths of Glue in a list',
    script:
      'glueContext.create_dynamic_frame.from_options("s3", {"paths": ["s3://lake-raw-4711/a/", "s3://other/b/"]})',
    allow: [getRaw],
    expected: ['s3:ListBucket RawBucket'],
  },
  {
    name: 'a managed policy that allows everything in S3',
    script: 'spark.read.csv("s3a://lake-raw-4711/sales/")\ns3.delete_object(Bucket="lake-raw-4711", Key="x")',
    role: 'ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonS3FullAccess]',
    allow: [],
    expected: [],
  },
  {
    name: 'a managed policy that the files do not show',
    script: 's3.put_object(Bucket="lake-raw-4711", Key="a", Body=b"")',
    role: 'ManagedPolicyArns: [!ImportValue lake-access]',
    allow: [],
    expected: [],
  },
  {
    name: 'a bucket policy that admits the role',
    script: 's3.put_object(Bucket="lake-raw-4711", Key="a", Body=b"")',
    beside: `
  Admission:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref RawBucket
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { AWS: !GetAtt Role.Arn }, Action: s3:PutObject, Resource: !Sub '\${RawBucket.Arn}/*' }`,
    allow: [],
    expected: [],
  },
  {
    name: 'a statement that denies',
    script: 's3.put_object(Bucket="lake-raw-4711", Key="a", Body=b"")',
    allow: [
      "{ Effect: Allow, Action: 's3:*', Resource: '*' }",
      '{ Effect: Deny, Action: s3:PutObject, Resource: !Sub "${RawBucket.Arn}/*" }',
    ],
    expected: ['s3:PutObject RawBucket'],
  },
  {
    name: 'one of two buckets, by a branch',
    script:
      'bucket = "lake-raw-4711" if args["env"] == "prod" else "lake-open-4711"\ns3.put_object(Bucket=bucket, Key="a", Body=b"")',
    allow: ['{ Effect: Allow, Action: s3:PutObject, Resource: "arn:aws:s3:::lake-open-4711/*" }'],
    expected: [],
  },
  {
    name: 'a table, a stream, a queue by URL, a topic and a parameter',
    script: `dynamodb = boto3.resource("dynamodb")
dynamodb.Table("orders").query()
boto3.client("kinesis").put_records(StreamName="clicks", Records=[])
boto3.client("sqs").send_message(QueueUrl="https://sqs.eu-west-1.amazonaws.com/111122223333/arrivals", MessageBody="")
boto3.client("sns").publish(TopicArn=args["topic"], Message="")
boto3.client("ssm").get_parameter(Name="/lake/day")`,
    arguments: '--topic: !Ref Alerts',
    beside: `
  Orders: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }
  Clicks: { Type: AWS::Kinesis::Stream, Properties: { Name: clicks } }
  Arrivals: { Type: AWS::SQS::Queue, Properties: { QueueName: arrivals } }
  Alerts: { Type: AWS::SNS::Topic }
  Day: { Type: AWS::SSM::Parameter, Properties: { Name: /lake/day, Type: String, Value: x } }`,
    allow: [getRaw],
    expected: [
      'dynamodb:Query Orders',
      'kinesis:PutRecords Clicks',
      'sqs:SendMessage Arrivals',
      'sns:Publish Alerts',
      'ssm:GetParameter Day',
    ],
  },
  {
    name: 'a queue whose policy admits the role',
    script: 'boto3.client("sqs").send_message(QueueUrl=args["queue"], MessageBody="")',
    arguments: '--queue: !Ref Arrivals',
    beside: `
  Arrivals: { Type: AWS::SQS::Queue }
  Admission:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Arrivals]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { AWS: !GetAtt Role.Arn }, Action: sqs:SendMessage, Resource: !GetAtt Arrivals.Arn }`,
    allow: [],
    expected: [],
  },
  {
    name: 'an index of a table, and a version of an object',
    script: `boto3.client("dynamodb").query(TableName="orders", IndexName="by-day")
s3.get_object(Bucket="lake-raw-4711", Key="a", VersionId="1")`,
    beside: `
  Orders: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }`,
    allow: [],
    expected: [],
  },
  {
    name: 'the names of other things',
    script: `boto3.client("dynamodb").get_item(TableName="lake-raw-4711", Key={})
s3.put_object(Bucket="lake-raw-4711-backup", Key="a", Body=b"")`,
    allow: [],
    expected: [],
  },
  {
    name: 'a client with a profile, an endpoint or keys',
    script: `boto3.Session(profile_name="dev").client("s3").put_object(Bucket="lake-raw-4711", Key="a")
boto3.client("s3", endpoint_url="http://localhost:4566").put_object(Bucket="lake-raw-4711", Key="a")
boto3.resource("s3", aws_access_key_id=args["id"]).Object("lake-raw-4711", "a").put(Body=b"")`,
    allow: [],
    expected: [],
  },
  {
    name: 'Spark with credentials of its own',
    script: `spark.conf.set("fs.s3a.access.key", args["id"])
spark.read.parquet("s3a://lake-raw-4711/sales/")`,
    allow: [],
    expected: [],
  },
  {
    name: 'a function that nothing calls, and one that is called',
    script: `def unused():
    s3.put_object(Bucket="lake-raw-4711", Key="a", Body=b"")

def used():
    s3.delete_object(Bucket="lake-raw-4711", Key="a")

used()`,
    allow: [getRaw],
    expected: ['s3:DeleteObject RawBucket'],
  },
  {
    name: 'the key of encrypted data',
    script: 's3.get_object(Bucket="lake-secret-4711", Key="a")',
    beside: `
  Key: { Type: AWS::KMS::Key }
  SecretBucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: lake-secret-4711
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn }`,
    allow: ["{ Effect: Allow, Action: s3:GetObject, Resource: '*' }"],
    expected: ['kms:Decrypt SecretBucket'],
  },
  {
    name: 'a write that chooses its own key',
    script: 's3.put_object(Bucket="lake-secret-4711", Key="a", Body=b"", ServerSideEncryption="AES256")',
    beside: `
  Key: { Type: AWS::KMS::Key }
  SecretBucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: lake-secret-4711
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn }`,
    allow: ["{ Effect: Allow, Action: s3:PutObject, Resource: '*' }"],
    expected: [],
  },
];

/** Where workloads say which script they run, with the files of the workspace and the one that is meant. */
export interface LinkCase {
  readonly name: string;
  readonly resource: string;
  readonly files: readonly string[];
  readonly expected: readonly string[];
}

const job = (location: string, more = '') =>
  `Type: AWS::Glue::Job, Properties: { Role: !GetAtt Role.Arn, Command: { Name: glueetl, ScriptLocation: ${location} }${more} }`;
const lambda = (type: string, handler: string, code: string) =>
  `Type: ${type}, Properties: { Role: !GetAtt Role.Arn, Runtime: python3.12, Handler: ${handler}, ${code} }`;

export const linkCases: readonly LinkCase[] = [
  {
    name: 'the file name alone',
    resource: job('s3://artifacts/etl.py'),
    files: ['src/etl.py', 'src/other.py'],
    expected: ['src/etl.py'],
  },
  {
    name: 'the longest end of the path',
    resource: job('s3://artifacts/v1/sales/etl.py'),
    files: ['jobs/sales/etl.py', 'jobs/people/etl.py'],
    expected: ['jobs/sales/etl.py'],
  },
  {
    name: 'the nearest of two',
    resource: job('s3://artifacts/etl.py'),
    files: ['infra/etl.py', 'jobs/etl.py'],
    expected: ['infra/etl.py'],
  },
  {
    name: 'two that are equally near',
    resource: job('s3://artifacts/etl.py'),
    files: ['a/etl.py', 'b/etl.py'],
    expected: [],
  },
  {
    name: 'Sub, with the bucket open',
    resource: job('!Sub "s3://${Artifacts}/${Prefix}/sales/etl.py"'),
    files: ['sales/etl.py'],
    expected: ['sales/etl.py'],
  },
  {
    name: 'Join',
    resource: job("!Join ['', [s3://, !Ref Artifacts, /sales/etl.py]]"),
    files: ['sales/etl.py'],
    expected: ['sales/etl.py'],
  },
  {
    name: 'a file name of which a part is open',
    resource: job('!Sub "s3://artifacts/${Prefix}-etl.py"'),
    files: ['etl.py', 'dev-etl.py'],
    expected: [],
  },
  {
    name: 'a local path',
    resource: job('../jobs/etl.py'),
    files: ['jobs/etl.py', 'infra/jobs/etl.py'],
    expected: ['jobs/etl.py'],
  },
  {
    name: 'libraries',
    resource: job(
      's3://a/etl.py',
      ", DefaultArguments: { --extra-py-files: 's3://a/common.py, s3://a/lib.zip' }",
    ),
    files: ['etl.py', 'common.py'],
    expected: ['etl.py', 'common.py (library)'],
  },
  {
    name: 'a function of SAM by folder and handler',
    resource: lambda('AWS::Serverless::Function', 'app.handler', 'CodeUri: ./load/'),
    files: ['infra/load/app.py', 'infra/notify/app.py'],
    expected: ['infra/load/app.py handler'],
  },
  {
    name: 'a handler in a package',
    resource: lambda('AWS::Lambda::Function', 'load.app.handler', 'Code: ../src'),
    files: ['src/load/app.py'],
    expected: ['src/load/app.py handler'],
  },
  {
    name: 'an uploaded archive of the name of a folder',
    resource: lambda(
      'AWS::Lambda::Function',
      'app.handler',
      'Code: { S3Bucket: a, S3Key: builds/load-orders.zip }',
    ),
    files: ['src/load_orders/app.py', 'src/notify/app.py'],
    expected: ['src/load_orders/app.py handler'],
  },
  {
    name: 'an uploaded archive of another name',
    resource: lambda('AWS::Lambda::Function', 'app.handler', 'Code: { S3Bucket: a, S3Key: build.zip }'),
    files: ['src/app.py'],
    expected: [],
  },
  {
    name: 'a function of another runtime',
    resource:
      'Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, Runtime: nodejs20.x, Handler: app.handler, Code: src }',
    files: ['infra/src/app.py'],
    expected: [],
  },
  {
    name: 'a step of EMR',
    resource:
      'Type: AWS::EMR::Step, Properties: { JobFlowId: j-1, HadoopJarStep: { Jar: command-runner.jar, Args: [spark-submit, --py-files, s3://a/lib.py, s3://a/etl.py, s3://a/other.py] } }',
    files: ['etl.py', 'lib.py', 'other.py'],
    expected: ['lib.py (library)', 'etl.py'],
  },
  {
    name: 'a task of a state machine on EMR Serverless',
    resource:
      'Type: AWS::StepFunctions::StateMachine, Properties: { Definition: { States: { Run: { Type: Task, Resource: "arn:aws:states:::emr-serverless:startJobRun.sync", Parameters: { ExecutionRoleArn: !GetAtt Role.Arn, JobDriver: { SparkSubmit: { EntryPoint: s3://a/etl.py } } } } } } }',
    files: ['etl.py'],
    expected: ['etl.py'],
  },
];
