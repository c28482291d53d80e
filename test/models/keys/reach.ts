import { allow, bucket, type KeyCase, readsRaw, resource, role, stream } from './lake';

const everyObject = allow(['s3:GetObject', 's3:PutObject'], '*');
const lacks = { Worker: 'kms:Decrypt kms:GenerateDataKey' };
const fullAccess = role([], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3FullAccess'] });

/** ARNs that name the bucket, and those that do not. */
export const namesOfData: readonly KeyCase[] = [
  {
    name: 'joined from its name',
    resources: {
      Worker: role([allow('s3:GetObject', { 'Fn::Join': ['', ['arn:aws:s3:::', '<Raw>', '/*']] })]),
    },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'under a prefix',
    resources: { Worker: role([allow('s3:GetObject', 'arn:<AWS::Partition>:s3:::<Raw>/in/*')]) },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'by its name where the ARN is meant',
    resources: { Worker: role([allow('s3:GetObject', '<Raw>/*')]) },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'by its bare name, which is no object',
    resources: { Worker: role([allow('s3:GetObject', '<Raw>')]) },
    expected: {},
  },
  {
    name: 'a user',
    resources: {
      Ana: resource('IAM::User', {
        Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: [readsRaw] } }],
      }),
    },
    expected: { Ana: 'kms:Decrypt' },
  },
  {
    name: 'a user of a group',
    resources: {
      Ana: resource('IAM::User', {
        Groups: ['analysts'],
        Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: [readsRaw] } }],
      }),
    },
    expected: {},
  },
  {
    name: 'with and without objects',
    resources: { Worker: role([allow('s3:*', ['<Raw.Arn>', '<Raw.Arn>/*'])]) },
    expected: lacks,
  },
  {
    name: 'with a star directly behind',
    resources: { Worker: role([allow('s3:GetObject', '<Raw.Arn>*')]) },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'by its written name',
    resources: {
      Raw: bucket('<Key.Arn>', { BucketName: 'lake-raw-4711' }),
      Worker: role([allow('s3:GetObject', 'arn:aws:s3:::lake-raw-4711/*')]),
    },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'by a name put together alike',
    resources: {
      Raw: bucket('<Key.Arn>', { BucketName: 'raw-<AWS::AccountId>-<AWS::Region>' }),
      Worker: role([allow('s3:GetObject', 'arn:aws:s3:::raw-<AWS::AccountId>-<AWS::Region>/*')]),
    },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'by a name that is a parameter',
    sections: { Parameters: { Name: { Type: 'String' } } },
    resources: {
      Raw: bucket('<Key.Arn>', { BucketName: '<Name>' }),
      Worker: role([allow('s3:GetObject', 'arn:aws:s3:::<Name>/*')]),
    },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'by a prefix of names that covers it',
    resources: {
      Raw: bucket('<Key.Arn>', { BucketName: 'lake-raw-4711' }),
      Worker: role([allow('s3:GetObject', 'arn:aws:s3:::lake-*/*')]),
    },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'another bucket',
    resources: { Other: resource('S3::Bucket'), Worker: role([allow('s3:GetObject', '<Other.Arn>/*')]) },
    expected: {},
  },
  {
    name: 'a bucket of which only the end is known',
    resources: { Worker: role([allow('s3:GetObject', 'arn:aws:s3:::other-bucket/*')]) },
    expected: {},
  },
  {
    name: 'a bucket that is given',
    sections: { Parameters: { Name: { Type: 'String' } } },
    resources: { Worker: role([allow('s3:GetObject', 'arn:aws:s3:::<Name>/*')]) },
    expected: {},
  },
  {
    name: 'a denial takes the data away',
    resources: { Worker: role([readsRaw, { Effect: 'Deny', Action: 's3:*', Resource: '<Raw.Arn>/*' }]) },
    expected: {},
  },
  {
    name: 'a boundary takes the data away',
    resources: {
      Limit: resource('IAM::ManagedPolicy', {
        PolicyDocument: { Version: '2012-10-17', Statement: [allow('sqs:*', '*')] },
      }),
      Worker: role([readsRaw], { PermissionsBoundary: '<Limit>' }),
    },
    expected: {},
  },
];

const fn = (more: KeyCase['resources'] = {}) =>
  resource('Lambda::Function', { Role: '<Worker.Arn>', Code: { S3Bucket: 'code', S3Key: 'x.zip' }, ...more });

/** Grants that cover every bucket count for the bucket that the workload is seen to use. */
export const wideGrants: readonly KeyCase[] = [
  { name: 'nothing runs as the role', resources: { Worker: role([everyObject]) }, expected: {} },
  {
    name: 'a function that names nothing, beside other buckets',
    resources: { Worker: fullAccess, Fn: fn(), Other: resource('S3::Bucket') },
    expected: {},
  },
  {
    name: 'the bucket is in the environment of the function',
    resources: { Worker: role([everyObject]), Fn: fn({ Environment: { Variables: { BUCKET: '<Raw>' } } }) },
    expected: lacks,
  },
  {
    name: 'full access, and the bucket is in the environment',
    resources: { Worker: fullAccess, Fn: fn({ Environment: { Variables: { BUCKET: '<Raw>' } } }) },
    expected: lacks,
  },
  {
    name: 'every bucket',
    resources: {
      Worker: role([allow('s3:GetObject', 'arn:aws:s3:::*')]),
      Fn: fn({ Environment: { Variables: { BUCKET: '<Raw>' } } }),
    },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'every stream of the account, of which the function is told none',
    resources: {
      Events: stream('<Key.Arn>'),
      Worker: role([allow('kinesis:GetRecords', 'arn:aws:kinesis:<AWS::Region>:<AWS::AccountId>:stream/*')]),
      Fn: fn(),
    },
    expected: {},
  },
  {
    name: 'the bucket tells a queue, which the function reads',
    resources: {
      Worker: fullAccess,
      Fn: fn(),
      Other: resource('S3::Bucket'),
      Arrivals: resource('SQS::Queue'),
      Raw: bucket('<Key.Arn>', {
        NotificationConfiguration: {
          QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: '<Arrivals.Arn>' }],
        },
      }),
      Mapping: resource('Lambda::EventSourceMapping', {
        FunctionName: '<Fn>',
        EventSourceArn: '<Arrivals.Arn>',
      }),
    },
    expected: lacks,
  },
  {
    name: 'the only bucket, of a role for Glue that nothing here runs as',
    resources: {
      Worker: role([], {
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3FullAccess'],
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'glue.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
      }),
    },
    expected: lacks,
  },
  {
    name: 'the only bucket here, beside one that is given',
    sections: { Parameters: { SourceBucket: { Type: 'String' } } },
    resources: {
      Worker: fullAccess,
      Job: resource('Glue::Job', {
        Role: '<Worker>',
        Command: { Name: 'glueetl', ScriptLocation: 's3://code/job.py' },
      }),
    },
    expected: {},
  },
  {
    name: 'two buckets with two keys and a job that names neither',
    resources: {
      OtherKey: resource('KMS::Key'),
      Other: bucket('<OtherKey.Arn>'),
      Worker: fullAccess,
      Job: resource('Glue::Job', {
        Role: '<Worker>',
        Command: { Name: 'glueetl', ScriptLocation: 's3://code/job.py' },
      }),
    },
    expected: {},
  },
  {
    name: 'the only data bucket beside the bucket of a trail',
    resources: {
      OtherKey: resource('KMS::Key'),
      Logs: bucket('<OtherKey.Arn>'),
      Trail: resource('CloudTrail::Trail', { S3BucketName: '<Logs>', IsLogging: true }),
      Worker: fullAccess,
      Job: resource('Glue::Job', {
        Role: '<Worker>',
        Command: { Name: 'glueetl', ScriptLocation: 's3://code/job.py' },
      }),
    },
    expected: lacks,
  },
  {
    name: 'the bucket notifies the function',
    resources: {
      Worker: fullAccess,
      Fn: fn(),
      Other: resource('S3::Bucket'),
      Raw: bucket('<Key.Arn>', {
        NotificationConfiguration: {
          LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: '<Fn.Arn>' }],
        },
      }),
    },
    expected: lacks,
  },
  {
    name: 'the bucket may call the function',
    resources: {
      Worker: fullAccess,
      Fn: fn(),
      Other: resource('S3::Bucket'),
      May: resource('Lambda::Permission', {
        FunctionName: '<Fn>',
        Action: 'lambda:InvokeFunction',
        Principal: 's3.amazonaws.com',
        SourceArn: '<Raw.Arn>',
      }),
    },
    expected: lacks,
  },
  {
    name: 'a rule on the events of the bucket calls the function',
    resources: {
      Worker: fullAccess,
      Fn: fn(),
      Other: resource('S3::Bucket'),
      OnObject: resource('Events::Rule', {
        EventPattern: {
          source: ['aws.s3'],
          'detail-type': ['Object Created'],
          detail: { bucket: { name: ['<Raw>'] } },
        },
        Targets: [{ Id: 'fn', Arn: '<Fn.Arn>' }],
      }),
    },
    expected: lacks,
  },
  {
    name: 'an event source mapping reads the stream for the function',
    resources: {
      Events: stream('<Key.Arn>'),
      Worker: role([], {
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole'],
      }),
      Fn: fn(),
      Mapping: resource('Lambda::EventSourceMapping', {
        FunctionName: '<Fn>',
        EventSourceArn: '<Events.Arn>',
        StartingPosition: 'LATEST',
      }),
    },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'the code of the function lies in the bucket, which Lambda reads as who deploys',
    resources: {
      Worker: fullAccess,
      Fn: resource('Lambda::Function', { Role: '<Worker.Arn>', Code: { S3Bucket: '<Raw>', S3Key: 'x.zip' } }),
      Other: resource('S3::Bucket'),
    },
    expected: {},
  },
  {
    name: 'the function only waits for the bucket',
    resources: {
      Worker: fullAccess,
      Fn: { Type: 'AWS::Lambda::Function', DependsOn: 'Raw', Properties: { Role: '<Worker.Arn>' } },
      Other: resource('S3::Bucket'),
    },
    expected: {},
  },
  {
    name: 'a Glue job with the bucket in an argument',
    resources: {
      Worker: fullAccess,
      Job: resource('Glue::Job', {
        Role: '<Worker>',
        Command: { Name: 'glueetl', ScriptLocation: 's3://code/job.py' },
        DefaultArguments: { '--in': 's3://<Raw>/in/' },
      }),
    },
    expected: lacks,
  },
  {
    name: 'a Glue job with its script in the bucket reads it there',
    resources: {
      Worker: role([allow('s3:GetObject', '*')]),
      Job: resource('Glue::Job', {
        Role: '<Worker>',
        Command: { Name: 'glueetl', ScriptLocation: 's3://<Raw>/job.py' },
      }),
    },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'a crawler of the bucket',
    resources: {
      Worker: role([allow('s3:*', '*')]),
      Crawler: resource('Glue::Crawler', {
        Role: '<Worker>',
        Targets: { S3Targets: [{ Path: 's3://<Raw>/in' }] },
      }),
    },
    expected: lacks,
  },
  {
    name: 'a job beside a crawler of the same role',
    resources: {
      Worker: fullAccess,
      Crawler: resource('Glue::Crawler', {
        Role: '<Worker.Arn>',
        Targets: { S3Targets: [{ Path: 's3://<Raw>/in' }] },
      }),
      Job: resource('Glue::Job', {
        Role: '<Worker>',
        Command: { Name: 'glueetl', ScriptLocation: 's3://code/job.py' },
      }),
    },
    expected: lacks,
  },
  {
    name: 'a delivery stream into the bucket',
    resources: {
      Worker: role([everyObject]),
      Delivery: resource('KinesisFirehose::DeliveryStream', {
        S3DestinationConfiguration: { RoleARN: '<Worker.Arn>', BucketARN: '<Raw.Arn>' },
      }),
    },
    expected: lacks,
  },
  {
    name: 'a cluster that keeps its logs in the bucket',
    resources: {
      Worker: role([everyObject]),
      Profile: resource('IAM::InstanceProfile', { Roles: ['<Worker>'] }),
      Cluster: resource('EMR::Cluster', {
        JobFlowRole: '<Profile>',
        ServiceRole: 'EMR_DefaultRole',
        LogUri: 's3://<Raw>/logs/',
        Instances: {},
      }),
    },
    expected: lacks,
  },
  {
    name: 'a step of a cluster names the bucket',
    resources: {
      Worker: role([everyObject]),
      Profile: resource('IAM::InstanceProfile', { Roles: ['<Worker>'] }),
      Cluster: resource('EMR::Cluster', {
        JobFlowRole: '<Profile>',
        ServiceRole: 'EMR_DefaultRole',
        Instances: {},
      }),
      Step: resource('EMR::Step', {
        JobFlowId: '<Cluster>',
        ActionOnFailure: 'CONTINUE',
        Name: 's',
        HadoopJarStep: { Jar: 'command-runner.jar', Args: ['spark-submit', 's3://<Raw>/job.py'] },
      }),
      Other: resource('S3::Bucket'),
    },
    expected: lacks,
  },
  {
    name: 'an instance whose user data names the bucket',
    resources: {
      Worker: role([everyObject]),
      Profile: resource('IAM::InstanceProfile', { Roles: ['<Worker>'] }),
      Host: resource('EC2::Instance', {
        IamInstanceProfile: '<Profile>',
        ImageId: 'ami-1',
        UserData: { 'Fn::Base64': 'aws s3 cp s3://<Raw>/in /data' },
      }),
    },
    expected: lacks,
  },
  {
    name: 'a schedule starts a job with the bucket as its argument',
    resources: {
      Worker: fullAccess,
      Job: resource('Glue::Job', {
        Name: 'load',
        Role: '<Worker>',
        Command: { Name: 'glueetl', ScriptLocation: 's3://code/job.py' },
      }),
      Start: resource('Glue::Trigger', {
        Type: 'SCHEDULED',
        Schedule: 'cron(0 1 * * ? *)',
        Actions: [{ JobName: '<Job>', Arguments: { '--in': 's3://<Raw>/in' } }],
      }),
      Other: resource('S3::Bucket'),
    },
    expected: lacks,
  },
  {
    name: 'the only bucket beside a job that names no other',
    resources: {
      Worker: fullAccess,
      Job: resource('Glue::Job', {
        Role: '<Worker>',
        Command: { Name: 'glueetl', ScriptLocation: 's3://code/job.py' },
      }),
    },
    expected: lacks,
  },
  {
    name: 'the only bucket beside a function is not evidence',
    resources: { Worker: fullAccess, Fn: fn() },
    expected: {},
  },
  {
    name: 'a wide grant beside a named one of the same bucket',
    resources: {
      Worker: role([readsRaw, allow('s3:PutObject', '*')]),
      Fn: fn(),
      Other: resource('S3::Bucket'),
    },
    expected: { Worker: 'kms:Decrypt' },
  },
];

const bucketPolicy = (principal: string, actions: string | readonly string[]) =>
  resource('S3::BucketPolicy', {
    Bucket: '<Raw>',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [allow(actions, '<Raw.Arn>/*', { Principal: { AWS: principal } })],
    },
  });

/** What the policy of the data itself grants counts like the role's own; the key has no part in it. */
export const grantsOfTheData: readonly KeyCase[] = [
  {
    name: 'the role is named',
    resources: { Worker: role([]), Policy: bucketPolicy('<Worker.Arn>', 's3:GetObject') },
    expected: { Worker: 'kms:Decrypt' },
  },
  {
    name: 'the role is named and may use the key',
    resources: {
      Worker: role([allow('kms:Decrypt', '<Key.Arn>')]),
      Policy: bucketPolicy('<Worker.Arn>', 's3:GetObject'),
    },
    expected: {},
  },
  {
    name: 'another role is named',
    resources: {
      Worker: role([]),
      Policy: bucketPolicy('arn:aws:iam::<AWS::AccountId>:role/other', 's3:GetObject'),
    },
    expected: {},
  },
  {
    name: 'everybody of the account is named',
    resources: {
      Worker: role([]),
      Policy: bucketPolicy('arn:aws:iam::<AWS::AccountId>:root', 's3:GetObject'),
    },
    expected: {},
  },
  {
    name: 'the role is named for what needs no key',
    resources: { Worker: role([]), Policy: bucketPolicy('<Worker.Arn>', 's3:DeleteObject') },
    expected: {},
  },
];
