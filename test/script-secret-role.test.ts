import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import { editsOf } from '../server/src/engine/repair';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';
import { languageOf, strip } from './harness/fixture';

// The strict profile also says of every permission that stands in its role that nobody can share it.
const settings = defaultSettings;
const folder = join(import.meta.dirname, 'rules/script/jdbc-plaintext-password');

function opened(texts: ReadonlyMap<string, string>): Workspace {
  const workspace = new Workspace(rules, settings, (message) => expect.fail(message));
  for (const [file, text] of texts) workspace.set(file, text);
  return workspace;
}

function fixture(): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  );
  return new Map(
    names.map((name) => {
      const file = name.replaceAll('\\', '/');
      return [file, strip(readFileSync(join(folder, name), 'utf8'), languageOf(file))] as const;
    }),
  );
}

function said(workspace: Workspace): string[] {
  return workspace
    .files()
    .flatMap((file) =>
      workspace.check(file).findings.map(({ rule, message }) => `${file} ${rule} ${message}`),
    );
}

describe('moving a secret to Secrets Manager with every rule on', () => {
  const texts = fixture();
  const before = opened(texts);
  const fixes = before.files().flatMap((file) =>
    before
      .check(file)
      .findings.flatMap((finding) => finding.fixes)
      .filter(({ title }) => title.startsWith('Read it from Secrets Manager'))
      .map((fix) => [`${file}: ${fix.title}`, fix] as const),
  );

  test('changes the script, and the template where a role lacks the permission', () => {
    const edited = fixes.map(
      ([name, fix]) => `${name} → ${[...(editsOf(fix)?.keys() ?? [])].sort().join(', ')}`,
    );
    expect(edited.sort()).toMatchInlineSnapshot(`
      [
        "jobs/audit_log.py: Read it from Secrets Manager → jobs/audit_log.py",
        "jobs/export_all.py: Read it from Secrets Manager → jobs/export_all.py",
        "jobs/load_orders.py: Read it from Secrets Manager and let LoadRole read it → jobs/load_orders.py, pipeline.yaml",
        "jobs/load_orders.py: Read it from Secrets Manager and let LoadRole read it → jobs/load_orders.py, pipeline.yaml",
        "jobs/nobody_runs_it.py: Read it from Secrets Manager → jobs/nobody_runs_it.py",
        "jobs/report_daily.py: Read it from Secrets Manager → jobs/report_daily.py",
        "jobs/warehouse.py: Read it from Secrets Manager, let WarehouseRole read it with SecretKey, and let BackfillRole use SecretKey → jobs/warehouse.py, pipeline.yaml",
        "positions.py: Read it from Secrets Manager → positions.py",
        "positions.py: Read it from Secrets Manager → positions.py",
        "positions.py: Read it from Secrets Manager → positions.py",
        "positions.py: Read it from Secrets Manager → positions.py",
        "positions.py: Read it from Secrets Manager → positions.py",
        "positions.py: Read it from Secrets Manager → positions.py",
      ]
    `);
  });

  test.each(fixes)('%s adds no finding, of what the role may do neither', (_name, fix) => {
    const after = new Map(texts);
    for (const [file, edits] of editsOf(fix) ?? []) after.set(file, applyEdits(texts.get(file) ?? '', edits));
    const known = new Set(said(before));
    expect(said(opened(after)).filter((one) => !known.has(one))).toEqual([]);
  });
});

const trust = `
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: Allow, Principal: { Service: glue.amazonaws.com }, Action: sts:AssumeRole }]`;

function template(role: string, beside = ''): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt Role.Arn
      Command: { Name: glueetl, ScriptLocation: s3://artifacts/etl.py }
  Role:
    Type: AWS::IAM::Role
    Properties:${trust}${role}${beside}
`;
}

const policies = (statement: string): string =>
  `\n      Policies:\n        - PolicyName: p\n          PolicyDocument: { Version: '2012-10-17', Statement: [${statement}] }`;

const login = `
  Login:
    Type: AWS::SecretsManager::Secret
    Properties: { Name: dwh/etl }`;

describe('what the role is given', () => {
  const cases: readonly { name: string; template: string; secret?: string; given: readonly string[] }[] = [
    {
      name: 'a permission by name where the templates have no such secret',
      template: template(''),
      given: ['secretsmanager:GetSecretValue', ':secret:dwh/etl-*'],
    },
    {
      name: "the author's own reference where they have",
      template: template('', login),
      given: ['secretsmanager:GetSecretValue', '!Ref Login'],
    },
    {
      name: 'nothing where a managed policy that is not known may allow it',
      template: template("\n      ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/etl']"),
      given: [],
    },
    {
      name: 'nothing where all secrets are allowed',
      template: template(policies("{ Effect: Allow, Action: 'secretsmanager:*', Resource: '*' }")),
      given: [],
    },
    {
      name: 'nothing where an import may be this secret',
      template: template(
        policies('{ Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: !ImportValue login }'),
      ),
      given: [],
    },
    {
      name: 'nothing where the policies come from a parameter',
      template: template(
        '\n      ManagedPolicyArns: !Ref Policies',
        '\nParameters:\n  Policies: { Type: CommaDelimitedList }',
      ),
      given: [],
    },
    {
      name: 'the ARN as the script writes it',
      template: template(''),
      secret: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:dwh/etl-a1B2c3',
      given: ['Resource: arn:aws:secretsmanager:eu-central-1:111122223333:secret:dwh/etl-a1B2c3'],
    },
  ];
  test.each(cases)('$name', ({ template: text, secret = 'dwh/etl', given }) => {
    const script = `import json
import boto3
import psycopg2
login = json.loads(boto3.client('secretsmanager').get_secret_value(SecretId='${secret}')['SecretString'])
psycopg2.connect(host='dwh', user=login['username'], password='Wint3r-Levee-42')
`;
    const workspace = opened(
      new Map([
        ['template.yaml', text],
        ['etl.py', script],
      ]),
    );
    const fix = workspace
      .check('etl.py')
      .findings.filter(({ rule }) => rule === 'script-jdbc-plaintext-password')
      .flatMap(({ fixes }) => fixes)[0];
    const edits = fix === undefined ? undefined : editsOf(fix)?.get('template.yaml');
    const added = (edits ?? []).map(({ newText }) => newText).join('\n');
    for (const one of given) expect(added).toContain(one);
    if (given.length === 0) expect(added).toBe('');
    expect(fix?.title).toBe(
      `Read it from Secrets Manager${given.length === 0 ? '' : ' and let Role read it'}`,
    );
  });
});
