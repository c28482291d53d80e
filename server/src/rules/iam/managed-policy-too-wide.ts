import { onlyWith } from '../../base/edit';
import { asList } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { managedName } from '../../graph/identity-policies';
import { resourcesFor } from '../../graph/narrower-resources';

export const rule = defineRule({
  id: 'iam-managed-policy-too-wide',
  title: 'AWS managed policy that gives far too much',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'],
  why: `AWS's FullAccess policies are made for people who try a service out: they allow every action on every resource of the
account, deleting and publishing included. On a pipeline's role they turn a mistake in a script into a loss of all buckets or
tables. They contain nothing about KMS keys, so they do not even suffice. Give the role a statement on the template's own
resources. Allow it in accounts that hold nothing else.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  EtlRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: glue.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AmazonS3FullAccess
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  EtlRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: glue.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole
`,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html',
  ],
  knownAs: [
    'cfn_nag W43',
    'cfn_nag W44',
    'Trivy AWS-0345',
    'Guard IAM_ROLE_ADMINISTRATOR_ACCESS_POLICY_RULE',
    'Guard IAM_ROLE_ELEVATED_MANAGED_POLICY_RULE',
    'cdk-nag IAMNoManagedPolicies',
  ],
  *check(principal) {
    const list = principal.get('ManagedPolicyArns');
    const arns = asList(list);
    for (const [index, arn] of arns.entries()) {
      const name = managedName(arn);
      const says = name === undefined ? undefined : widthOf(name);
      if (name === undefined || says === undefined) continue;
      yield {
        at: arn.at,
        severity: administrators.has(name) ? 'error' : 'warning',
        message: `${principal.id} may ${says} (${name}).`,
        fixes: list?.kind === 'list' && !list.open ? repair(principal, name, index, arns.length) : [],
      };
    }
  },
});

const administrators: ReadonlySet<string> = new Set([
  'AdministratorAccess',
  'IAMFullAccess',
  'AdministratorAccess-Amplify',
]);

/** What a policy gives, for a message; undefined for those that are made for a purpose. */
function widthOf(name: string): string | undefined {
  if (name.startsWith('AdministratorAccess')) return 'do everything in the account';
  if (name === 'IAMFullAccess') return 'give itself every permission';
  if (name === 'PowerUserAccess') return 'do everything in the account but manage users and roles';
  if (name === 'SecretsManagerReadWrite') return 'read and change every secret of the account';
  if (name === 'DataScientist' || name === 'DatabaseAdministrator')
    return 'change the data of many services in the whole account';
  if (name === 'SystemAdministrator' || name === 'NetworkAdministrator')
    return 'change the infrastructure of the whole account';
  const service = /^(?:Amazon|AWS)?(.*?)_?(?:Console)?FullAccess(?:_v\d+|V\d+)?$/.exec(name)?.[1];
  return service === undefined || service === ''
    ? undefined
    : `do everything with ${service} on every resource of the account`;
}

/** What a pipeline usually wants of a service when somebody attaches its full access. */
const everyday: ReadonlyMap<string, readonly string[]> = new Map([
  ['AmazonS3FullAccess', ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject']],
  [
    'AmazonDynamoDBFullAccess',
    ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'],
  ],
  ['AmazonSQSFullAccess', ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage']],
  ['AmazonSNSFullAccess', ['sns:Publish']],
  [
    'AmazonKinesisFullAccess',
    ['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards', 'kinesis:PutRecords'],
  ],
  ['SecretsManagerReadWrite', ['secretsmanager:GetSecretValue']],
]);

function repair(principal: Resource, name: string, index: number, count: number) {
  const actions = everyday.get(name);
  const resources = actions === undefined ? undefined : resourcesFor(actions, principal.stack);
  if (actions === undefined || resources === undefined) return [];
  const policy = {
    PolicyName: `use-${actions[0]?.split(':')[0] ?? 'data'}`,
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: [...actions], Resource: [...resources] }],
    },
  };
  const detach = principal.remove(count === 1 ? ['ManagedPolicyArns'] : ['ManagedPolicyArns', index]);
  return [
    {
      title: `Replace ${name} by a statement on the resources of this template`,
      safe: false,
      changes: onlyWith(detach, [principal.append(['Policies'], policy)]),
    },
  ];
}
