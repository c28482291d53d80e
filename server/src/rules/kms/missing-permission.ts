import type { Finding, Fix, Related } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { type KeyNeed, type MissingKey, missingKeysOf } from '../../graph/key-access';
import { repairKeyAccess } from '../../graph/key-repair';

export const rule = defineRule({
  id: 'kms-missing-permission',
  title: 'Role may use the data but not its KMS key',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::IAM::Role', 'AWS::IAM::User'],
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
    at: use.at,
    message: messageOf(missing, use),
    // That nothing else is there to be used is no proof that it is used.
    ...(missing.uses.every(({ grant }) => grant?.evidence === 'likely') ? { severity: 'warning' } : {}),
    resource: missing.role.id,
    related: relatedTo(missing, use),
    // To a key that was closed on purpose, letting the account's policies count is for its owner to decide.
    fixes: repairKeyAccess(missing, graph).map(
      ({ title, grantsTo, changes }): Fix => ({
        title,
        grantsTo,
        safe: missing.decision.reason !== 'key-policy-does-not-delegate',
        changes,
      }),
    ),
  };
}

function messageOf(missing: MissingKey, { grant }: KeyNeed): string {
  const { role, uses, failing } = missing;
  const denied = `fail with AccessDenied, not authorized to perform ${failing.join(' and ')}`;
  const settings = uses.flatMap(({ fails }) => fails ?? []);
  if (grant === undefined) {
    const [only, ...others] = [...new Set(settings)];
    const [verb, rest] =
      others.length === 0
        ? [denied.replace('fail', plural(only) ? 'fail' : 'fails'), only]
        : [denied, list([...new Set(settings)])];
    return `${role.id} has to use the key of its settings and ${blameOf(missing)}: ${rest} ${verb}.`;
  }
  const granted = uses.flatMap((use) => (use.grant === undefined ? [] : [use]));
  const data = [...new Set(granted.map((use) => use.data.id))];
  const who = grant.attached.managed === undefined ? role.id : `${role.id} with ${grant.attached.managed}`;
  return `${who} may ${deeds(granted)} ${list(data)} but ${blameOf(missing)}: ${callsOf(granted)} ${denied}.`;
}

function plural(calls: string | undefined): boolean {
  return (
    calls !== undefined &&
    /^(writes|reads|connections|the bookmarks|the log files|the tables|the calculations|the executions)/.test(
      calls,
    )
  );
}

function blameOf({ key, decision }: MissingKey): string {
  switch (decision.reason) {
    case 'explicit-deny':
      return `a statement denies it the key ${key.id}`;
    case 'key-policy-does-not-delegate':
      return `the policy of the key ${key.id} does not admit it`;
    case 'boundary':
      return `its permissions boundary leaves out the key ${key.id}`;
    default:
      return `no policy lets it use the key ${key.id}`;
  }
}

/** What the granted actions do to the data, for people. */
function deeds(uses: readonly KeyNeed[]): string {
  return chosen(uses, 'read', 'write', 'read and write');
}

function callsOf(uses: readonly KeyNeed[]): string {
  return chosen(uses, 'reads', 'writes', 'reads and writes');
}

function chosen(uses: readonly KeyNeed[], reads: string, writes: string, both: string): string {
  const actions = uses.flatMap(({ grant }) => grant?.action ?? []);
  if (!actions.some(isWrite)) return reads;
  return actions.every(isWrite) ? writes : both;
}

function isWrite(action: string): boolean {
  return /:(?:Put|Send|Publish|Batch\w*Write|Write|Update|Delete|PartiQL(?:Insert|Update|Delete))/.test(
    action,
  );
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function relatedTo({ key, uses, decision, workloads }: MissingKey, { data, grant }: KeyNeed): Related[] {
  const related: Related[] = [
    {
      at: data.idAt,
      message: grant === undefined ? `${data.id} is set up to use it` : `${data.id} holds the data`,
    },
  ];
  const encrypted = uses.find((use) => use.data === data);
  if (encrypted !== undefined)
    related.push({
      at: encrypted.encryptedAt,
      message: grant === undefined ? `${key.id} is named` : `encrypted with ${key.id}`,
    });
  related.push({
    at: key.has('KeyPolicy') ? key.at('KeyPolicy') : key.idAt,
    message: `the policy of ${key.id}`,
  });
  for (const { at, says } of decision.because.slice(0, 2)) related.push({ at, message: says });
  for (const { resource, at } of workloads.slice(0, 3))
    related.push({ at, message: `${resource.id} runs as this role` });
  return related;
}
