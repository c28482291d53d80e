import { describe, expect, test } from 'vitest';
import { defineRule } from '../server/src/engine/rule';
import { defaultSettings, type Settings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';

const about = {
  title: 'A test',
  why: 'For the test.',
  bad: { language: 'yaml', text: '' },
  good: { language: 'yaml', text: '' },
  references: [],
} as const;

/** Reports every bucket whose versioning is certainly off. */
const versioning = defineRule({
  ...about,
  id: 's3-test',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  knownAs: ['Checkov CKV_AWS_21', 'cfn_nag W41', 'Trivy AWS-0090'],
  *check(bucket) {
    const status = bucket.get('VersioningConfiguration', 'Status');
    if (status === undefined || (status.kind === 'scalar' && status.text !== 'Enabled')) {
      yield {
        at: bucket.at('VersioningConfiguration', 'Status'),
        message: `${bucket.id} keeps no versions.`,
      };
    }
  },
});

const strict = defineRule({
  ...about,
  id: 's3-strict-test',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  knownAs: [],
  *check(bucket) {
    yield { at: bucket.idAt, message: `${bucket.id} is there.` };
  },
});

const broken = defineRule({
  ...about,
  id: 's3-broken-test',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  knownAs: [],
  *check(resource) {
    if (resource.id === 'First') throw new Error(`secret text of ${resource.file}`);
    yield { at: resource.idAt, message: `${resource.id} is fine.` };
  },
});

function found(text: string, settings: Partial<Settings> = {}, file = 'lake.yaml'): readonly string[] {
  const workspace = new Workspace([versioning, strict], { ...defaultSettings, ...settings });
  workspace.set(file, text);
  return workspace
    .check(file)
    .findings.map(({ rule, severity, message }) => `${rule} ${severity}: ${message}`);
}

const bucket = `Resources:
  First:
    Type: AWS::S3::Bucket
`;

describe('profiles and severities', () => {
  const cases: readonly (readonly [
    name: string,
    settings: Partial<Settings>,
    expected: readonly string[],
  ])[] = [
    ['recommended', {}, ['s3-test warning: First keeps no versions.']],
    [
      'strict',
      { profile: 'strict' },
      ['s3-strict-test info: First is there.', 's3-test warning: First keeps no versions.'],
    ],
    ['off', { rules: { 's3-test': 'off' } }, []],
    ['another severity', { rules: { 's3-test': 'error' } }, ['s3-test error: First keeps no versions.']],
    [
      'a strict rule alone',
      { rules: { 's3-strict-test': 'hint', 's3-test': 'off' } },
      ['s3-strict-test hint: First is there.'],
    ],
  ];
  test.each(cases)('%s', (_, settings, expected) => expect(found(bucket, settings)).toEqual(expected));
});

describe('suppressions', () => {
  const finding = 's3-test warning: First keeps no versions.';
  const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
    ['above', bucket.replace('  First', '  # lakewarden: allow s3-test (public data)\n  First'), []],
    ['beside', bucket.replace('First:', 'First: # lakewarden: allow s3-test (public data)'), []],
    [
      'without a reason',
      bucket.replace('  First', '  # lakewarden: allow s3-test\n  First'),
      ['suppression-reason-missing info: Allowing s3-test needs a reason in parentheses.', finding],
    ],
    [
      'of another rule',
      bucket.replace('  First', '  # lakewarden: allow s3-other (no)\n  First'),
      ['suppression-unused info: s3-other finds nothing here, so allowing it has no effect.', finding],
    ],
    ['for the file', `# lakewarden: allow-file s3-test (a sample)\n${bucket}`, []],
    [
      'above another resource',
      `${bucket}  # lakewarden: allow s3-test (not this one)\n  Other:\n    Type: AWS::SNS::Topic\n`,
      [finding, 'suppression-unused info: s3-test finds nothing here, so allowing it has no effect.'],
    ],
    [
      'for a whole resource',
      `Resources:\n  # lakewarden: allow s3-test (sample)\n  First:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n        Status: Suspended\n`,
      [],
    ],
    [
      'in metadata',
      `${bucket}    Metadata:\n      Lakewarden:\n        allow:\n          - rule: s3-test\n            reason: public data\n`,
      [],
    ],
    [
      'for Checkov, inside the resource',
      bucket.replace('First:\n', 'First:\n    # checkov:skip=CKV_AWS_21:not needed\n'),
      [],
    ],
    [
      'for Checkov, in metadata',
      `${bucket}    Metadata:\n      checkov:\n        skip:\n          - id: CKV_AWS_21\n            comment: not needed\n`,
      [],
    ],
    [
      'for cfn_nag',
      `${bucket}    Metadata:\n      cfn_nag:\n        rules_to_suppress:\n          - id: W41\n            reason: not needed\n`,
      [],
    ],
    ['for Trivy', bucket.replace('  First', '  # trivy:ignore:AVD-AWS-0090\n  First'), []],
    [
      'for another tool’s other rule',
      bucket.replace('  First', '  # checkov:skip=CKV_AWS_18:no\n  First'),
      [finding],
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => expect(found(text)).toEqual(expected));

  test('in plain JSON', () => {
    const text = JSON.stringify({
      Resources: {
        First: {
          Type: 'AWS::S3::Bucket',
          Metadata: { Lakewarden: { allow: [{ rule: 's3-test', reason: 'public' }] } },
        },
      },
    });
    expect(found(text, {}, 'lake.json')).toEqual([]);
  });
});

describe('conditions', () => {
  const conditional = (value: string, parameter = '{Type: String}'): string => `Parameters:
  Env: ${parameter}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  First:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: ${value}
`;
  const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
    [
      'both branches have it',
      conditional('!If [IsProd, Suspended, Off]'),
      [
        's3-test warning: First keeps no versions, when IsProd is true.',
        's3-test warning: First keeps no versions, when IsProd is false.',
      ],
    ],
    ['neither has it', conditional('!If [IsProd, Enabled, Enabled]'), []],
    [
      'one has it',
      conditional('!If [IsProd, Enabled, Suspended]'),
      ['s3-test warning: First keeps no versions, when IsProd is false.'],
    ],
    [
      'only what the defaults do not choose',
      conditional('!If [IsProd, Suspended, Enabled]', '{Type: String, Default: dev}'),
      ['s3-test hint: First keeps no versions, when IsProd is true.'],
    ],
    [
      'what the defaults choose',
      conditional('!If [IsProd, Suspended, Enabled]', '{Type: String, Default: prod}'),
      ['s3-test warning: First keeps no versions, when IsProd is true.'],
    ],
    ['a parameter decides', conditional('!Ref Env'), []],
  ];
  test.each(cases)('%s', (_, text, expected) => expect(found(text)).toEqual(expected));
});

describe('a rule that throws', () => {
  const logged: string[] = [];
  const workspace = new Workspace([broken, versioning], defaultSettings, (message) => logged.push(message));
  workspace.set('lake.yaml', `${bucket}  Second:\n    Type: AWS::S3::Bucket\n`);

  test('costs its own findings for that subject', () => {
    expect(workspace.check('lake.yaml').findings.map(({ rule, resource }) => `${rule} ${resource}`)).toEqual([
      's3-test First',
      's3-broken-test Second',
      's3-test Second',
    ]);
  });

  test('is logged once, without the file’s text', () => {
    workspace.set('lake.yaml', `${bucket}  Third:\n    Type: AWS::S3::Bucket\n`);
    workspace.check('lake.yaml');
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatch(/^rule s3-broken-test failed with Error/);
    expect(logged[0]).not.toContain('secret text');
  });
});

describe('the workspace', () => {
  test('checks again only the files that an edit matters to', () => {
    const workspace = new Workspace([versioning], defaultSettings);
    workspace.set('a.yaml', bucket);
    workspace.set('b.yaml', bucket);
    workspace.check('a.yaml');
    workspace.check('b.yaml');
    expect(workspace.stale()).toEqual([]);
    workspace.set('a.yaml', `${bucket}    Properties:\n      BucketName: lake\n`);
    expect(workspace.stale()).toEqual(['a.yaml']);
  });

  test('leaves other files alone', () => {
    const workspace = new Workspace([versioning], defaultSettings);
    workspace.set('pod.yaml', 'apiVersion: v1\nkind: Pod\n');
    workspace.set('util.py', 'print("hello")\n');
    expect(workspace.kind('pod.yaml')).toBe('other');
    expect(workspace.check('util.py')).toEqual({
      file: 'util.py',
      kind: 'other',
      findings: [],
      problems: [],
    });
  });

  test('holds back what lies in a half-typed stretch, and keeps the rest', () => {
    const workspace = new Workspace([versioning], defaultSettings);
    workspace.set('lake.yaml', `${bucket}  Sec\n  Third:\n    Type: AWS::S3::Bucket\n`);
    expect(workspace.check('lake.yaml').findings.map(({ resource }) => resource)).toEqual(['First', 'Third']);
  });
});

describe('which Python files are scripts', () => {
  const kindOf = (text: string): string => {
    const workspace = new Workspace([], defaultSettings, () => {});
    workspace.set('job.py', text);
    return workspace.kind('job.py');
  };
  test.each(['boto3', 'pyspark', 'pyodbc', 'cx_Oracle', 'redis', 'asyncpg', 'airflow'])(
    'one that imports %s',
    (name) => {
      expect(kindOf(`import ${name}\n`)).toBe('script');
    },
  );
  test.each(['flask', 'json', 'requests', 'paramiko', 'redistribute'])('not one that imports %s', (name) => {
    expect(kindOf(`import ${name}\n`)).toBe('other');
  });
  test.each([
    ['a handler of Lambda', 'def lambda_handler(event, context):\n    return 1\n', 'script'],
    ['a notebook of Databricks', 'dbutils.fs.ls("/mnt/lake")\n', 'script'],
    ['settings with a password', 'db_user = "etl"\ndb_password = "x"\n', 'other'],
    ['another handler', 'def handler(signal, frame):\n    pass\n', 'other'],
    ['settings that name a secret', 'secret_name = "dwh/etl"\npassword = None\n', 'other'],
  ])('%s', (_name, text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });
});
