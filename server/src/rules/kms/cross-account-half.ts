import type { Resource } from '../../cloudformation/resource';
import { actionsWithKmsNeeds, kmsNeeds } from '../../data/kms-needs';
import { defineRule } from '../../engine/rule';
import { namesEveryone } from '../../graph/exposure';
import { grantedAmong } from '../../graph/granted-actions';
import type { Graph } from '../../graph/graph';
import { foreignAccounts, writtenAccount } from '../../graph/own-account';
import { protectedResource } from '../../graph/policy-holder';
import { addStatement } from '../../iam/edits';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'kms-cross-account-half',
  title: 'Data shared with another account, its key not',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `A resource policy opens the data to another account, and the data is encrypted with a key whose policy does not name
that account. Each read of the other account then fails with AccessDenied on kms:Decrypt, whatever IAM policies it has. An
AWS managed key (aws/s3, aws/sqs) cannot be shared at all. Admit the account in the key policy. Allow it where the other
account only sends objects that it encrypts with a key of its own.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
            Action: kms:*
            Resource: '*'
  Shared:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: !GetAtt DataKey.Arn
  SharedPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Shared
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: arn:aws:iam::444455556666:root
            Action: s3:GetObject
            Resource: !Sub \${Shared.Arn}/*
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
            Action: kms:*
            Resource: '*'
          - Effect: Allow
            Principal:
              AWS: arn:aws:iam::444455556666:root
            Action:
              - kms:Decrypt
              - kms:DescribeKey
            Resource: '*'
  Shared:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: !GetAtt DataKey.Arn
  SharedPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Shared
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: arn:aws:iam::444455556666:root
            Action: s3:GetObject
            Resource: !Sub \${Shared.Arn}/*
`,
  },
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
  ],
  knownAs: [],
  *check(statement, graph) {
    const { policy } = statement;
    const data = protectedResource(policy, graph);
    if (
      data === undefined ||
      !['bucket', 'queue', 'topic', 'stream', 'table', 'secret'].includes(policy.kind)
    )
      return;
    const need = neededFor(statement);
    if (need.length === 0) return;
    const use = graph.encryptionOf(data);
    for (const { account, value } of foreignAccounts(statement)) {
      if (use.kind === 'aws-managed') {
        yield {
          at: value.at,
          message: `Account ${account} is given ${data.id} and cannot use it: the AWS managed key ${use.alias} works for no other account.`,
          related: [{ at: use.at, message: `${data.id} is encrypted with ${use.alias}` }],
        };
      }
      if (use.kind !== 'customer' || !leavesOut(use.key, account, graph)) continue;
      yield {
        at: value.at,
        message: `Account ${account} is given ${data.id} and cannot use it: the policy of ${use.key.id} does not admit the account to ${need[0]}.`,
        related: [
          {
            at: use.key.has('KeyPolicy') ? use.key.at('KeyPolicy') : use.key.idAt,
            message: `the policy of ${use.key.id}`,
          },
          { at: use.at, message: `${data.id} is encrypted with ${use.key.id}` },
        ],
        fixes: repair(use.key, account, need, graph),
      };
    }
  },
});

/** What the granted actions need of the key, from another account. */
function neededFor(statement: Statement): string[] {
  const needs = grantedAmong(statement, actionsWithKmsNeeds()).flatMap(
    ({ action }) => kmsNeeds(action) ?? [],
  );
  return [...new Set(needs.flatMap(({ repair, crossAccount = [] }) => [...repair, ...crossAccount]))];
}

/** True when no statement of the key policy can be meant for the account. */
function leavesOut(key: Resource, account: string, graph: Graph): boolean {
  const policies = graph.policiesOf(key).filter(({ kind }) => kind === 'key');
  if (policies.length === 0) return !key.has('KeyPolicy');
  return policies.every(
    ({ open, statements }) => !open && statements.every((statement) => !mayMean(statement, account)),
  );
}

function mayMean(statement: Statement, account: string): boolean {
  const { effect, principals, value } = statement;
  if (effect === 'Deny') return false;
  if (principals === undefined || principals.open || value.open || namesEveryone(statement)) return true;
  return principals.principals.some(({ type, value: named }) => {
    if (type === 'Service' || type === 'Federated') return false;
    if (type !== 'AWS') return true;
    if (named.kind === 'scalar') return writtenAccount(named) === account;
    const isOwn =
      named.kind === 'text' &&
      named.parts.some(
        (part) => part.kind === 'reference' && part.to.type === 'pseudo' && part.to.name === 'AWS::AccountId',
      );
    const isResource =
      named.kind === 'reference' && (named.to.type === 'resource' || named.to.type === 'pseudo');
    return !isOwn && !isResource;
  });
}

function repair(key: Resource, account: string, need: readonly string[], graph: Graph) {
  const policy = graph.policiesOf(key).find(({ kind }) => kind === 'key');
  if (policy === undefined) return [];
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: key.stack.write.sub(`arn:\${AWS::Partition}:iam::${account}:root`) },
    Action: need.length === 1 ? (need[0] ?? '') : [...need],
    Resource: '*',
  };
  return [
    {
      title: `Let account ${account} use ${key.id}`,
      safe: false,
      changes: [addStatement(policy, statement)],
    },
  ];
}
