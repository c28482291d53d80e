import { defineRule } from '../../engine/rule';
import type { Finding, Fix, Related } from '../../engine/finding';
import type { Graph } from '../../graph/graph';
import { type KeyNeed, type MissingKey, missingKeysOf } from '../../graph/key-access';
import { repairKeyAccess } from '../../graph/key-repair';

export const rule = defineRule({
  id: 'kms-missing-permission',
  title: 'Role may use the data but not its KMS key',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::IAM::Role', 'AWS::Serverless::Function', 'AWS::Serverless::StateMachine'],
  why: `Data that is encrypted with a customer managed key can be used only by who may also use the key. A role that is granted
the data alone deploys without an error and fails at run time with AccessDenied, often at night. The policies of S3, Kinesis, SQS
and the other services say nothing about KMS, not even AmazonS3FullAccess: the key needs a statement of its own, kms:Decrypt for
reading and kms:GenerateDataKey for writing, and the key's own policy must let the account's policies count. Allow it when the role
gets the permission in another way, for example through a grant that is created outside of these files.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  RawBucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: !GetAtt DataKey.Arn
            BucketKeyEnabled: true
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
      Policies:
        - PolicyName: data
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                Resource: !Sub \${RawBucket.Arn}/*
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
  RawBucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: !GetAtt DataKey.Arn
            BucketKeyEnabled: true
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
      Policies:
        - PolicyName: data
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                Resource: !Sub \${RawBucket.Arn}/*
              - Effect: Allow
                Action: kms:Decrypt
                Resource: !GetAtt DataKey.Arn
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  ],
  knownAs: [],
  *check(role, graph) {
    for (const missing of missingKeysOf(role, graph)) {
      const finding = describe(missing, graph);
      if (finding !== undefined) yield finding;
    }
  },
});

function describe(missing: MissingKey, graph: Graph): Finding | undefined {
  const [use] = missing.uses;
  if (use === undefined) return undefined;
  return {
    at: use.grant.at,
    message: messageOf(missing, use),
    resource: missing.role.id,
    related: relatedTo(missing, use),
    fixes: repairKeyAccess(missing, graph).map(({ title, changes }): Fix => ({ title, safe: true, changes })),
  };
}

function messageOf({ role, key, uses, failing, decision }: MissingKey, { grant }: KeyNeed): string {
  const data = [...new Set(uses.map((use) => use.data.id))];
  const managed = grant.attached.managed;
  const who = managed === undefined ? role.id : `${role.id} with ${managed}`;
  const blame =
    decision.reason === 'explicit-deny'
      ? `a statement denies it the key ${key.id}`
      : decision.reason === 'key-policy-does-not-delegate'
        ? `the policy of the key ${key.id} does not admit it`
        : decision.reason === 'boundary'
          ? `its permissions boundary leaves out the key ${key.id}`
          : `no policy lets it use the key ${key.id}`;
  return `${who} may ${deeds(uses)} ${list(data)} but ${blame}: ${callsOf(uses)} fail with AccessDenied, not authorized to perform ${failing.join(' and ')}.`;
}

/** What the granted actions do to the data, for people. */
function deeds(uses: readonly KeyNeed[]): string {
  const writes = uses.some(({ grant }) => isWrite(grant.action));
  const reads = uses.some(({ grant }) => !isWrite(grant.action));
  return reads && writes ? 'read and write' : writes ? 'write' : 'read';
}

function callsOf(uses: readonly KeyNeed[]): string {
  const writes = uses.some(({ grant }) => isWrite(grant.action));
  const reads = uses.some(({ grant }) => !isWrite(grant.action));
  return reads && writes ? 'reads and writes' : writes ? 'writes' : 'reads';
}

function isWrite(action: string): boolean {
  return /:(?:Put|Send|Publish|Batch\w*Write|Write|Update|Delete|PartiQL(?:Insert|Update|Delete))/.test(action);
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function relatedTo({ key, uses, decision, workloads }: MissingKey, { data }: KeyNeed): Related[] {
  const related: Related[] = [{ at: data.idAt, message: `${data.id} holds the data` }];
  const encrypted = uses.find((use) => use.data === data);
  if (encrypted !== undefined) related.push({ at: encrypted.encryptedAt, message: `encrypted with ${key.id}` });
  related.push({ at: key.has('KeyPolicy') ? key.at('KeyPolicy') : key.idAt, message: `the policy of ${key.id}` });
  for (const { at, says } of decision.because.slice(0, 2)) related.push({ at, message: says });
  for (const { resource, at } of workloads.slice(0, 3)) related.push({ at, message: `${resource.id} runs as this role` });
  return related;
}
