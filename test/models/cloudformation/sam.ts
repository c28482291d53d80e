/** SAM templates, and resources that they become: by logical id, the properties; undefined for what is not made. */
export interface SamCase {
  readonly name: string;
  readonly text: string;
  readonly resources: Readonly<Record<string, unknown>>;
}

const fn = (properties: string, globals = ''): string => `Transform: AWS::Serverless-2016-10-31
Parameters:
  RoleArn: {Type: String, Default: ''}
  Name: {Type: String}
Conditions:
  HasRole: !Not [!Equals [!Ref RoleArn, '']]
${globals}Resources:
  Data: {Type: AWS::S3::Bucket}
  Queue: {Type: AWS::SQS::Queue}
  Topic: {Type: AWS::SNS::Topic}
  Stream: {Type: AWS::Kinesis::Stream}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
${properties
  .split('\n')
  .map((line) => `      ${line}\n`)
  .join('')}`;

const arn = (name: string): string => `arn:aws:iam::aws:policy/service-role/${name}`;
const trust = (service: string): unknown => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: [service] }, Action: ['sts:AssumeRole'] }],
});
const role = (managed: readonly string[], policies: readonly unknown[] = [], more: object = {}): unknown => ({
  AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
  ManagedPolicyArns: managed,
  Policies: policies,
  ...more,
});
const basic = arn('AWSLambdaBasicExecutionRole');
const inline = (...statements: unknown[]): unknown => ({
  PolicyName: 'Policy',
  PolicyDocument: { Version: '2012-10-17', Statement: statements },
});
const allow = (action: unknown, resource: unknown): unknown => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
});
const here = '<AWS::Region>:<AWS::AccountId>';

export const samCases: readonly SamCase[] = [
  { name: 'a function without a role', text: fn('Handler: a'), resources: { FnRole: role([basic]) } },
  { name: 'a function with a role', text: fn('Role: !Ref RoleArn'), resources: { FnRole: undefined } },
  {
    name: 'a function that may be given a role',
    text: fn('Role: !If [HasRole, !Ref RoleArn, !Ref AWS::NoValue]'),
    resources: { FnRole: role([basic]) },
  },
  {
    name: 'a trust policy, a path and a boundary',
    text: fn(
      'AssumeRolePolicyDocument: {Statement: []}\nRolePath: /lake/\nPermissionsBoundary: !Ref RoleArn',
    ),
    resources: {
      FnRole: role([basic], [], {
        AssumeRolePolicyDocument: { Statement: [] },
        Path: '/lake/',
        PermissionsBoundary: '<RoleArn>',
      }),
    },
  },
  {
    name: 'a network and tracing',
    text: fn('VpcConfig: {SubnetIds: [a]}\nTracing: Active'),
    resources: {
      FnRole: role([
        basic,
        'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess',
        arn('AWSLambdaVPCAccessExecutionRole'),
      ]),
    },
  },
  { name: 'tracing that is off', text: fn('Tracing: Disabled'), resources: { FnRole: role([basic]) } },
  {
    name: 'a network from the globals',
    text: fn('Handler: a', 'Globals: {Function: {VpcConfig: {SubnetIds: [a]}}}\n'),
    resources: { FnRole: role([basic, arn('AWSLambdaVPCAccessExecutionRole')]) },
  },
  {
    name: 'managed policies by name, ARN and reference',
    text: fn(
      'Policies: [AmazonS3ReadOnlyAccess, AWSLambdaBasicExecutionRole, "arn:aws:iam::123456789012:policy/x", !Ref Name]',
    ),
    resources: {
      FnRole: role([
        'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
        basic,
        'arn:aws:iam::123456789012:policy/x',
        '<Name>',
      ]),
    },
  },
  {
    name: 'one managed policy without a list',
    text: fn('Policies: AmazonS3ReadOnlyAccess'),
    resources: { FnRole: role([basic, 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']) },
  },
  {
    name: 'a document',
    text: fn(
      'Policies: [{Version: "2012-10-17", Statement: [{Effect: Allow, Action: s3:GetObject, Resource: "*"}]}]',
    ),
    resources: { FnRole: role([basic], [inline(allow('s3:GetObject', '*'))]) },
  },
  {
    name: 'a policy template for a bucket',
    text: fn('Policies: [{S3WritePolicy: {BucketName: !Ref Data}}]'),
    resources: {
      FnRole: role(
        [basic],
        [
          inline(
            allow(
              ['s3:PutObject', 's3:PutObjectAcl', 's3:PutLifecycleConfiguration'],
              ['arn:<AWS::Partition>:s3:::<Data>', 'arn:<AWS::Partition>:s3:::<Data>/*'],
            ),
          ),
        ],
      ),
    },
  },
  {
    name: 'a policy template with a text, a wildcard action and a condition',
    text: fn(
      'Policies: [{SQSSendMessagePolicy: {QueueName: jobs}}, {AWSSecretsManagerRotationPolicy: {FunctionName: rotate}}]',
    ),
    resources: {
      FnRole: role(
        [basic],
        [
          inline(allow(['sqs:SendMessage*'], [`arn:<AWS::Partition>:sqs:${here}:jobs`])),
          inline(
            {
              ...(allow(
                [
                  'secretsmanager:DescribeSecret',
                  'secretsmanager:GetSecretValue',
                  'secretsmanager:PutSecretValue',
                  'secretsmanager:UpdateSecretVersionStage',
                ],
                [`arn:<AWS::Partition>:secretsmanager:${here}:secret:*`],
              ) as object),
              Condition: {
                StringEquals: {
                  'secretsmanager:resource/AllowRotationLambdaArn': `arn:<AWS::Partition>:lambda:${here}:function:rotate`,
                },
              },
            },
            allow(['secretsmanager:GetRandomPassword'], ['*']),
          ),
        ],
      ),
    },
  },
  {
    name: 'a policy template without its parameter',
    text: fn('Policies: [{KMSDecryptPolicy: {}}]'),
    resources: {
      FnRole: role([basic], [inline(allow(['kms:Decrypt'], [`arn:<AWS::Partition>:kms:${here}:key/?`]))]),
    },
  },
  {
    name: 'a policy template that is not known',
    text: fn('Policies: [{S3ReadPolicyV9: {BucketName: x}}]'),
    resources: { FnRole: role([basic], ['…']) },
  },
  {
    name: 'an item under a condition',
    text: fn('Policies: [!If [HasRole, AmazonS3ReadOnlyAccess, !Ref AWS::NoValue]]'),
    resources: { FnRole: role([basic]) },
  },
  {
    name: 'a stream',
    text: fn(
      'Events: {In: {Type: Kinesis, Properties: {Stream: !GetAtt Stream.Arn, StartingPosition: LATEST}}}',
    ),
    resources: {
      FnRole: role([basic, arn('AWSLambdaKinesisExecutionRole')]),
      FnIn: { EventSourceArn: '<Stream.Arn>', StartingPosition: 'LATEST', FunctionName: '<Fn>' },
    },
  },
  {
    name: 'a queue whose failures go to a topic',
    text: fn(
      'Events: {In: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn, DestinationConfig: {OnFailure: {Type: SNS, Destination: !Ref Topic}}}}}',
    ),
    resources: {
      FnRole: role([basic, arn('AWSLambdaSQSQueueExecutionRole')], [inline(allow('sns:Publish', '<Topic>'))]),
      FnIn: {
        EventSourceArn: '<Queue.Arn>',
        DestinationConfig: { OnFailure: { Type: 'SNS', Destination: '<Topic>' } },
        FunctionName: '<Fn>',
      },
    },
  },
  {
    name: 'a broker, for which SAM adds statements of its own',
    text: fn('Events: {In: {Type: MQ, Properties: {Broker: x, Queues: [q]}}}'),
    resources: {
      FnRole: role([basic], ['…']),
      FnIn: { EventSourceArn: 'x', Queues: ['q'], FunctionName: '<Fn>' },
    },
  },
  {
    name: 'notifications of a bucket',
    text: fn('Events: {In: {Type: S3, Properties: {Bucket: !Ref Data, Events: "s3:ObjectCreated:*"}}}'),
    resources: {
      FnInPermission: {
        Action: 'lambda:InvokeFunction',
        FunctionName: '<Fn>',
        Principal: 's3.amazonaws.com',
        SourceAccount: '<AWS::AccountId>',
      },
    },
  },
  {
    name: 'a schedule',
    text: fn('Events: {In: {Type: Schedule, Properties: {Schedule: rate(1 hour)}}}'),
    resources: {
      FnIn: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Arn: '<Fn.Arn>' }] },
      FnInRole: undefined,
      FnInPermission: {
        Action: 'lambda:InvokeFunction',
        FunctionName: '<Fn>',
        Principal: 'events.amazonaws.com',
        SourceArn: '<FnIn.Arn>',
      },
    },
  },
  {
    name: 'a queue for what fails',
    text: fn('DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Queue.Arn}'),
    resources: { FnRole: role([basic], [inline(allow('sqs:SendMessage', '<Queue.Arn>'))]) },
  },
  {
    name: 'a URL for everyone',
    text: fn('FunctionUrlConfig: {AuthType: NONE}'),
    resources: {
      FnUrl: { AuthType: 'NONE', TargetFunctionArn: '<Fn>' },
      FnUrlPublicPermissions: {
        Action: 'lambda:InvokeFunctionUrl',
        FunctionName: '<Fn>',
        Principal: '*',
        FunctionUrlAuthType: 'NONE',
      },
    },
  },
  {
    name: 'a URL with signatures',
    text: fn('FunctionUrlConfig: {AuthType: AWS_IAM}'),
    resources: {
      FnUrl: { AuthType: 'AWS_IAM', TargetFunctionArn: '<Fn>' },
      FnUrlPublicPermissions: undefined,
    },
  },
  {
    name: 'a state machine',
    text: `Resources:
  Steps:
    Type: AWS::Serverless::StateMachine
    Properties: {DefinitionUri: a.json, Tracing: {Enabled: true}, Policies: [{LambdaInvokePolicy: {FunctionName: x}}]}
`,
    resources: {
      StepsRole: {
        AssumeRolePolicyDocument: trust('states.amazonaws.com'),
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess'],
        Policies: [
          inline(allow(['lambda:InvokeFunction'], [`arn:<AWS::Partition>:lambda:${here}:function:x*`])),
        ],
      },
    },
  },
  {
    name: 'a schedule of the scheduler, whose failures go to a queue',
    text: fn(
      'Events: {In: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 hour), DeadLetterConfig: {Arn: !GetAtt Queue.Arn}}}}',
    ),
    resources: {
      FnIn: {
        ScheduleExpression: 'rate(1 hour)',
        Target: { Arn: '<Fn.Arn>', RoleArn: '<FnInRole.Arn>', DeadLetterConfig: { Arn: '<Queue.Arn>' } },
      },
      FnInRole: {
        AssumeRolePolicyDocument: trust('scheduler.amazonaws.com'),
        Policies: [
          inline(allow('lambda:InvokeFunction', '<Fn.Arn>')),
          inline(allow('sqs:SendMessage', '<Queue.Arn>')),
        ],
      },
      FnInPermission: undefined,
    },
  },
  {
    name: 'a schedule of the scheduler with a role',
    text: fn(
      'Events: {In: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 hour), RoleArn: !Ref RoleArn}}}',
    ),
    resources: {
      FnIn: { ScheduleExpression: 'rate(1 hour)', Target: { Arn: '<Fn.Arn>', RoleArn: '<RoleArn>' } },
      FnInRole: undefined,
    },
  },
  {
    name: 'a state machine that events start',
    text: `Resources:
  Steps:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: a.json
      PermissionsBoundary: arn:aws:iam::aws:policy/ReadOnlyAccess
      Events:
        Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
        Hourly: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 hour)}}
`,
    resources: {
      StepsNightly: {
        ScheduleExpression: 'rate(1 day)',
        Targets: [{ Arn: '<Steps>', RoleArn: '<StepsNightlyRole.Arn>' }],
      },
      StepsNightlyRole: {
        AssumeRolePolicyDocument: trust('events.amazonaws.com'),
        Policies: [inline(allow('states:StartExecution', '<Steps>'))],
        PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      },
      StepsHourlyRole: {
        AssumeRolePolicyDocument: trust('scheduler.amazonaws.com'),
        Policies: [inline(allow('states:StartExecution', '<Steps>'))],
        PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      },
      StepsNightlyPermission: undefined,
    },
  },
  {
    name: 'a connector to a queue',
    text: `${fn('Handler: a')}  Link:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: Fn}, Destination: {Id: Queue}, Permissions: [Write]}
`,
    resources: {
      LinkPolicy: {
        Roles: ['<FnRole.Arn>'],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            allow(
              ['sqs:DeleteMessage', 'sqs:SendMessage', 'sqs:ChangeMessageVisibility', 'sqs:PurgeQueue'],
              ['<Queue.Arn>'],
            ),
          ],
        },
      },
      LinkQueuePolicy: undefined,
    },
  },
  {
    name: 'a connector from a topic to a queue',
    text: `${fn('Handler: a')}  Link:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: Topic}, Destination: {Id: Queue}, Permissions: [Write]}
`,
    resources: {
      LinkPolicy: undefined,
      LinkQueuePolicy: {
        Queues: ['<Queue>'],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'sns.amazonaws.com' },
              Action: ['sqs:SendMessage'],
              Resource: ['<Queue.Arn>'],
              Condition: { ArnEquals: { 'aws:SourceArn': '<Topic.Arn>' } },
            },
          ],
        },
      },
    },
  },
  {
    name: 'a connector to several destinations',
    text: `${fn('Handler: a')}  Link:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: Fn}, Destination: [{Id: Topic}, {Id: Nobody}], Permissions: [Write]}
`,
    resources: {
      LinkPolicyDestination0: {
        Roles: ['<FnRole.Arn>'],
        PolicyDocument: { Version: '2012-10-17', Statement: [allow(['sns:Publish'], ['<Topic.Arn>'])] },
      },
      LinkPolicyDestination1: undefined,
    },
  },
];

/** What the function `Fn` inherits from `Globals`: the property asked for, and its value. */
export const globalCases: readonly {
  readonly name: string;
  readonly own: string;
  readonly globals: string;
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}[] = [
  { name: 'what it does not say', own: 'Handler: a', globals: 'Timeout: 5', path: ['Timeout'], value: 5 },
  { name: 'what it says itself', own: 'Timeout: 9', globals: 'Timeout: 5', path: ['Timeout'], value: 9 },
  {
    name: 'a map, key by key',
    own: 'Environment: {Variables: {A: own, B: 2}}',
    globals: 'Environment: {Variables: {A: all, C: 3}}',
    path: ['Environment', 'Variables'],
    value: { A: 'own', B: 2, C: 3 },
  },
  {
    name: 'one key of a map',
    own: 'Environment: {Variables: {A: own}}',
    globals: 'Environment: {Variables: {C: 3}}',
    path: ['Environment', 'Variables', 'C'],
    value: 3,
  },
  {
    name: 'a list, its own last',
    own: 'Layers: [b]',
    globals: 'Layers: [a]',
    path: ['Layers'],
    value: ['a', 'b'],
  },
  { name: 'an item of a list', own: 'Layers: [b]', globals: 'Layers: [a]', path: ['Layers', 1], value: 'b' },
  {
    name: 'nothing beside a function',
    own: 'VpcConfig: !If [HasRole, {SubnetIds: [b]}, !Ref AWS::NoValue]',
    globals: 'VpcConfig: {SubnetIds: [a]}',
    path: ['VpcConfig'],
    value: undefined,
  },
  {
    name: 'nothing of another kind',
    own: 'CodeUri: {Bucket: b}',
    globals: 'CodeUri: a',
    path: ['CodeUri', 'Key'],
    value: undefined,
  },
  {
    name: 'a reference',
    own: 'Handler: a',
    globals: 'KmsKeyArn: !Ref RoleArn',
    path: ['KmsKeyArn'],
    value: '<RoleArn>',
  },
];

export const samFunction = (own: string, globals: string): string =>
  fn(own, `Globals: {Function: {${globals}}}\n`);
