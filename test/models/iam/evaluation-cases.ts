import { allow, deny, type EvaluationCase } from './requests';
import { dark } from './values';

const object = '<RawBucket.Arn>/*';
const read = allow('s3:GetObject', object);
const everything = allow('*', '*');
const jobRole = { AWS: '<JobRole.Arn>' };

/** Identity policies alone. */
export const identity: readonly EvaluationCase[] = [
  { name: 'nothing allows', identity: [], expected: ['denied', 'implicit-deny'] },
  { name: 'an allow allows', identity: [read], expected: ['allowed', 'identity-allows'] },
  { name: 'a single statement needs no list', identity: read, expected: ['allowed', 'identity-allows'] },
  {
    name: 'actions are compared without case',
    identity: [allow('S3:getobject', object)],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'the case of the request does not matter either',
    identity: [allow('s3:GetObject', object)],
    action: 'S3:GETOBJECT',
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a wildcard action',
    identity: [allow('s3:Get*', object)],
    expected: ['allowed', 'identity-allows'],
  },
  { name: 'all actions', identity: [allow('*', object)], expected: ['allowed', 'identity-allows'] },
  {
    name: 'all actions in two parts',
    identity: [allow('*:*', object)],
    expected: ['allowed', 'identity-allows'],
  },
  { name: 'a service wildcard', identity: [allow('s3:*', '*')], expected: ['allowed', 'identity-allows'] },
  {
    name: 'a question mark in an action',
    identity: [allow('s3:?etObject', '*')],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'another action',
    identity: [allow('s3:PutObject', object)],
    expected: ['denied', 'implicit-deny'],
  },
  { name: 'another service', identity: [allow('sqs:*', '*')], expected: ['denied', 'implicit-deny'] },
  {
    name: 'a service whose name begins alike',
    identity: [allow('s3-object-lambda:*', '*')],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'one of several actions',
    identity: [allow(['s3:PutObject', 's3:GetObject'], object)],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'the bucket is not its objects',
    identity: [allow('s3:GetObject', '<RawBucket.Arn>')],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'objects are not the bucket',
    identity: [allow('s3:ListBucket', object)],
    action: 's3:ListBucket',
    on: '<RawBucket.Arn>',
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'another bucket',
    identity: [allow('s3:GetObject', '<LogBucket.Arn>/*')],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'one of several resources',
    identity: [allow('s3:GetObject', ['<LogBucket.Arn>/*', object])],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'some of the objects',
    identity: [allow('s3:GetObject', '<RawBucket.Arn>/in/*')],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'just the object asked for',
    identity: [allow('s3:GetObject', '<RawBucket.Arn>/in/*')],
    on: '<RawBucket.Arn>/in/a.csv',
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'the ARN put together from the name',
    identity: [allow('s3:GetObject', 'arn:<AWS::Partition>:s3:::<RawBucket>/*')],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'an action that is not known',
    identity: [allow('<@Action>', object)],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a service that is known of an action that is not',
    identity: [allow('sqs:<@Action>', object)],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'a resource that is not known',
    identity: [allow('s3:GetObject', '<@Arn>')],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a resource that is not known, of another action',
    identity: [allow('s3:PutObject', '<@Arn>')],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'an unknown allow next to a certain one',
    identity: [allow('s3:GetObject', '<@Arn>'), read],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'more actions may be listed',
    identity: [allow(['s3:PutObject', '...'], object)],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'more actions may be listed beside the right one',
    identity: [allow(['s3:GetObject', '...'], object)],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'more resources may be listed',
    identity: [allow('s3:GetObject', ['<LogBucket.Arn>/*', '...'])],
    expected: ['unknown', 'not-known'],
  },
  { name: 'a statement that is not known', identity: [dark()], expected: ['unknown', 'not-known'] },
  {
    name: 'a statement that is not known beside an allow may deny',
    identity: [dark(), read],
    expected: ['unknown', 'not-known'],
  },
  { name: 'more statements may follow', identity: [read, '...'], expected: ['unknown', 'not-known'] },
  { name: 'no policy is known', identity: dark(), expected: ['unknown', 'not-known'] },
  { name: 'further policies', identity: [read], identityOpen: true, expected: ['unknown', 'not-known'] },
  {
    name: 'further policies do not undo a denial',
    identity: [deny('s3:*', '*')],
    identityOpen: true,
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'an effect that is not known',
    identity: [{ Effect: '<@Effect>', Action: 's3:*', Resource: '*' }],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'an effect that is not known, of another action',
    identity: [{ Effect: '<@Effect>', Action: 'sqs:*', Resource: '*' }, read],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a statement of which parts are not known',
    identity: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: object, '...': true }],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'an element in the wrong case is not read',
    identity: [{ Effect: 'Allow', action: 's3:GetObject', Resource: object }],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'no resource is written',
    identity: [{ Effect: 'Allow', Action: 's3:GetObject' }],
    expected: ['unknown', 'not-known'],
  },
];

/** Explicit denials. */
export const denials: readonly EvaluationCase[] = [
  {
    name: 'a deny beats an allow',
    identity: [read, deny('s3:GetObject', object)],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'whatever comes first',
    identity: [deny('s3:*', '*'), read],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'a deny of another action',
    identity: [read, deny('s3:DeleteObject', object)],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a deny on another resource',
    identity: [read, deny('s3:GetObject', '<LogBucket.Arn>/*')],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a deny on some of the objects',
    identity: [read, deny('s3:GetObject', '<RawBucket.Arn>/secret/*')],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a deny on a resource that is not known',
    identity: [read, deny('s3:GetObject', '<@Arn>')],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a deny that is not known changes nothing where nothing allows',
    identity: [deny('s3:GetObject', '<@Arn>')],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'a deny whose condition is not known',
    identity: [read, deny('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a deny whose condition does not hold',
    identity: [read, deny('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    context: { 'aws:SecureTransport': 'true' },
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a deny whose condition holds',
    identity: [read, deny('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    context: { 'aws:SecureTransport': 'false' },
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'a bucket policy denies',
    identity: [read],
    resource: [deny('s3:*', object, { Principal: '*' })],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'a bucket policy denies all of the account',
    identity: [read],
    resource: [deny('s3:*', object, { Principal: { AWS: 'arn:aws:iam::<AWS::AccountId>:root' } })],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'a bucket policy denies another role',
    identity: [read],
    resource: [deny('s3:*', object, { Principal: { AWS: '<OtherRole.Arn>' } })],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a bucket policy denies outside of an endpoint',
    identity: [read],
    resource: [
      deny('s3:*', object, {
        Principal: '*',
        Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
      }),
    ],
    context: { 'aws:SourceVpce': null },
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'a bucket policy excepts the role',
    identity: [read],
    resource: [
      deny('s3:*', object, {
        Principal: '*',
        Condition: {
          StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
          ArnNotLike: { 'aws:PrincipalArn': '<JobRole.Arn>' },
        },
      }),
    ],
    context: { 'aws:SourceVpce': null },
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a bucket policy denies what is not encrypted with the right key',
    identity: [allow('s3:PutObject', object)],
    action: 's3:PutObject',
    resource: [
      deny('s3:PutObject', object, {
        Principal: '*',
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': '<DataKey.Arn>' } },
      }),
    ],
    context: { 's3:x-amz-server-side-encryption-aws-kms-key-id': '<OtherKey.Arn>' },
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'a boundary denies',
    identity: [read],
    boundary: [everything, deny('s3:*', '*')],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'a session policy denies',
    identity: [read],
    session: [everything, deny('s3:*', '*')],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'a service control policy denies',
    identity: [read],
    serviceControl: [everything, deny('s3:*', '*')],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'an endpoint policy denies',
    identity: [read],
    endpoint: [allow('*', '*', { Principal: '*' }), deny('s3:*', object, { Principal: '*' })],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'a deny for the service, asked by a role',
    identity: [read],
    resource: [deny('s3:*', object, { Principal: { Service: 'glue.amazonaws.com' } })],
    expected: ['allowed', 'identity-allows'],
  },
];

/** `NotAction`, `NotResource`, `NotPrincipal`. */
export const negations: readonly EvaluationCase[] = [
  {
    name: 'NotAction allows what it does not list',
    identity: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'NotAction does not allow what it lists',
    identity: [{ Effect: 'Allow', NotAction: ['s3:Get*', 'iam:*'], Resource: '*' }],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'NotAction with a deny',
    identity: [everything, { Effect: 'Deny', NotAction: 's3:*', Resource: '*' }],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'NotAction with a deny for the rest',
    identity: [everything, { Effect: 'Deny', NotAction: 'sqs:*', Resource: '*' }],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'NotAction with an unknown action',
    identity: [{ Effect: 'Allow', NotAction: '<@Action>', Resource: '*' }],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'NotAction that may list more',
    identity: [{ Effect: 'Allow', NotAction: ['iam:*', '...'], Resource: '*' }],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'NotAction that lists it and may list more',
    identity: [{ Effect: 'Allow', NotAction: ['s3:*', '...'], Resource: '*' }],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'NotResource allows what it does not list',
    identity: [{ Effect: 'Allow', Action: 's3:GetObject', NotResource: '<LogBucket.Arn>/*' }],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'NotResource does not allow what it lists',
    identity: [{ Effect: 'Allow', Action: 's3:GetObject', NotResource: [object] }],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'NotResource with some of the objects',
    identity: [{ Effect: 'Allow', Action: 's3:GetObject', NotResource: '<RawBucket.Arn>/secret/*' }],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'NotResource with a deny',
    identity: [read, { Effect: 'Deny', Action: 's3:*', NotResource: ['<RawBucket.Arn>', object] }],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'NotResource with a deny for the rest',
    identity: [read, { Effect: 'Deny', Action: 's3:*', NotResource: ['<LogBucket.Arn>'] }],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'NotPrincipal denies everyone else',
    identity: [read],
    resource: [
      { Effect: 'Deny', NotPrincipal: { AWS: '<OtherRole.Arn>' }, Action: 's3:*', Resource: object },
    ],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'NotPrincipal spares a role that is listed with its account',
    identity: [read],
    resource: [
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: ['<JobRole.Arn>', 'arn:aws:iam::<AWS::AccountId>:root'] },
        Action: 's3:*',
        Resource: object,
      },
    ],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'NotPrincipal with the role alone may still deny it',
    identity: [read],
    resource: [{ Effect: 'Deny', NotPrincipal: jobRole, Action: 's3:*', Resource: object }],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'NotPrincipal with the account alone denies the role',
    identity: [read],
    resource: [
      { Effect: 'Deny', NotPrincipal: { AWS: '<AWS::AccountId>' }, Action: 's3:*', Resource: object },
    ],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'NotPrincipal spares a service',
    who: 'glue',
    resource: [
      allow('s3:GetObject', object, { Principal: '*' }),
      { Effect: 'Deny', NotPrincipal: { Service: 'glue.amazonaws.com' }, Action: 's3:*', Resource: object },
    ],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'NotPrincipal with an unknown principal',
    identity: [read],
    resource: [{ Effect: 'Deny', NotPrincipal: { AWS: '<@Arn>' }, Action: 's3:*', Resource: object }],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'an allow with NotPrincipal admits anyone else',
    resource: [
      { Effect: 'Allow', NotPrincipal: { AWS: '<OtherRole.Arn>' }, Action: 's3:*', Resource: object },
    ],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'an allow with NotPrincipal does not admit whom it lists',
    resource: [{ Effect: 'Allow', NotPrincipal: jobRole, Action: 's3:*', Resource: object }],
    expected: ['denied', 'implicit-deny'],
  },
];

/** Boundaries, session policies, service control policies, endpoint policies. */
export const limits: readonly EvaluationCase[] = [
  {
    name: 'a boundary allows too',
    identity: [read],
    boundary: [everything],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a boundary leaves it out',
    identity: [read],
    boundary: [allow('sqs:*', '*')],
    expected: ['denied', 'boundary'],
  },
  { name: 'a boundary grants nothing', boundary: [everything], expected: ['denied', 'implicit-deny'] },
  {
    name: 'a boundary that is not known',
    identity: [read],
    boundary: 'unknown',
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a boundary that is not known cannot allow what nothing allows',
    boundary: 'unknown',
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'a boundary limits a bucket policy that names the role',
    boundary: [allow('sqs:*', '*')],
    resource: [allow('s3:GetObject', object, { Principal: jobRole })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'a boundary does not limit a bucket policy that names the user',
    who: 'user',
    boundary: [allow('sqs:*', '*')],
    resource: [
      allow('s3:GetObject', object, { Principal: { AWS: 'arn:aws:iam::<AWS::AccountId>:user/ana' } }),
    ],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a boundary does not limit a bucket policy that names the session',
    who: 'session',
    boundary: [allow('sqs:*', '*')],
    resource: [
      allow('s3:GetObject', object, {
        Principal: { AWS: 'arn:aws:sts::<AWS::AccountId>:assumed-role/loader/run' },
      }),
    ],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a boundary limits a bucket policy that names the role of the session',
    who: 'session',
    boundary: [allow('sqs:*', '*')],
    resource: [
      allow('s3:GetObject', object, { Principal: { AWS: 'arn:aws:iam::<AWS::AccountId>:role/etl/loader' } }),
    ],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'what a boundary does to a bucket policy for everyone is not documented',
    boundary: [allow('sqs:*', '*')],
    resource: [allow('s3:GetObject', object, { Principal: '*' })],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a deny in a boundary limits the bucket policy that names the user',
    who: 'user',
    boundary: [deny('s3:*', '*')],
    resource: [
      allow('s3:GetObject', object, { Principal: { AWS: 'arn:aws:iam::<AWS::AccountId>:user/ana' } }),
    ],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'a session policy allows too',
    identity: [read],
    session: [everything],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a session policy leaves it out',
    identity: [read],
    session: [allow('sqs:*', '*')],
    expected: ['denied', 'session'],
  },
  {
    name: 'a session policy that is not known',
    identity: [read],
    session: 'unknown',
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a session policy limits a bucket policy that names the role',
    session: [allow('sqs:*', '*')],
    resource: [allow('s3:GetObject', object, { Principal: jobRole })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'a service control policy allows too',
    identity: [read],
    serviceControl: [everything],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a service control policy leaves it out',
    identity: [read],
    serviceControl: [allow('sqs:*', '*')],
    expected: ['denied', 'service-control'],
  },
  {
    name: 'a service control policy grants nothing',
    serviceControl: [everything],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'service control policies of two levels allow too',
    identity: [read],
    unitControl: [allow('s3:*', '*')],
    serviceControl: [everything],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a service control policy of a level above leaves it out',
    identity: [read],
    unitControl: [allow('sqs:*', '*')],
    serviceControl: [everything],
    expected: ['denied', 'service-control'],
  },
  {
    name: 'a service control policy of a level above denies it',
    identity: [read],
    unitControl: [everything, deny('s3:*', '*')],
    serviceControl: [everything],
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'service control policies that are not known',
    identity: [read],
    serviceControl: 'unknown',
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a service control policy limits the root user',
    who: 'root',
    identity: [everything],
    serviceControl: [allow('sqs:*', '*')],
    expected: ['denied', 'service-control'],
  },
  {
    name: 'a service control policy does not limit services',
    who: 'glue',
    serviceControl: [allow('sqs:*', '*')],
    resource: [allow('s3:GetObject', object, { Principal: { Service: 'glue.amazonaws.com' } })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'an endpoint policy with full access',
    identity: [read],
    endpoint: [allow('*', '*', { Principal: '*' })],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'an endpoint policy for another bucket',
    identity: [read],
    endpoint: [allow('s3:*', '<LogBucket.Arn>/*', { Principal: '*' })],
    expected: ['denied', 'endpoint'],
  },
  {
    name: 'an endpoint policy for the account',
    identity: [read],
    endpoint: [allow('s3:*', '*', { Principal: { AWS: '<AWS::AccountId>' } })],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'an endpoint policy with a condition on the caller',
    identity: [read],
    endpoint: [
      allow('s3:*', '*', {
        Principal: '*',
        Condition: { ArnEquals: { 'aws:PrincipalArn': '<OtherRole.Arn>' } },
      }),
    ],
    expected: ['denied', 'endpoint'],
  },
  {
    name: 'an endpoint policy grants nothing',
    endpoint: [allow('*', '*', { Principal: '*' })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'an endpoint policy that is not known',
    identity: [read],
    endpoint: 'unknown',
    expected: ['unknown', 'not-known'],
  },
];
