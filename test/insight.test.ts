import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';

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
