import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';
import { plain } from './harness/plain-report';

const settings = { ...defaultSettings, profile: 'strict' } as const;
const playground = path.join(import.meta.dirname, 'projects', 'playground');

function filesIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(ya?ml|json|py|sh)$/.test(name),
  );
  return new Map(
    names.map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(folder, name), 'utf8')]),
  );
}

function opened(files: ReadonlyMap<string, string>): Workspace {
  const workspace = new Workspace(rules, settings);
  for (const [file, text] of files) workspace.set(file, text);
  return workspace;
}

/** A script with what an edit can reach far away: names, functions, a class, a module. */
const scripts: ReadonlyMap<string, string> = new Map([
  [
    'load.py',
    `import sys
import boto3
import psycopg2
from awsglue.utils import getResolvedOptions
from settings import ENDPOINT, secret

args = getResolvedOptions(sys.argv, ["JOB_NAME", "table"])
PASSWORD = "Wint3r-Levee-42"


def open_database(host, password):
    """Opens the warehouse."""
    return psycopg2.connect(host=host, user="etl", password=password, sslmode="disable")


class Queue:
    def __init__(self, url):
        self.client = boto3.client("sqs", endpoint_url=url)

    def send(self, body):
        self.client.send_message(QueueUrl="orders", MessageBody=body)


connection = open_database("dwh.internal", PASSWORD)
cursor = connection.cursor()
if args["table"]:
    query = f"select * from {args['table']}"
else:
    query = "select 1"
cursor.execute(query)
queue = Queue(ENDPOINT)
queue.send(str(cursor.fetchall()))
print("with", PASSWORD)  # lakewarden: allow secrets-logged (only a test)
boto3.client("s3").put_object(Bucket="lake", Key="a", Body=b"", ACL="public-read")
`,
  ],
  [
    'settings.py',
    `import boto3

ENDPOINT = "http://sqs.eu-west-1.amazonaws.com"
secret = boto3.client("secretsmanager").get_secret_value(SecretId="dwh/etl")["SecretString"]
`,
  ],
]);

const pythonStroke = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('type', 'type', 'delete', 'double', 'drop'),
  letters: fc.constantFrom(
    'x',
    '\n',
    '    ',
    '(',
    ')',
    '[{',
    "'",
    '"',
    '"""',
    '\\',
    '# ',
    ':',
    'def f(a):\n    return a\n',
    'PASSWORD = 1\n',
    'import os\n',
    'print(secret)\n',
    'global PASSWORD\n',
  ),
  length: fc.integer({ min: 1, max: 12 }),
});

/** A stroke at a share of the text: letters typed, a stretch deleted, a line doubled or removed. */
const stroke = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('type', 'delete', 'double', 'drop'),
  letters: fc.constantFrom(
    'x',
    ' ',
    '\n',
    ': ',
    '# ',
    "'",
    '- a\n',
    '0',
    '!Ref Nobody',
    '\n  New:\n    Type: AWS::S3::Bucket\n',
  ),
  length: fc.integer({ min: 1, max: 12 }),
});

function struck(
  text: string,
  { at, kind, letters, length }: { at: number; kind: string; letters: string; length: number },
): string {
  const offset = Math.floor(at * text.length);
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset) + 1 || text.length;
  if (kind === 'type') return text.slice(0, offset) + letters + text.slice(offset);
  if (kind === 'delete') return text.slice(0, offset) + text.slice(offset + length);
  if (kind === 'double') return text.slice(0, end) + text.slice(start, end) + text.slice(end);
  return text.slice(0, start) + text.slice(end);
}

describe('checking after an edit says what checking from the start says', () => {
  const files = filesIn(playground);
  const edited = [...files.keys()];

  test('whatever is typed into the sample project', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: edited.length - 1 }), stroke), { minLength: 1, maxLength: 4 }),
        (strokes) => {
          const workspace = opened(files);
          for (const file of edited) workspace.check(file);
          const texts = new Map(files);
          for (const [index, one] of strokes) {
            const file = edited[index] ?? '';
            texts.set(file, struck(texts.get(file) ?? '', one));
            workspace.set(file, texts.get(file) ?? '');
            workspace.check(file);
          }
          const fresh = opened(texts);
          for (const file of edited) expect(plain(workspace.check(file))).toEqual(plain(fresh.check(file)));
        },
      ),
      { numRuns: 25, seed: 4711 },
    );
  }, 120_000);

  test('the name of a section decides what all of it means', () => {
    const text = `Parameters:
  Stage: {Type: String, Default: prod, AllowedValues: [prod, dev]}
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
Resources:
  Raw:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicPolicy: !If [IsDev, false, true]
`;
    const workspace = opened(new Map([['t.yaml', text]]));
    const severities = () =>
      workspace
        .check('t.yaml')
        .findings.flatMap(({ rule, severity }) =>
          rule === 's3-public-access-not-blocked' ? [severity] : [],
        );
    const before = severities();
    expect(before).toContain('hint');
    workspace.set('t.yaml', text.replace('Parameters:', 'Parametersa:'));
    expect(severities()).not.toEqual(before);
    workspace.set('t.yaml', text);
    expect(severities()).toEqual(before);
  });

  test('a resource that is typed letter by letter, renamed and taken away, with others that name it', () => {
    const naming = `Resources:
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Allow, Principal: {Service: glue.amazonaws.com}, Action: sts:AssumeRole}
      Policies:
        - PolicyName: data
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - {Effect: Allow, Action: s3:GetObject, Resource: !Sub '\${Raw.Arn}/*'}
  Key: {Type: AWS::KMS::Key}
`;
    const typed = `  Raw:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn}
`;
    const workspace = opened(new Map([['t.yaml', naming]]));
    const same = (text: string): readonly string[] => {
      workspace.set('t.yaml', text);
      const report = workspace.check('t.yaml');
      expect(plain(report)).toEqual(plain(opened(new Map([['t.yaml', text]])).check('t.yaml')));
      return report.findings.map(({ rule }) => rule);
    };
    for (let end = 1; end < typed.length; end++) same(naming + typed.slice(0, end));
    const whole = naming + typed;
    expect(same(whole)).toContain('kms-missing-permission');
    expect(same(whole.replace('  Raw:', '  Raws:'))).not.toContain('kms-missing-permission');
    expect(same(whole)).toContain('kms-missing-permission');
    expect(same(whole.replace('AWS::S3::Bucket', 'AWS::S3::Buckets'))).not.toContain(
      'kms-missing-permission',
    );
    expect(same(whole)).toContain('kms-missing-permission');
    expect(same(naming)).not.toContain('kms-missing-permission');
    // A resource without a name, and one named first that stands last.
    same(`${naming}  "": {Type: AWS::S3::Bucket}\n`);
    same(`${naming}  "": {Type: AWS::S3::Buckets}\n`);
    same(`${naming}  Last: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Reader}}\n`);
    same(`${naming}  Last: {Type: AWS::S3::Bucke, Properties: {BucketName: !Ref Reader}}\n`);
  });

  test('a template that comes to name a script', () => {
    const job = (script: string): string =>
      `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt Role.Arn
      Command: {Name: glueetl, ScriptLocation: s3://code/{script}}
      DefaultArguments: {'--password': Wint3r-Levee-42}
`.replace('{script}', script);
    const script = `import sys
from awsglue.utils import getResolvedOptions
import psycopg2

args = getResolvedOptions(sys.argv, ["password"])
psycopg2.connect(host="dwh", user="etl", password=args["password"], sslmode="require")
`;
    const texts = new Map([
      ['job.yaml', job('other.py')],
      ['load.py', script],
    ]);
    const workspace = opened(texts);
    for (const file of texts.keys()) workspace.check(file);
    for (const name of ['load.py', 'loads.py', 'load.py']) {
      texts.set('job.yaml', job(name));
      workspace.set('job.yaml', job(name));
      const fresh = opened(texts);
      for (const file of texts.keys()) expect(plain(workspace.check(file))).toEqual(plain(fresh.check(file)));
    }
  });

  test('a repair of one finding leaves right what the others say', () => {
    const workspace = opened(files);
    const texts = new Map(files);
    for (let round = 0; round < 12; round++) {
      const all = edited.flatMap((file) => workspace.check(file).findings);
      const repairable = all.filter(({ fixes }) => fixes.length > 0);
      const fix = repairable[(round * 7) % Math.max(1, repairable.length)]?.fixes[0];
      if (fix === undefined) break;
      for (const change of fix.changes) {
        const text = applyEdits(texts.get(change.file) ?? '', change.edits());
        texts.set(change.file, text);
      }
      for (const [file, text] of texts) workspace.set(file, text);
      const fresh = opened(texts);
      for (const file of edited) expect(plain(workspace.check(file))).toEqual(plain(fresh.check(file)));
    }
  });

  test('whatever is typed into a script that calls its own functions and those of a module', () => {
    const names = [...scripts.keys()];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: names.length - 1 }), pythonStroke), { minLength: 1, maxLength: 6 }),
        (strokes) => {
          const texts = new Map(scripts);
          const workspace = opened(texts);
          for (const [index, one] of strokes) {
            const file = names[index] ?? '';
            texts.set(file, struck(texts.get(file) ?? '', one));
            workspace.set(file, texts.get(file) ?? '');
            const fresh = opened(texts);
            for (const name of names) expect(plain(workspace.check(name))).toEqual(plain(fresh.check(name)));
          }
        },
      ),
      { numRuns: 60, seed: 4711 },
    );
  }, 120_000);

  test('an edit here and its effect there: names, imports, functions and what they are given', () => {
    const edits: readonly (readonly [string, string, string])[] = [
      ['load.py', 'PASSWORD = "Wint3r-Levee-42"', 'PASS = "Wint3r-Levee-42"'],
      ['load.py', 'PASS = "Wint3r', '# a line more\n\nPASSWORD = PASS = "Wint3r'],
      ['load.py', 'import boto3\n', 'import boto3 as b\n'],
      ['load.py', 'import boto3 as b\n', 'import boto3\n'],
      ['load.py', 'return psycopg2.connect(host=host,', 'return psycopg2.connect(host="localhost",'],
      ['load.py', 'open_database("dwh.internal", PASSWORD)', 'open_database("dwh.internal", PASSWORD'],
      ['load.py', 'open_database("dwh.internal", PASSWORD', 'open_database("dwh.internal", secret)'],
      ['settings.py', 'ENDPOINT = "http://sqs', 'ENDPOINT = "https://sqs'],
      ['settings.py', 'ENDPOINT = "https://sqs', '"""\nENDPOINT = "http://sqs'],
      ['settings.py', '"""\nENDPOINT', 'ENDPOINT'],
    ];
    const texts = new Map(scripts);
    const workspace = opened(texts);
    for (const [file, from, to] of edits) {
      const text = texts.get(file) ?? '';
      expect(text).toContain(from);
      texts.set(file, text.replace(from, to));
      workspace.set(file, texts.get(file) ?? '');
      const fresh = opened(texts);
      for (const name of texts.keys()) expect(plain(workspace.check(name))).toEqual(plain(fresh.check(name)));
    }
  });

  test('a bracket that is not closed yet costs no finding below it', () => {
    const text = scripts.get('load.py') ?? '';
    const workspace = opened(scripts);
    const messages = () => workspace.check('load.py').findings.map(({ message }) => message);
    const before = messages();
    expect(before.length).toBeGreaterThan(3);
    for (const typed of ['rows = run(', 'rows = run(x, [', "rows = {'a': (1,", 'if run(', 'def more(a, ']) {
      workspace.set('load.py', text.replace('import psycopg2\n', `import psycopg2\n${typed}\n`));
      expect(messages()).toEqual(before);
    }
  });

  test('a stroke inside a stored parameter reaches whoever is given its value', () => {
    const storing = `Resources:
  Key: {Type: AWS::KMS::Key}
  Stored:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Name: /lake/key, Value: !GetAtt Key.Arn}
`;
    const using = `Resources:
  Raw:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: '{{resolve:ssm:/lake/key}}'
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: data
          PolicyDocument:
            Version: '2012-10-17'
            Statement: {Effect: Allow, Action: s3:GetObject, Resource: !Sub '\${Raw.Arn}/*'}
`;
    const workspace = opened(
      new Map([
        ['s.yaml', storing],
        ['u.yaml', using],
      ]),
    );
    const lacks = (): boolean =>
      workspace.check('u.yaml').findings.some(({ rule }) => rule === 'kms-missing-permission');
    const said = [
      storing,
      storing.replace('/lake/key', '/lake/keys'),
      storing,
      storing.replace('!GetAtt Key.Arn', 'x'),
    ].map((text) => {
      workspace.set('s.yaml', text);
      return lacks();
    });
    expect(said).toEqual([true, false, true, false]);
  });

  test('who asks about all jobs, data or subnets is asked again only when one of them matters', () => {
    const asked = new Map<string, number>();
    const counting = rules.map((rule) => ({
      ...rule,
      *check(subject: never, graph: never) {
        asked.set(rule.id, (asked.get(rule.id) ?? 0) + 1);
        yield* (rule.check as (subject: never, graph: never) => Iterable<never>)(subject, graph);
      },
    })) as unknown as typeof rules;
    const workspace = new Workspace(counting, settings);
    for (const [file, text] of files) workspace.set(file, text);
    for (const file of edited) workspace.check(file);
    let text = files.get('data-lake.yaml') ?? '';
    const type = (from: string, to: string, ...ids: readonly string[]) => {
      expect(text).toContain(from);
      text = text.replace(from, to);
      asked.clear();
      workspace.set('data-lake.yaml', text);
      workspace.check('data-lake.yaml');
      return ids.map((id) => asked.get(id) ?? 0);
    };
    const heart = ['kms-missing-permission', 'vpc-nat-instead-of-endpoint', 'vpc-glue-no-s3-path'];
    expect(type('SSEAlgorithm: AES256', 'SSEAlgorithm: AES256 # plain', ...heart)).toEqual([0, 0, 0]);
    expect(asked.size).toBe(0);
    // A property that nobody of them asks for.
    expect(type('      GlueVersion:', '      Description: loads\n      GlueVersion:', ...heart)[0]).toBe(0);
    // The number of roles that are asked is that of one job or one bucket, not of all.
    const [roles = 0] = type('KMSMasterKeyID: !GetAtt', 'KMSMasterKeyID: !Ref', ...heart);
    expect(roles).toBeLessThan(3);
  });

  test('a stroke that imports a bucket, or changes the policy of an imported one, reaches the bucket', () => {
    const data = `Resources:
  Raw: {Type: AWS::S3::Bucket}
Outputs:
  Name: {Value: !Ref Raw, Export: {Name: raw}}
`;
    const policy = `Resources:
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: elsewhere
      PolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*', Condition: {Bool: {aws:SecureTransport: false}}}
`;
    const workspace = opened(
      new Map([
        ['d.yaml', data],
        ['p.yaml', policy],
      ]),
    );
    const imported = policy.replace('elsewhere', '!ImportValue raw');
    const said = [
      policy,
      imported,
      imported.replace('Deny', 'Allow'),
      imported,
      imported.replace('!ImportValue raw', '!ImportValue row'),
    ].map((text) => {
      workspace.set('p.yaml', text);
      return workspace.check('d.yaml').findings.some(({ rule }) => rule === 's3-no-tls-deny');
    });
    expect(said).toEqual([true, false, true, false, true]);
  });

  test('a stroke inside one resource repeats no rule on the others', () => {
    let calls = 0;
    const counting = rules.map((rule) => ({
      ...rule,
      *check(subject: never, graph: never) {
        calls++;
        yield* (rule.check as (subject: never, graph: never) => Iterable<never>)(subject, graph);
      },
    })) as unknown as typeof rules;
    const workspace = new Workspace(
      counting.filter(({ id }) => id === 's3-not-kms' || id === 'glue-no-security-configuration'),
      settings,
    );
    const text = files.get('data-lake.yaml') ?? '';
    workspace.set('data-lake.yaml', text);
    workspace.check('data-lake.yaml');
    calls = 0;
    workspace.set('data-lake.yaml', text.replace('CidrBlock: 10.20.1.0/24', 'CidrBlock: 10.20.3.0/24'));
    workspace.check('data-lake.yaml');
    expect(calls).toBe(0);
    workspace.set('data-lake.yaml', text.replace('SSEAlgorithm: AES256', 'SSEAlgorithm: aws:kms'));
    workspace.check('data-lake.yaml');
    expect(calls).toBeGreaterThan(0);
  });
});
