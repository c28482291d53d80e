import type { PolicyKind } from '../../../server/src/iam/policy';
import { allow, deny } from './requests';
import type { Written } from './values';

const everyone = { Principal: '*' };
const glue = { Principal: { Service: 'glue.amazonaws.com' } };
const account = { Principal: { AWS: 'arn:aws:iam::111122223333:root' } };

/** Documents that stand alone in a file, and what they are. */
export const shapes: readonly (readonly [name: string, document: Written, kind: PolicyKind | undefined])[] = [
  ['a policy with one statement', { Statement: allow('s3:GetObject', '*') }, 'identity'],
  [
    'a policy with several',
    { Version: '2012-10-17', Statement: [allow('s3:*', '*'), allow('kms:*', '*')] },
    'identity',
  ],
  ['administrator access', { Statement: [allow('*', '*')] }, 'identity'],
  [
    'an identity policy with a deny',
    { Statement: [allow('s3:*', 'arn:aws:s3:::data/*'), deny('s3:Delete*', '*')] },
    'identity',
  ],
  ['a trust policy', { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...glue }] }, 'trust'],
  [
    'a trust policy with tags',
    { Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], ...account }] },
    'trust',
  ],
  [
    'a trust policy for a provider',
    {
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: 'x' } },
      ],
    },
    'trust',
  ],
  ['a bucket policy', { Statement: [allow('s3:GetObject', 'arn:aws:s3:::data/*', everyone)] }, 'bucket'],
  [
    'a bucket policy on bucket and objects',
    { Statement: [deny('s3:*', ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'], everyone)] },
    'bucket',
  ],
  ['a bucket policy with all actions', { Statement: [deny('*', 'arn:aws:s3:::data/*', everyone)] }, 'bucket'],
  [
    'a bucket policy of a template',
    { Statement: [allow('s3:GetObject', '<RawBucket.Arn>/*', everyone)] },
    'bucket',
  ],
  ['a key policy', { Id: 'key', Statement: [allow('kms:*', '*', account)] }, 'key'],
  [
    'a key policy with a service',
    { Statement: [allow('kms:*', '*', account), allow('kms:Decrypt', '*', glue)] },
    'key',
  ],
  [
    'a queue policy',
    { Statement: [allow('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:q', glue)] },
    'queue',
  ],
  ['a queue policy in capitals', { Statement: [allow('SQS:SendMessage', '*', everyone)] }, 'queue'],
  [
    'a topic policy',
    { Statement: [allow('sns:Publish', 'arn:aws:sns:eu-west-1:111122223333:t', glue)] },
    'topic',
  ],
  ['a secret policy', { Statement: [allow('secretsmanager:GetSecretValue', '*', account)] }, 'secret'],
  [
    'a stream policy',
    { Statement: [allow('kinesis:PutRecord', 'arn:aws:kinesis:eu-west-1:111122223333:stream/s', account)] },
    'stream',
  ],
  [
    'a table policy',
    { Statement: [allow('dynamodb:GetItem', 'arn:aws:dynamodb:eu-west-1:111122223333:table/t', account)] },
    'table',
  ],
  [
    'a catalog policy',
    {
      Statement: [
        allow(
          'glue:*',
          ['arn:aws:glue:eu-west-1:111122223333:catalog', 'arn:aws:glue:eu-west-1:111122223333:database/*'],
          account,
        ),
      ],
    },
    'catalog',
  ],
  [
    'a vault lock policy',
    {
      Statement: [deny('glacier:DeleteArchive', 'arn:aws:glacier:eu-west-1:111122223333:vaults/v', everyone)],
    },
    'vault',
  ],
  ['a backup vault policy', { Statement: [deny('backup:DeleteRecoveryPoint', '*', everyone)] }, 'vault'],
  [
    'an event bus policy',
    { Statement: [allow('events:PutEvents', 'arn:aws:events:eu-west-1:111122223333:event-bus/b', account)] },
    'event-bus',
  ],
  ['an endpoint policy with full access', { Statement: [allow('*', '*', everyone)] }, 'endpoint'],
  [
    'an endpoint policy for several buckets',
    { Statement: [allow('s3:*', ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'], everyone)] },
    'endpoint',
  ],
  ['an endpoint policy for any bucket', { Statement: [allow('s3:GetObject', '*', everyone)] }, 'endpoint'],
  [
    'an endpoint policy for a service without resource policies',
    { Statement: [allow('athena:*', '*', everyone)] },
    'endpoint',
  ],
  ['an IoT policy', { Statement: [allow(['iot:Connect', 'iot:Publish'], '*')] }, 'iot'],
  [
    'a service control policy',
    { Statement: [deny('organizations:LeaveOrganization', '*')] },
    'service-control',
  ],
  [
    'a service control policy with full access',
    { Statement: [allow('*', '*'), deny('s3:PutBucketPublicAccessBlock', '*')] },
    'service-control',
  ],
  [
    'a resource control policy',
    { Statement: [deny(['s3:*', 'sqs:*', 'kms:*'], '*', everyone)] },
    'service-control',
  ],
  [
    'a boundary',
    {
      Statement: [
        allow(['s3:*', 'glue:*'], '*'),
        deny(['iam:DeleteRolePermissionsBoundary', 'iam:CreatePolicyVersion'], '*'),
      ],
    },
    'boundary',
  ],
  [
    'resource statements of several services',
    { Statement: [allow('s3:GetObject', '*', account), allow('kms:Decrypt', '*', account)] },
    'unknown',
  ],
  ['no statement', { Version: '2012-10-17' }, undefined],
  ['statements that are no policy', { Statement: [{ Text: 'hello' }] }, undefined],
  ['an empty list of statements', { Statement: [] }, undefined],
  ['a step function', { StartAt: 'A', States: {} }, undefined],
  ['a list', [allow('s3:*', '*')], undefined],
  ['a text', 'Statement', undefined],
];
