import { allow, deny, type EvaluationCase } from './requests';
import { dark, type Written } from './values';

const object = '<RawBucket.Arn>/*';
const read = allow('s3:GetObject', object);

function admit(principal: Written, more: Readonly<Record<string, Written>> = {}): Written {
  return allow('s3:GetObject', object, { Principal: principal, ...more });
}

/** Principals of every form, in the bucket policy of the same account; nothing else allows. */
export const principals: readonly EvaluationCase[] = [
  { name: 'the role', resource: [admit({ AWS: '<JobRole.Arn>' })], expected: ['allowed', 'resource-allows'] },
  {
    name: 'the role, its ARN put together from its name',
    resource: [admit({ AWS: 'arn:aws:iam::<AWS::AccountId>:role/<JobRole>' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a role by its written name and path',
    who: 'literalRole',
    resource: [admit({ AWS: 'arn:<AWS::Partition>:iam::<AWS::AccountId>:role/etl/loader' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a role without its path is another role',
    who: 'literalRole',
    resource: [admit({ AWS: 'arn:aws:iam::<AWS::AccountId>:role/loader' })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'one of several',
    resource: [admit({ AWS: ['<OtherRole.Arn>', '<JobRole.Arn>'] })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'another role',
    resource: [admit({ AWS: '<OtherRole.Arn>' })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'a role of written name',
    resource: [admit({ AWS: 'arn:aws:iam::<AWS::AccountId>:role/admin' })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'a user',
    resource: [admit({ AWS: 'arn:aws:iam::<AWS::AccountId>:user/ana' })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'the user who asks',
    who: 'user',
    resource: [admit({ AWS: 'arn:aws:iam::<AWS::AccountId>:user/ana' })],
    expected: ['allowed', 'resource-allows'],
  },
  { name: 'everyone', resource: [admit('*')], expected: ['allowed', 'resource-allows'] },
  { name: 'everyone under AWS', resource: [admit({ AWS: '*' })], expected: ['allowed', 'resource-allows'] },
  { name: 'everyone in a list', resource: [admit({ AWS: ['*'] })], expected: ['allowed', 'resource-allows'] },
  {
    name: 'the account alone grants nothing to its role',
    resource: [admit({ AWS: 'arn:aws:iam::<AWS::AccountId>:root' })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'the account by its id',
    resource: [admit({ AWS: '<AWS::AccountId>' })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'the account, asked by its root user',
    who: 'root',
    resource: [admit({ AWS: '<AWS::AccountId>' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'another account',
    resource: [admit({ AWS: '111122223333' })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'a wildcard within a principal is not accepted by AWS',
    resource: [admit({ AWS: 'arn:aws:iam::<AWS::AccountId>:role/*' })],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a unique id',
    resource: [admit({ AWS: 'AROAEXAMPLEID1234567' })],
    expected: ['unknown', 'not-known'],
  },
  { name: 'a parameter', resource: [admit({ AWS: '<@ReaderArn>' })], expected: ['unknown', 'not-known'] },
  {
    name: 'a role named by a parameter',
    resource: [admit({ AWS: 'arn:aws:iam::<AWS::AccountId>:role/<@Name>' })],
    expected: ['unknown', 'not-known'],
  },
  { name: 'an unknown principal', resource: [admit(dark())], expected: ['unknown', 'not-known'] },
  {
    name: 'more principals may be listed',
    resource: [admit({ AWS: ['<OtherRole.Arn>', '...'] })],
    expected: ['unknown', 'not-known'],
  },
  { name: 'no principal is written', resource: [read], expected: ['unknown', 'not-known'] },
  {
    name: 'a kind of principal that does not exist',
    resource: [admit({ Role: '<JobRole.Arn>' })],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'some session of the role',
    who: 'literalRole',
    resource: [admit({ AWS: 'arn:aws:sts::<AWS::AccountId>:assumed-role/loader/run' })],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a session of another role',
    who: 'literalRole',
    resource: [admit({ AWS: 'arn:aws:sts::<AWS::AccountId>:assumed-role/other/run' })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'the session that asks',
    who: 'session',
    resource: [admit({ AWS: 'arn:aws:sts::<AWS::AccountId>:assumed-role/loader/run' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'another session of the role',
    who: 'session',
    resource: [admit({ AWS: 'arn:aws:sts::<AWS::AccountId>:assumed-role/loader/other' })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'the role of the session',
    who: 'session',
    resource: [admit({ AWS: 'arn:aws:iam::<AWS::AccountId>:role/etl/loader' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a service',
    who: 'glue',
    resource: [admit({ Service: 'glue.amazonaws.com' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a service in its own spelling',
    who: 'glue',
    resource: [admit({ Service: 'glue.<AWS::URLSuffix>' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a service of China',
    who: 'glue',
    resource: [admit({ Service: 'glue.amazonaws.com.cn' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'another service',
    who: 'glue',
    resource: [admit({ Service: 'lambda.amazonaws.com' })],
    expected: ['denied', 'resource-policy'],
  },
  {
    name: 'a service of the region',
    who: 'logs',
    resource: [admit({ Service: 'logs.<AWS::Region>.amazonaws.com' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a service of a written region',
    who: 'logs',
    resource: [admit({ Service: 'logs.eu-west-1.amazonaws.com' })],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a service that is not known',
    who: 'glue',
    resource: [admit({ Service: '<@ServiceName>' })],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'everyone, asked by a service',
    who: 'glue',
    resource: [admit('*')],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a role, asked by a service',
    who: 'glue',
    resource: [admit({ AWS: '<JobRole.Arn>' })],
    expected: ['denied', 'resource-policy'],
  },
  {
    name: 'a service, asked by a role',
    resource: [admit({ Service: 'glue.amazonaws.com' })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'everyone but services, asked by a service',
    who: 'glue',
    resource: [admit('*', { Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } } })],
    expected: ['denied', 'resource-policy'],
  },
  {
    name: 'a service with the source that asks',
    who: 'glue',
    resource: [
      admit(
        { Service: 'glue.amazonaws.com' },
        { Condition: { StringEquals: { 'aws:SourceAccount': '<AWS::AccountId>' } } },
      ),
    ],
    context: { 'aws:SourceAccount': '<AWS::AccountId>' },
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a service with a source that does not send one',
    who: 'glue',
    resource: [
      admit(
        { Service: 'glue.amazonaws.com' },
        { Condition: { StringEquals: { 'aws:SourceAccount': '<AWS::AccountId>' } } },
      ),
    ],
    context: { 'aws:SourceAccount': null },
    expected: ['denied', 'resource-policy'],
  },
  {
    name: 'a provider',
    who: 'google',
    resource: [admit({ Federated: 'accounts.google.com' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'another provider',
    who: 'google',
    resource: [admit({ Federated: 'graph.facebook.com' })],
    expected: ['denied', 'resource-policy'],
  },
  {
    name: 'a canonical user',
    who: 'distribution',
    resource: [admit({ CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a canonical user, asked by a role',
    resource: [admit({ CanonicalUser: '<Identity.S3CanonicalUserId>' })],
    expected: ['denied', 'implicit-deny'],
  },
  { name: 'the anonymous', who: 'anyone', resource: [admit('*')], expected: ['allowed', 'resource-allows'] },
  {
    name: 'the anonymous where an account is admitted',
    who: 'anyone',
    resource: [admit({ AWS: '111122223333' })],
    expected: ['denied', 'resource-policy'],
  },
  {
    name: 'the anonymous where only the organisation is admitted',
    who: 'anyone',
    resource: [admit('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
    context: { 'aws:PrincipalOrgID': null },
    expected: ['denied', 'resource-policy'],
  },
];

/** Identity and resource policies together, within the account and across accounts. */
export const accounts: readonly EvaluationCase[] = [
  {
    name: 'either suffices: the identity',
    identity: [read],
    resource: [admit({ AWS: '<OtherRole.Arn>' })],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'either suffices: the resource',
    resource: [admit({ AWS: '<JobRole.Arn>' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'identity with the account admitted',
    identity: [read],
    resource: [admit({ AWS: '<AWS::AccountId>' })],
    expected: ['allowed', 'identity-allows'],
  },
  { name: 'no resource policy', identity: [read], expected: ['allowed', 'identity-allows'] },
  {
    name: 'a resource policy that may say more',
    identity: [read],
    resourceOpen: true,
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a resource policy that may say more where nothing allows',
    resourceOpen: true,
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'an unknown resource policy statement',
    identity: [read],
    resource: [dark()],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'across: identity alone',
    identity: [read],
    owner: '111122223333',
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'across: identity alone, accounts known',
    who: 'foreignRole',
    identity: [read],
    owner: '444455556666',
    expected: ['denied', 'resource-policy'],
  },
  {
    name: 'across: resource alone',
    who: 'foreignRole',
    resource: [admit({ AWS: 'arn:aws:iam::111122223333:role/partner' })],
    owner: '444455556666',
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'across: both, by role',
    who: 'foreignRole',
    identity: [read],
    resource: [admit({ AWS: 'arn:aws:iam::111122223333:role/partner' })],
    owner: '444455556666',
    expected: ['allowed', 'both-allow'],
  },
  {
    name: 'across: both, by account',
    who: 'foreignRole',
    identity: [read],
    resource: [admit({ AWS: 'arn:aws:iam::111122223333:root' })],
    owner: '444455556666',
    expected: ['allowed', 'both-allow'],
  },
  {
    name: 'across: both, by a number',
    who: 'foreignRole',
    identity: [read],
    resource: [admit({ AWS: 111122223333 })],
    owner: '444455556666',
    expected: ['allowed', 'both-allow'],
  },
  {
    name: 'across: both, everyone',
    who: 'foreignRole',
    identity: [read],
    resource: [admit('*')],
    owner: '444455556666',
    expected: ['allowed', 'both-allow'],
  },
  {
    name: 'across: another account is admitted',
    who: 'foreignRole',
    identity: [read],
    resource: [admit({ AWS: '777788889999' })],
    owner: '444455556666',
    expected: ['denied', 'resource-policy'],
  },
  {
    name: 'across: an account by parameter',
    who: 'foreignRole',
    identity: [read],
    resource: [admit({ AWS: 'arn:aws:iam::<@Partner>:root' })],
    owner: '444455556666',
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'across: the boundary limits',
    who: 'foreignRole',
    identity: [read],
    boundary: [allow('sqs:*', '*')],
    resource: [admit({ AWS: '111122223333' })],
    owner: '444455556666',
    expected: ['denied', 'boundary'],
  },
  {
    name: 'across: a deny on the other side',
    who: 'foreignRole',
    identity: [read],
    resource: [admit({ AWS: '111122223333' }), deny('s3:*', object, { Principal: { AWS: '111122223333' } })],
    owner: '444455556666',
    expected: ['denied', 'explicit-deny'],
  },
  {
    name: 'an owner that is not known, identity alone',
    identity: [read],
    owner: '?',
    expected: ['unknown', 'not-known'],
  },
  { name: 'an owner that is not known, nothing allows', owner: '?', expected: ['denied', 'implicit-deny'] },
  {
    name: 'an owner that is not known, both allow',
    identity: [read],
    resource: [admit({ AWS: '<JobRole.Arn>' })],
    owner: '?',
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a condition on the account of the caller',
    resource: [admit('*', { Condition: { StringEquals: { 'aws:PrincipalAccount': '<AWS::AccountId>' } } })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    name: 'a condition on the account of the resource',
    identity: [
      allow('s3:*', '*', { Condition: { StringEquals: { 'aws:ResourceAccount': '<AWS::AccountId>' } } }),
    ],
    expected: ['allowed', 'identity-allows'],
  },
];

const key = '<DataKey.Arn>';
const root = { AWS: 'arn:<AWS::Partition>:iam::<AWS::AccountId>:root' };
const decrypt = allow('kms:Decrypt', key);
const delegating = allow('kms:*', '*', { Principal: root });
const kms = { action: 'kms:Decrypt', on: key } as const;

/** KMS keys: the key policy must admit the caller or delegate to its account. */
export const keys: readonly EvaluationCase[] = [
  {
    ...kms,
    name: 'delegated, and the role may',
    identity: [decrypt],
    resource: [delegating],
    expected: ['allowed', 'both-allow'],
  },
  {
    ...kms,
    name: 'delegated, but the role may not',
    resource: [delegating],
    expected: ['denied', 'implicit-deny'],
  },
  {
    ...kms,
    name: 'delegated by account id',
    identity: [decrypt],
    resource: [allow('kms:*', '*', { Principal: { AWS: '<AWS::AccountId>' } })],
    expected: ['allowed', 'both-allow'],
  },
  {
    ...kms,
    name: 'the default key policy delegates',
    identity: [decrypt],
    expected: ['allowed', 'both-allow'],
  },
  { ...kms, name: 'the default key policy grants nothing', expected: ['denied', 'implicit-deny'] },
  {
    ...kms,
    name: 'full access to S3 does not include the key',
    identity: [allow('s3:*', '*')],
    resource: [delegating],
    expected: ['denied', 'implicit-deny'],
  },
  {
    ...kms,
    name: 'the role is named',
    resource: [allow('kms:Decrypt', '*', { Principal: { AWS: '<JobRole.Arn>' } })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    ...kms,
    name: 'the role is named, for another action',
    identity: [allow('kms:*', '*')],
    resource: [allow('kms:Encrypt', '*', { Principal: { AWS: '<JobRole.Arn>' } })],
    expected: ['denied', 'key-policy-does-not-delegate'],
  },
  {
    ...kms,
    name: 'another role is named',
    identity: [decrypt],
    resource: [allow('kms:*', '*', { Principal: { AWS: '<OtherRole.Arn>' } })],
    expected: ['denied', 'key-policy-does-not-delegate'],
  },
  {
    ...kms,
    name: 'administration alone is delegated',
    identity: [decrypt],
    resource: [allow(['kms:Create*', 'kms:Describe*', 'kms:Put*'], '*', { Principal: root })],
    expected: ['denied', 'key-policy-does-not-delegate'],
  },
  {
    ...kms,
    name: 'just this action is delegated',
    identity: [allow('kms:*', '*')],
    resource: [allow('kms:Decrypt', '*', { Principal: root })],
    expected: ['allowed', 'both-allow'],
  },
  {
    ...kms,
    name: 'another account is delegated to',
    identity: [decrypt],
    resource: [allow('kms:*', '*', { Principal: { AWS: '111122223333' } })],
    expected: ['unknown', 'not-known'],
  },
  {
    ...kms,
    name: 'an empty key policy',
    identity: [decrypt],
    resource: [],
    expected: ['denied', 'key-policy-does-not-delegate'],
  },
  {
    ...kms,
    name: 'a key policy that is not known',
    identity: [decrypt],
    resource: dark(),
    expected: ['unknown', 'not-known'],
  },
  {
    ...kms,
    name: 'a key policy that is not known, the role may not',
    resource: dark(),
    expected: ['unknown', 'not-known'],
  },
  {
    ...kms,
    name: 'delegated with a grant that may exist',
    resource: [delegating],
    resourceOpen: true,
    expected: ['unknown', 'not-known'],
  },
  {
    ...kms,
    name: 'delegated through a service, with the service',
    identity: [decrypt],
    resource: [
      allow('kms:*', '*', {
        Principal: root,
        Condition: { StringEquals: { 'kms:ViaService': 's3.<AWS::Region>.amazonaws.com' } },
      }),
    ],
    context: { 'kms:ViaService': 's3.<AWS::Region>.amazonaws.com' },
    expected: ['allowed', 'both-allow'],
  },
  {
    ...kms,
    name: 'delegated through a service, with another',
    identity: [decrypt],
    resource: [
      allow('kms:*', '*', {
        Principal: root,
        Condition: { StringEquals: { 'kms:ViaService': 's3.<AWS::Region>.amazonaws.com' } },
      }),
    ],
    context: { 'kms:ViaService': 'sqs.<AWS::Region>.amazonaws.com' },
    expected: ['denied', 'key-policy-does-not-delegate'],
  },
  {
    ...kms,
    name: 'delegated through a service that is not known',
    identity: [decrypt],
    resource: [
      allow('kms:*', '*', {
        Principal: root,
        Condition: { StringEquals: { 'kms:ViaService': 's3.<AWS::Region>.amazonaws.com' } },
      }),
    ],
    expected: ['unknown', 'not-known'],
  },
  {
    ...kms,
    name: 'everyone of the account through a service, as managed keys have it',
    resource: [
      allow(['kms:Decrypt', 'kms:GenerateDataKey*'], '*', {
        Principal: { AWS: '*' },
        Condition: {
          StringEquals: {
            'kms:CallerAccount': '<AWS::AccountId>',
            'kms:ViaService': 's3.eu-west-1.amazonaws.com',
          },
        },
      }),
    ],
    context: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
    expected: ['allowed', 'resource-allows'],
  },
  {
    ...kms,
    name: 'a key policy denies',
    identity: [decrypt],
    resource: [delegating, deny('kms:Decrypt', '*', { Principal: '*' })],
    expected: ['denied', 'explicit-deny'],
  },
  {
    ...kms,
    name: 'a boundary leaves the key out',
    identity: [decrypt],
    boundary: [allow('s3:*', '*')],
    resource: [delegating],
    expected: ['denied', 'boundary'],
  },
  {
    ...kms,
    name: 'a boundary leaves the key out of a key policy that names the role',
    boundary: [allow('s3:*', '*')],
    resource: [allow('kms:*', '*', { Principal: { AWS: '<JobRole.Arn>' } })],
    expected: ['denied', 'implicit-deny'],
  },
  {
    ...kms,
    name: 'the alias is not the key',
    identity: [allow('kms:Decrypt', 'arn:aws:kms:<AWS::Region>:<AWS::AccountId>:alias/data')],
    resource: [delegating],
    expected: ['denied', 'implicit-deny'],
  },
  {
    ...kms,
    name: 'another key',
    identity: [allow('kms:Decrypt', '<OtherKey.Arn>')],
    resource: [delegating],
    expected: ['denied', 'implicit-deny'],
  },
  {
    ...kms,
    name: 'all keys of the account',
    identity: [allow('kms:Decrypt', 'arn:aws:kms:*:<AWS::AccountId>:key/*')],
    resource: [delegating],
    expected: ['allowed', 'both-allow'],
  },
  {
    ...kms,
    name: 'the key by parameter',
    identity: [allow('kms:Decrypt', '<@KeyArn>')],
    resource: [delegating],
    expected: ['unknown', 'not-known'],
  },
  {
    ...kms,
    name: 'the key by its alias in a condition',
    identity: [
      allow('kms:Decrypt', '*', {
        Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/data' } },
      }),
    ],
    resource: [delegating],
    context: { 'kms:ResourceAliases': ['alias/data', 'alias/other'] },
    expected: ['allowed', 'both-allow'],
  },
  {
    ...kms,
    name: 'across: the account is admitted and the role may',
    who: 'foreignRole',
    identity: [decrypt],
    resource: [allow('kms:*', '*', { Principal: { AWS: '111122223333' } })],
    owner: '444455556666',
    expected: ['allowed', 'both-allow'],
  },
  {
    ...kms,
    name: 'across: only the own account is admitted',
    who: 'foreignRole',
    identity: [decrypt],
    resource: [allow('kms:*', '*', { Principal: { AWS: '444455556666' } })],
    owner: '444455556666',
    expected: ['denied', 'resource-policy'],
  },
  {
    ...kms,
    name: 'across: the default key policy admits nobody',
    who: 'foreignRole',
    identity: [decrypt],
    owner: '444455556666',
    expected: ['denied', 'resource-policy'],
  },
  {
    ...kms,
    name: 'a service that the key policy admits',
    who: 'logs',
    resource: [allow('kms:Decrypt*', '*', { Principal: { Service: 'logs.<AWS::Region>.amazonaws.com' } })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    ...kms,
    name: 'a service is not part of the account',
    who: 'logs',
    resource: [delegating],
    expected: ['denied', 'resource-policy'],
  },
  {
    ...kms,
    name: 'a service for one log group',
    who: 'logs',
    resource: [
      allow('kms:Decrypt*', '*', {
        Principal: { Service: 'logs.<AWS::Region>.amazonaws.com' },
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn':
              'arn:aws:logs:<AWS::Region>:<AWS::AccountId>:log-group:/glue/*',
          },
        },
      }),
    ],
    context: {
      'kms:encryptioncontext:aws:logs:arn':
        'arn:aws:logs:<AWS::Region>:<AWS::AccountId>:log-group:/glue/jobs',
    },
    expected: ['allowed', 'resource-allows'],
  },
];

const assume = { action: 'sts:AssumeRole', on: '<OtherRole.Arn>' } as const;

function trust(principal: Written, more: Readonly<Record<string, Written>> = {}): Written {
  return { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal, ...more };
}

/** Trust policies, which have no Resource. */
export const trusts: readonly EvaluationCase[] = [
  {
    ...assume,
    name: 'the service is trusted',
    who: 'glue',
    resource: [trust({ Service: 'glue.amazonaws.com' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    ...assume,
    name: 'the service is one of several',
    who: 'glue',
    resource: [trust({ Service: ['lambda.amazonaws.com', 'glue.amazonaws.com'] })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    ...assume,
    name: 'another service is trusted',
    who: 'glue',
    resource: [trust({ Service: 'lambda.amazonaws.com' })],
    expected: ['denied', 'trust-policy'],
  },
  {
    ...assume,
    name: 'the role is trusted by name',
    resource: [trust({ AWS: '<JobRole.Arn>' })],
    expected: ['allowed', 'resource-allows'],
  },
  {
    ...assume,
    name: 'the account is trusted and the role may',
    identity: [allow('sts:AssumeRole', '<OtherRole.Arn>')],
    resource: [trust(root)],
    expected: ['allowed', 'both-allow'],
  },
  {
    ...assume,
    name: 'the account is trusted but the role may not',
    resource: [trust(root)],
    expected: ['denied', 'implicit-deny'],
  },
  {
    ...assume,
    name: 'the role may but is not trusted',
    identity: [allow('sts:AssumeRole', '*')],
    resource: [trust({ Service: 'glue.amazonaws.com' })],
    expected: ['denied', 'trust-policy'],
  },
  {
    ...assume,
    name: 'nobody is trusted',
    identity: [allow('sts:AssumeRole', '*')],
    expected: ['denied', 'trust-policy'],
  },
  {
    ...assume,
    name: 'across: with the external id',
    who: 'foreignRole',
    identity: [allow('sts:AssumeRole', '*')],
    resource: [trust({ AWS: '111122223333' }, { Condition: { StringEquals: { 'sts:ExternalId': 'x1' } } })],
    owner: '444455556666',
    context: { 'sts:ExternalId': 'x1' },
    expected: ['allowed', 'both-allow'],
  },
  {
    ...assume,
    name: 'across: without the external id',
    who: 'foreignRole',
    identity: [allow('sts:AssumeRole', '*')],
    resource: [trust({ AWS: '111122223333' }, { Condition: { StringEquals: { 'sts:ExternalId': 'x1' } } })],
    owner: '444455556666',
    context: { 'sts:ExternalId': null },
    expected: ['denied', 'trust-policy'],
  },
  {
    ...assume,
    name: 'an unknown service is trusted',
    who: 'glue',
    resource: [trust({ Service: '<@ServiceName>' })],
    expected: ['unknown', 'not-known'],
  },
  {
    ...assume,
    name: 'a provider is trusted',
    who: 'google',
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: 'accounts.google.com' },
      },
    ],
    expected: ['allowed', 'resource-allows'],
  },
];

/** Conditions and policy variables in whole requests. */
export const circumstances: readonly EvaluationCase[] = [
  {
    name: 'all keys must hold',
    identity: [
      allow('s3:*', '*', {
        Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1', 'aws:SourceVpce': 'vpce-1' } },
      }),
    ],
    context: { 'aws:SourceVpc': 'vpc-1', 'aws:SourceVpce': 'vpce-2' },
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'all operators must hold',
    identity: [
      allow('s3:*', '*', {
        Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' }, Bool: { 'aws:SecureTransport': true } },
      }),
    ],
    context: { 'aws:SourceVpc': 'vpc-1', 'aws:SecureTransport': 'true' },
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'one unknown key leaves it open',
    identity: [
      allow('s3:*', '*', {
        Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1', 'aws:SourceVpce': 'vpce-1' } },
      }),
    ],
    context: { 'aws:SourceVpc': 'vpc-1' },
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'one unknown key beside one that fails',
    identity: [
      allow('s3:*', '*', {
        Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1', 'aws:SourceVpce': 'vpce-1' } },
      }),
    ],
    context: { 'aws:SourceVpc': 'vpc-2' },
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'keys are compared without case',
    identity: [allow('s3:*', '*', { Condition: { StringEquals: { 'AWS:sourcevpc': 'vpc-1' } } })],
    context: { 'aws:SourceVpc': 'vpc-1' },
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'in a complete context what is not listed is absent',
    identity: [allow('s3:*', '*', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } })],
    complete: true,
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'conditions that are not known',
    identity: [allow('s3:*', '*', { Condition: dark() })],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'conditions under an operator that are not known',
    identity: [allow('s3:*', '*', { Condition: { StringEquals: dark() } })],
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'an empty condition block holds',
    identity: [allow('s3:*', '*', { Condition: {} })],
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a variable in a resource',
    identity: [allow('s3:GetObject', '<RawBucket.Arn>/home/${aws:username}/*')],
    on: '<RawBucket.Arn>/home/ana/a.csv',
    context: { 'aws:username': 'ana' },
    expected: ['allowed', 'identity-allows'],
  },
  {
    name: 'a variable in a resource, of somebody else',
    identity: [allow('s3:GetObject', '<RawBucket.Arn>/home/${aws:username}/*')],
    on: '<RawBucket.Arn>/home/bea/a.csv',
    context: { 'aws:username': 'ana' },
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'a variable in a resource that is absent',
    identity: [allow('s3:GetObject', '<RawBucket.Arn>/home/${aws:username}/*')],
    on: '<RawBucket.Arn>/home/ana/a.csv',
    context: { 'aws:username': null },
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'a variable in a resource that is not known',
    identity: [allow('s3:GetObject', '<RawBucket.Arn>/home/${aws:username}/*')],
    on: '<RawBucket.Arn>/home/ana/a.csv',
    expected: ['unknown', 'not-known'],
  },
  {
    name: 'a variable in a resource elsewhere',
    identity: [allow('s3:GetObject', '<RawBucket.Arn>/home/${aws:username}/*')],
    on: '<RawBucket.Arn>/raw/a.csv',
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'a wildcard from the request is not a wildcard of the policy',
    identity: [allow('s3:GetObject', '<RawBucket.Arn>/home/${aws:username}/*')],
    on: '<RawBucket.Arn>/home/bea/a.csv',
    context: { 'aws:username': '*' },
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'variables are plain text in the old version',
    version: '2008-10-17',
    identity: [allow('s3:GetObject', '<RawBucket.Arn>/home/${aws:username}/*')],
    on: '<RawBucket.Arn>/home/ana/a.csv',
    context: { 'aws:username': 'ana' },
    expected: ['denied', 'implicit-deny'],
  },
  {
    name: 'the version is not known',
    version: '<@Version>',
    identity: [allow('s3:GetObject', '<RawBucket.Arn>/home/${aws:username}/*')],
    on: '<RawBucket.Arn>/home/ana/a.csv',
    context: { 'aws:username': 'ana' },
    expected: ['unknown', 'not-known'],
  },
];
