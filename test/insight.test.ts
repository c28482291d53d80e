import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';

const file = 'lake.yaml';
const text = `Resources:
  DataKey:
    Type: AWS::KMS::Key
  Raw:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: !GetAtt DataKey.Arn
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: data
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:GetObject*
                Resource: !Sub \${Raw.Arn}/*
  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt Reader.Arn
      Command: {Name: glueetl, ScriptLocation: s3://artifacts/job.py}
`;

function opened(content = text): Workspace {
  const workspace = new Workspace([], defaultSettings);
  workspace.set(file, content);
  return workspace;
}

const allowed = text
  .replace('Action: s3:GetObject*', 'Action: [s3:GetObject*, kms:Decrypt]')
  .replace('Resource: !Sub ${Raw.Arn}/*', "Resource: '*'");

describe('a hover says who can use what', () => {
  const row =
    '| yes | no (no policy allows it) | DataKey | no (no policy allows it) | no (no policy allows it) |';
  const cases: readonly (readonly [what: string, at: string, expected: readonly string[]])[] = [
    ['on a role', '  Reader:', ['**What Reader can use**', `| Raw ${row}`, '- Job runs as this role.']],
    ['on data', '  Raw:', ['**Who can use Raw**', '- It is encrypted with DataKey.']],
    ['on a key', '  DataKey:', ['**Who can use what DataKey encrypts**']],
    ['on a workload', '  Job:', ['**Job runs as Reader**', `| Raw ${row}`]],
    [
      'on an action',
      's3:GetObject*',
      ['**Allows one action**', '- `s3:GetObject*` matches', '- It speaks of Raw.'],
    ],
  ];
  test.each(cases)('%s', (_, at, expected) => {
    const markdown = opened().hover(file, text.indexOf(at) + 3)?.markdown ?? '';
    for (const line of expected) expect(markdown).toContain(line);
  });

  test('nowhere else', () => {
    expect(opened().hover(file, text.indexOf('Type: AWS::KMS') + 2)).toBeUndefined();
    expect(opened().hover('other.yaml', 3)).toBeUndefined();
  });
});

describe('a hint beside the role of a workload', () => {
  const labels = (content: string): readonly string[] =>
    opened(content)
      .inlayHints(file, { start: 0, end: content.length })
      .map(({ label, offset }) => `${content.slice(offset - 'Reader.Arn'.length, offset)} ${label}`);

  test('says that it cannot decrypt', () =>
    expect(labels(text)).toEqual(['Reader.Arn can decrypt DataKey: no']));
  test('says that it can', () => expect(labels(allowed)).toEqual(['Reader.Arn can decrypt DataKey: yes']));
  test('says nothing of what is not known', () =>
    expect(labels(text.replace('Policies:', 'ManagedPolicyArns: [!Ref Elsewhere]\n      Policies:'))).toEqual(
      [],
    ));
});

test('the explanation links every place', () => {
  const markdown =
    opened().explainAccess(file, text.indexOf('Reader:'), ({ range }) => `at-${range.start}`) ?? '';
  expect(markdown).toContain(`[Raw](at-${text.indexOf('Raw:')})`);
  expect(markdown).toContain(`[DataKey](at-${text.indexOf('DataKey:')})`);
  expect(markdown).toContain('([show](at-');
});

/** Workloads whose role may do everything with S3, each of which is seen to use Raw. */
const workloads: readonly (readonly [what: string, id: string, resources: string])[] = [
  [
    'a Glue job',
    'Job',
    `  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt Reader.Arn
      Command: {Name: glueetl, ScriptLocation: s3://artifacts/job.py}
      DefaultArguments: {--input: !Sub 's3://\${Raw}/in/'}
`,
  ],
  [
    'a function',
    'Load',
    `  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Reader.Arn
      Handler: app.load
      Environment: {Variables: {BUCKET: !Ref Raw}}
`,
  ],
  [
    'a delivery stream',
    'Delivery',
    `  Delivery:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      ExtendedS3DestinationConfiguration: {BucketARN: !GetAtt Raw.Arn, RoleARN: !GetAtt Reader.Arn}
`,
  ],
  [
    'an EMR cluster',
    'Cluster',
    `  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Reader]}}
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: nightly
      JobFlowRole: !Ref Profile
      LogUri: !Sub 's3://\${Raw}/logs/'
`,
  ],
  [
    'a function of SAM',
    'Load',
    `  Load:
    Type: AWS::Serverless::Function
    Properties:
      Role: !GetAtt Reader.Arn
      Handler: app.load
      Environment: {Variables: {BUCKET: !Ref Raw}}
`,
  ],
];

describe('what is shown of a workload agrees with what is found', () => {
  const lake = text.slice(0, text.indexOf('  Job:')).replace('Resource: !Sub ${Raw.Arn}/*', "Resource: '*'");
  const shown = (content: string, id: string) => {
    const workspace = new Workspace(
      rules.filter(({ id: rule }) => rule === 'kms-missing-permission'),
      defaultSettings,
    );
    workspace.set(file, content);
    return {
      found: workspace.check(file).findings.length,
      hints: workspace.inlayHints(file, { start: 0, end: content.length }).map(({ label }) => label),
      hover: workspace.hover(file, content.indexOf(`  ${id}:\n`) + 3)?.markdown ?? '',
    };
  };

  test.each(workloads)('%s', (_, id, resources) => {
    const everything = lake.replace('Action: s3:GetObject*', "Action: ['s3:*']");
    const lacking = shown(everything + resources, id);
    expect(lacking.found).toBe(1);
    expect(lacking.hints.join()).toContain('DataKey: no');
    expect(lacking.hover).toContain('| DataKey | no (no policy allows it) | no (no policy allows it) |');
    const complete = shown(everything.replace("['s3:*']", "['s3:*', 'kms:*']") + resources, id);
    expect(complete.found).toBe(0);
    expect(complete.hints).toEqual(['can decrypt DataKey: yes']);
    expect(complete.hover).toContain('| DataKey | yes | yes |');
  });

  test('a function for which SAM makes the role', () => {
    const made = `${lake}  Load:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.load
      Policies: [{S3ReadPolicy: {BucketName: !Ref Raw}}]
`;
    const { hints, hover } = shown(made, 'Load');
    expect(hints).toEqual(['can decrypt DataKey: no']);
    expect(hover).toContain('**Load runs as LoadRole**');
    expect(hover).toContain('| DataKey | no (no policy allows it) |');
  });
});

test('a writer is told that it cannot encrypt', () => {
  const writer = text.replace('s3:GetObject*', 's3:PutObject');
  expect(opened(writer).inlayHints(file, { start: 0, end: writer.length })[0]?.label).toBe(
    'can encrypt with DataKey: no',
  );
});
