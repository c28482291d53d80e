import {
  admit,
  allow,
  delegation,
  deny,
  type Json,
  type KeyCase,
  key,
  policy,
  readsRaw,
  resource,
  role,
  root,
  writesRaw,
} from './lake';

const decrypt = allow('kms:Decrypt', '<Key.Arn>');
const lacks = { Reader: 'kms:Decrypt' };

/** What a statement about the key must say to count. */
export const identitySide: readonly KeyCase[] = [
  {
    name: 'a wildcard in the action',
    resources: { Reader: role([readsRaw, allow('kms:De*', '<Key.Arn>')]) },
    expected: {},
  },
  { name: 'kms:*', resources: { Reader: role([readsRaw, allow('kms:*', '<Key.Arn>')]) }, expected: {} },
  { name: 'everything', resources: { Reader: role([allow('*', '*')]) }, expected: {} },
  { name: 'every key', resources: { Reader: role([readsRaw, allow('kms:Decrypt', '*')]) }, expected: {} },
  {
    name: 'every key of the account',
    resources: {
      Reader: role([
        readsRaw,
        allow('kms:Decrypt', 'arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/*'),
      ]),
    },
    expected: {},
  },
  {
    name: 'every key in every region',
    resources: { Reader: role([readsRaw, allow('kms:Decrypt', 'arn:aws:kms:*:<AWS::AccountId>:key/*')]) },
    expected: {},
  },
  {
    name: 'the id alone is no ARN',
    resources: { Reader: role([readsRaw, allow('kms:Decrypt', '<Key>')]) },
    expected: lacks,
  },
  {
    name: 'the ARN with the id',
    resources: {
      Reader: role([readsRaw, allow('kms:Decrypt', 'arn:aws:kms:<AWS::Region>:<AWS::AccountId>:key/<Key>')]),
    },
    expected: {},
  },
  {
    name: 'an alias grants nothing',
    resources: {
      Reader: role([readsRaw, allow('kms:Decrypt', 'arn:aws:kms:<AWS::Region>:<AWS::AccountId>:alias/lake')]),
    },
    expected: lacks,
  },
  {
    name: 'all aliases grant nothing',
    resources: {
      Reader: role([readsRaw, allow('kms:Decrypt', 'arn:aws:kms:<AWS::Region>:<AWS::AccountId>:alias/*')]),
    },
    expected: lacks,
  },
  {
    name: 'the alias by a condition',
    resources: {
      Reader: role([
        readsRaw,
        allow('kms:Decrypt', '*', {
          Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/lake' } },
        }),
      ]),
    },
    expected: {},
  },
  {
    name: 'another key',
    resources: {
      Other: resource('KMS::Key'),
      Reader: role([readsRaw, allow('kms:Decrypt', '<Other.Arn>')]),
    },
    expected: lacks,
  },
  {
    name: 'a key that is given',
    sections: { Parameters: { KeyArn: { Type: 'String' } } },
    resources: { Reader: role([readsRaw, allow('kms:Decrypt', '<KeyArn>')]) },
    expected: {},
  },
  {
    name: 'a key of another stack',
    resources: { Reader: role([readsRaw, allow('kms:Decrypt', { 'Fn::ImportValue': 'shared-key' })]) },
    expected: {},
  },
  {
    name: 'all but some actions',
    resources: { Reader: role([readsRaw, { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]) },
    expected: {},
  },
  {
    name: 'all but the actions of keys',
    resources: { Reader: role([readsRaw, { Effect: 'Allow', NotAction: 'kms:*', Resource: '*' }]) },
    expected: lacks,
  },
  {
    name: 'all resources but this key',
    resources: { Reader: role([readsRaw, { Effect: 'Allow', Action: 'kms:*', NotResource: '<Key.Arn>' }]) },
    expected: lacks,
  },
  {
    name: 'data keys by a wildcard',
    resources: { Writer: role([writesRaw, allow('kms:Generate*', '<Key.Arn>')]) },
    expected: {},
  },
  {
    name: 'the case of the action does not matter',
    resources: { Reader: role([readsRaw, allow('KMS:decrypt', '<Key.Arn>')]) },
    expected: {},
  },
  {
    name: 'an explicit denial',
    resources: { Reader: role([readsRaw, decrypt, deny('kms:Decrypt', '*')]) },
    expected: lacks,
    stays: true,
  },
  {
    name: 'a denial for other keys',
    resources: {
      Other: resource('KMS::Key'),
      Reader: role([readsRaw, decrypt, deny('kms:*', '<Other.Arn>')]),
    },
    expected: {},
  },
  {
    name: 'a denial with a condition that cannot be known',
    resources: {
      Reader: role([
        readsRaw,
        decrypt,
        deny('kms:*', '*', { Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-0a1b2c3d' } } }),
      ]),
    },
    expected: {},
  },
  {
    name: 'a denial of requests without TLS',
    resources: {
      Reader: role([readsRaw, deny('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]),
    },
    expected: lacks,
  },
  {
    name: 'through S3 alone',
    resources: {
      Reader: role([
        readsRaw,
        allow('kms:Decrypt', '<Key.Arn>', {
          Condition: { StringEquals: { 'kms:ViaService': 's3.<AWS::Region>.amazonaws.com' } },
        }),
      ]),
    },
    expected: {},
  },
  {
    name: 'through S3 in any region',
    resources: {
      Reader: role([
        readsRaw,
        allow('kms:Decrypt', '<Key.Arn>', {
          Condition: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
        }),
      ]),
    },
    expected: {},
  },
  {
    name: 'through another service alone',
    resources: {
      Reader: role([
        readsRaw,
        allow('kms:Decrypt', '<Key.Arn>', {
          Condition: { StringEquals: { 'kms:ViaService': 'dynamodb.<AWS::Region>.amazonaws.com' } },
        }),
      ]),
    },
    expected: lacks,
  },
  {
    name: 'only for grants of AWS',
    resources: {
      Reader: role([
        readsRaw,
        allow('kms:*', '<Key.Arn>', { Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } }),
      ]),
    },
    expected: lacks,
  },
  {
    name: 'with the context of an object',
    resources: {
      Reader: role([
        readsRaw,
        allow('kms:Decrypt', '<Key.Arn>', {
          Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': '<Raw.Arn>/*' } },
        }),
      ]),
    },
    expected: {},
  },
  {
    name: 'with a tag of the key',
    resources: {
      Reader: role([
        readsRaw,
        allow('kms:Decrypt', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'lake' } } }),
      ]),
    },
    expected: {},
  },
];

const boundary = (...statements: readonly Json[]) =>
  resource('IAM::ManagedPolicy', { PolicyDocument: policy(...statements) });

/** How policies come to a role. */
export const attachments: readonly KeyCase[] = [
  {
    name: 'a policy that names the role',
    resources: {
      Reader: role([readsRaw]),
      Keys: resource('IAM::Policy', {
        PolicyName: 'keys',
        Roles: ['<Reader>'],
        PolicyDocument: policy(decrypt),
      }),
    },
    expected: {},
  },
  {
    name: 'a policy that names another role',
    resources: {
      Reader: role([readsRaw]),
      Other: role([]),
      Keys: resource('IAM::Policy', {
        PolicyName: 'keys',
        Roles: ['<Other>'],
        PolicyDocument: policy(decrypt),
      }),
    },
    expected: lacks,
  },
  {
    name: 'a managed policy that names the role',
    resources: {
      Reader: role([readsRaw]),
      Keys: resource('IAM::ManagedPolicy', { Roles: ['<Reader>'], PolicyDocument: policy(decrypt) }),
    },
    expected: {},
  },
  {
    name: 'a managed policy that the role names',
    resources: {
      Reader: role([readsRaw], { ManagedPolicyArns: ['<Keys>'] }),
      Keys: resource('IAM::ManagedPolicy', { PolicyDocument: policy(decrypt) }),
    },
    expected: {},
  },
  {
    name: 'a managed policy that the role names by the ARN of its name',
    resources: {
      Reader: role([readsRaw], {
        ManagedPolicyArns: ['arn:<AWS::Partition>:iam::<AWS::AccountId>:policy/lake-keys'],
      }),
      Keys: resource('IAM::ManagedPolicy', {
        ManagedPolicyName: 'lake-keys',
        PolicyDocument: policy(decrypt),
      }),
    },
    expected: {},
  },
  {
    name: 'a managed policy of somebody else',
    resources: { Reader: role([readsRaw], { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/lake'] }) },
    expected: {},
  },
  {
    name: 'managed policies that are given',
    sections: { Parameters: { More: { Type: 'CommaDelimitedList' } } },
    resources: { Reader: role([readsRaw], { ManagedPolicyArns: '<More>' }) },
    expected: {},
  },
  {
    name: 'a policy of AWS without keys',
    resources: {
      Reader: role([readsRaw], {
        ManagedPolicyArns: ['arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
      }),
    },
    expected: lacks,
  },
  {
    name: 'the policy of AWS that grants everything',
    resources: {
      Reader: role([readsRaw], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
    },
    expected: {},
  },
  {
    name: 'the policy of AWS that administers keys and does not use them',
    resources: {
      Reader: role([readsRaw], {
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSKeyManagementServicePowerUser'],
      }),
    },
    expected: lacks,
  },
  {
    name: 'a role policy of its own type',
    resources: {
      Reader: role([readsRaw]),
      Keys: resource('IAM::RolePolicy', {
        PolicyName: 'keys',
        RoleName: '<Reader>',
        PolicyDocument: policy(decrypt),
      }),
    },
    expected: {},
  },
  {
    name: 'a role and a policy that knows it by its name',
    resources: {
      Reader: role([readsRaw], { RoleName: 'lake-reader' }),
      Keys: resource('IAM::Policy', {
        PolicyName: 'keys',
        Roles: ['lake-reader'],
        PolicyDocument: policy(decrypt),
      }),
    },
    expected: {},
  },
  {
    name: 'a role and a policy that knows it by a name put together alike',
    resources: {
      Reader: role([readsRaw], { RoleName: '<AWS::StackName>-reader' }),
      Keys: resource('IAM::Policy', {
        PolicyName: 'keys',
        Roles: ['<AWS::StackName>-reader'],
        PolicyDocument: policy(decrypt),
      }),
    },
    expected: {},
  },
  {
    name: 'a policy of which the document is given',
    sections: { Parameters: { Document: { Type: 'String' } } },
    resources: {
      Reader: role([readsRaw]),
      Keys: resource('IAM::Policy', {
        PolicyName: 'keys',
        Roles: ['<Reader>'],
        PolicyDocument: '<Document>',
      }),
    },
    expected: {},
  },
  {
    name: 'a managed policy of which the document is given',
    sections: { Parameters: { Document: { Type: 'String' } } },
    resources: {
      Reader: role([readsRaw], { ManagedPolicyArns: ['<Keys>'] }),
      Keys: resource('IAM::ManagedPolicy', { PolicyDocument: '<Document>' }),
    },
    expected: {},
  },
  {
    name: 'an inline policy as a text',
    resources: {
      Reader: role([], {
        Policies: [
          {
            PolicyName: 'own',
            PolicyDocument:
              '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"<Raw.Arn>/*"}}',
          },
        ],
      }),
    },
    expected: lacks,
  },
  {
    name: 'a boundary that leaves out keys',
    resources: {
      Limit: boundary(allow('s3:*', '*')),
      Reader: role([readsRaw, decrypt], { PermissionsBoundary: '<Limit>' }),
    },
    expected: lacks,
    stays: true,
  },
  {
    name: 'a boundary with keys',
    resources: {
      Limit: boundary(allow(['s3:*', 'kms:*'], '*')),
      Reader: role([readsRaw, decrypt], { PermissionsBoundary: '<Limit>' }),
    },
    expected: {},
  },
  {
    name: 'a boundary grants nothing',
    resources: {
      Limit: boundary(allow('*', '*')),
      Reader: role([readsRaw], { PermissionsBoundary: '<Limit>' }),
    },
    expected: lacks,
  },
  {
    name: 'a boundary that is given',
    sections: { Parameters: { Limit: { Type: 'String' } } },
    resources: { Reader: role([readsRaw, decrypt], { PermissionsBoundary: '<Limit>' }) },
    expected: {},
  },
  {
    name: 'a boundary that is given takes nothing from what is missing',
    sections: { Parameters: { Limit: { Type: 'String' } } },
    resources: { Reader: role([readsRaw], { PermissionsBoundary: '<Limit>' }) },
    expected: lacks,
  },
  {
    name: 'a statement under a condition',
    sections: {
      Parameters: { Mode: { Type: 'String' } },
      Conditions: { Keys: { 'Fn::Equals': ['<Mode>', 'keys'] } },
    },
    resources: { Reader: role([readsRaw, { 'Fn::If': ['Keys', decrypt, '<AWS::NoValue>'] }]) },
    expected: lacks,
  },
  {
    name: 'data and key under the same condition',
    sections: {
      Parameters: { Mode: { Type: 'String' } },
      Conditions: { Keys: { 'Fn::Equals': ['<Mode>', 'keys'] } },
    },
    resources: {
      Reader: role([
        { 'Fn::If': ['Keys', decrypt, '<AWS::NoValue>'] },
        { 'Fn::If': ['Keys', readsRaw, '<AWS::NoValue>'] },
      ]),
    },
    expected: {},
  },
  {
    name: 'a template with a macro may have more',
    sections: { Transform: 'ExpandEverything' },
    resources: { Reader: role([readsRaw]) },
    expected: {},
  },
  {
    name: 'an included part of the statements',
    resources: {
      Reader: role([
        readsRaw,
        { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://x/y' } } },
      ]),
    },
    expected: {},
  },
  {
    name: 'a policy as a text',
    resources: {
      Reader: role([]),
      Data: resource('IAM::Policy', {
        PolicyName: 'data',
        Roles: ['<Reader>'],
        PolicyDocument:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"<Raw.Arn>/*"}]}',
      }),
    },
    expected: lacks,
  },
  {
    name: 'a policy as a text that grants the key',
    resources: {
      Reader: role([readsRaw]),
      Keys: resource('IAM::Policy', {
        PolicyName: 'keys',
        Roles: ['<Reader>'],
        PolicyDocument:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"<Key.Arn>"}]}',
      }),
    },
    expected: {},
  },
];

const readerByArn = { AWS: '<Reader.Arn>' };

/** What the key's own policy says. The role has its permission where nothing else is said. */
export const keySide: readonly KeyCase[] = [
  {
    name: 'delegates to the account',
    resources: { Key: key(delegation), Reader: role([readsRaw, decrypt]) },
    expected: {},
  },
  {
    name: 'delegates, and the role has nothing',
    resources: { Key: key(delegation), Reader: role([readsRaw]) },
    expected: lacks,
  },
  {
    name: 'delegates to the account by its number',
    resources: { Key: key(admit({ AWS: '<AWS::AccountId>' }, 'kms:*')), Reader: role([readsRaw, decrypt]) },
    expected: {},
  },
  {
    name: 'delegates administration alone',
    resources: {
      Key: key(admit(root, ['kms:Create*', 'kms:Describe*', 'kms:Put*', 'kms:ScheduleKeyDeletion'])),
      Reader: role([readsRaw, decrypt]),
    },
    expected: lacks,
  },
  {
    name: 'delegates to an account by a number that may be its own',
    resources: {
      Key: key(admit({ AWS: 'arn:aws:iam::111122223333:root' }, 'kms:*')),
      Reader: role([readsRaw, decrypt]),
    },
    expected: {},
  },
  {
    name: 'names the role, which needs nothing more',
    resources: {
      Key: key(delegation, admit(readerByArn, 'kms:Decrypt')),
      Reader: role([readsRaw]),
    },
    expected: {},
  },
  {
    name: 'names the role and delegates nothing',
    resources: { Key: key(admit(readerByArn, ['kms:Decrypt', 'kms:DescribeKey'])), Reader: role([readsRaw]) },
    expected: {},
  },
  {
    name: 'names the role by its written name',
    resources: {
      Key: key(admit({ AWS: 'arn:<AWS::Partition>:iam::<AWS::AccountId>:role/lake-reader' }, 'kms:Decrypt')),
      Reader: role([readsRaw], { RoleName: 'lake-reader' }),
    },
    expected: {},
  },
  {
    name: 'names the role for writing alone',
    resources: { Key: key(admit(readerByArn, 'kms:GenerateDataKey')), Reader: role([readsRaw, decrypt]) },
    expected: lacks,
  },
  {
    name: 'names another role',
    resources: {
      Key: key(admit({ AWS: '<Other.Arn>' }, 'kms:*')),
      Other: role([]),
      Reader: role([readsRaw, decrypt]),
    },
    expected: lacks,
  },
  {
    name: 'admits everybody of the account',
    resources: {
      Key: key(
        admit({ AWS: '*' }, 'kms:*', {
          Condition: { StringEquals: { 'kms:CallerAccount': '<AWS::AccountId>' } },
        }),
      ),
      Reader: role([readsRaw]),
    },
    expected: {},
  },
  {
    name: 'admits everybody of the account through S3',
    resources: {
      Key: key(
        admit({ AWS: '*' }, ['kms:Decrypt', 'kms:GenerateDataKey*'], {
          Condition: {
            StringEquals: {
              'kms:CallerAccount': '<AWS::AccountId>',
              'kms:ViaService': 's3.<AWS::Region>.amazonaws.com',
            },
          },
        }),
      ),
      Reader: role([readsRaw]),
    },
    expected: {},
  },
  {
    name: 'admits everybody of the account through another service',
    resources: {
      Key: key(
        admit({ AWS: '*' }, ['kms:Decrypt', 'kms:GenerateDataKey*'], {
          Condition: {
            StringEquals: {
              'kms:CallerAccount': '<AWS::AccountId>',
              'kms:ViaService': 'sqs.<AWS::Region>.amazonaws.com',
            },
          },
        }),
      ),
      Reader: role([readsRaw, decrypt]),
    },
    expected: lacks,
  },
  {
    name: 'admits everybody of the organisation',
    resources: {
      Key: key(
        admit({ AWS: '*' }, 'kms:*', {
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
        }),
      ),
      Reader: role([readsRaw]),
    },
    expected: {},
  },
  {
    name: 'admits who is given',
    sections: { Parameters: { Admins: { Type: 'CommaDelimitedList' } } },
    resources: { Key: key(admit({ AWS: '<Admins>' }, 'kms:*')), Reader: role([readsRaw]) },
    expected: {},
  },
  {
    name: 'admits roles by a pattern of their ARN',
    resources: {
      Key: key(
        admit({ AWS: '*' }, 'kms:Decrypt', {
          Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::<AWS::AccountId>:role/lake-*' } },
        }),
      ),
      Reader: role([readsRaw], { RoleName: 'lake-reader' }),
      Stranger: role([readsRaw, decrypt], { RoleName: 'other' }),
    },
    expected: { Stranger: 'kms:Decrypt' },
  },
  {
    name: 'admits a service, which is not the role',
    resources: {
      Key: key(admit({ Service: 'glue.amazonaws.com' }, 'kms:*')),
      Reader: role([readsRaw, decrypt]),
    },
    expected: lacks,
  },
  {
    name: 'denies all but the administrator',
    resources: {
      Key: key(delegation, {
        Effect: 'Deny',
        Principal: '*',
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::<AWS::AccountId>:role/admin' } },
      }),
      Reader: role([readsRaw, decrypt]),
    },
    expected: lacks,
    stays: true,
  },
  {
    name: 'denies the administrator',
    resources: {
      Key: key(delegation, {
        Effect: 'Deny',
        Principal: { AWS: 'arn:aws:iam::<AWS::AccountId>:role/admin' },
        Action: 'kms:Decrypt',
        Resource: '*',
      }),
      Reader: role([readsRaw, decrypt]),
    },
    expected: {},
  },
  {
    name: 'all but one role',
    resources: {
      Key: key(
        {
          Effect: 'Deny',
          NotPrincipal: { AWS: ['<Reader.Arn>', 'arn:aws:iam::<AWS::AccountId>:root'] },
          Action: 'kms:*',
          Resource: '*',
        },
        delegation,
      ),
      Reader: role([readsRaw, decrypt]),
    },
    expected: {},
  },
  {
    name: 'a policy that is written as a text',
    resources: {
      Key: resource('KMS::Key', {
        KeyPolicy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::<AWS::AccountId>:root"},"Action":"kms:*","Resource":"*"}]}',
      }),
      Reader: role([readsRaw]),
    },
    expected: lacks,
  },
];
