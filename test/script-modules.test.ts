import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathsOfModule } from '../server/src/engine/modules';
import type { FileReport } from '../server/src/engine/report';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';

const settings = { ...defaultSettings, profile: 'strict' } as const;
const plaintext = 'script-jdbc-plaintext-password';

type Texts = Readonly<Record<string, string>>;

function opened(texts: Texts): Workspace {
  const workspace = new Workspace(rules, settings, (message) => expect.fail(message));
  for (const [file, text] of Object.entries(texts)) workspace.set(file, text);
  return workspace;
}

describe('the files that a module may be', () => {
  test.each([
    ['util', 'jobs/etl.py', ['jobs/util.py', 'jobs/util/__init__.py', 'util.py', 'util/__init__.py']],
    ['.util', 'jobs/etl.py', ['jobs/util.py', 'jobs/util/__init__.py']],
    ['..common.db', 'a/b/etl.py', ['a/common/db.py', 'a/common/db/__init__.py']],
    ['.', 'jobs/etl.py', ['jobs/__init__.py']],
    ['..util', 'etl.py', []],
    ['a.b', 'etl.py', ['a/b.py', 'a/b/__init__.py']],
    ['m', '/w/etl.py', ['/w/m.py', '/w/m/__init__.py', '/m.py', '/m/__init__.py']],
  ] as const)('%s from %s', (name, from, expected) => {
    expect(pathsOfModule(name, from)).toEqual(expected);
  });
});

const secret = "PASSWORD = 'Wint3r-Levee-42'\n";
const connect = (imports: string, value: string): string =>
  `import psycopg2\n${imports}\nconnection = psycopg2.connect(host='dwh.internal', user='etl', password=${value})\n`;

/** What the credential rule says of a file: the text at the finding, and the text at each related place. */
function said(workspace: Workspace, file: string): string[] {
  const cut = (name: string, { start, end }: { start: number; end: number }) =>
    `${name}: ${workspace.text(name)?.slice(start, end)}`;
  return workspace
    .check(file)
    .findings.filter(({ rule }) => rule === plaintext)
    .flatMap((finding) => [
      cut(finding.file, finding.range),
      ...finding.related.map((place) => cut(place.file, place.range)),
    ]);
}

describe('a password in another file of the workspace is reported where a call gets it', () => {
  const cases: readonly { name: string; texts: Texts; found: string }[] = [
    {
      name: 'a module beside the script',
      texts: { 'jobs/etl.py': connect('from config import PASSWORD', 'PASSWORD'), 'jobs/config.py': secret },
      found: 'jobs/config.py',
    },
    {
      name: 'a relative import under another name',
      texts: { 'jobs/etl.py': connect('from .config import PASSWORD as pw', 'pw'), 'jobs/config.py': secret },
      found: 'jobs/config.py',
    },
    {
      name: 'a module by its package, without __init__.py',
      texts: { 'jobs/etl.py': connect('from common import db', 'db.PASSWORD'), 'common/db.py': secret },
      found: 'common/db.py',
    },
    {
      name: 'a module by its package',
      texts: {
        'jobs/etl.py': connect('from common import db', 'db.PASSWORD'),
        'common/__init__.py': '',
        'common/db.py': secret,
      },
      found: 'common/db.py',
    },
    {
      name: 'a module by its whole path, beside another',
      texts: {
        'jobs/etl.py': connect('import common.db\nimport common.other', 'common.db.PASSWORD'),
        'common/db.py': secret,
        'common/other.py': '',
      },
      found: 'common/db.py',
    },
    {
      name: 'a dict of a module, whose entries are arguments',
      texts: {
        'etl.py': 'import psycopg2\nfrom config import DB\nconnection = psycopg2.connect(**DB)\n',
        'config.py': "DB = {'host': 'dwh.internal', 'password': 'Wint3r-Levee-42'}\n",
      },
      found: 'config.py',
    },
    {
      name: 'the package itself',
      texts: { 'etl.py': connect('import common', 'common.PASSWORD'), 'common/__init__.py': secret },
      found: 'common/__init__.py',
    },
    {
      name: 'a module of a module, which counts from its own folder',
      texts: {
        'etl.py': connect('from common.db import PASSWORD', 'PASSWORD'),
        'common/db.py': 'from .secrets_here import PASSWORD\n',
        'common/secrets_here.py': secret,
      },
      found: 'common/secrets_here.py',
    },
    {
      name: 'a module that is a script by itself',
      texts: {
        'etl.py': connect('from shared import PASSWORD', 'PASSWORD'),
        'shared.py': `import boto3\n${secret}`,
      },
      found: 'shared.py',
    },
    {
      name: 'everything of a module',
      texts: { 'etl.py': connect('from config import *', 'PASSWORD'), 'config.py': secret },
      found: 'config.py',
    },
  ];
  test.each(cases)('$name', ({ texts, found }) => {
    const [script = ''] = Object.keys(texts);
    const workspace = opened(texts);
    expect(said(workspace, script)).toEqual([
      expect.stringMatching(new RegExp(`^${script}: [\\w.]+$`)),
      `${found}: 'Wint3r-Levee-42'`,
    ]);
    const [finding] = workspace.check(script).findings.filter(({ rule }) => rule === plaintext);
    expect(finding?.message).toContain(`from ${found.replace(/^.*\//, '')},`);
    expect(finding?.fixes).toEqual([]);
    expect(JSON.stringify(finding)).not.toContain('Wint3r');
  });

  test.each([
    ['what the module reads when it runs', "import os\nPASSWORD = os.environ['PASSWORD']\n", 'config.py'],
    ['a module in a folder that is not above', secret, 'other/config.py'],
    ['a module that is too long to be written by hand', `${secret}${'# line\n'.repeat(10_000)}`, 'config.py'],
  ])('but not %s', (_name, text, file) => {
    const script = connect('from config import PASSWORD', 'PASSWORD');
    expect(said(opened({ 'jobs/etl.py': script, [file]: text }), 'jobs/etl.py')).toEqual([]);
  });
});

describe('a script is read again when what it imports changes', () => {
  const script = connect('from common.db import PASSWORD', 'PASSWORD');
  const texts: Texts = {
    'etl.py': script,
    'common/db.py': 'from .inner import PASSWORD\n',
    'common/inner.py': secret,
  };

  test('a module of a module is edited', () => {
    const workspace = opened(texts);
    expect(said(workspace, 'etl.py')).toHaveLength(2);
    workspace.set('common/inner.py', "PASSWORD = ''\n");
    expect(workspace.stale()).toContain('etl.py');
    expect(said(workspace, 'etl.py')).toEqual([]);
    workspace.set('common/inner.py', `# moved down\n${secret}`);
    expect(said(workspace, 'etl.py')).toHaveLength(2);
  });

  test('a module comes and goes', () => {
    const workspace = opened({ 'etl.py': script });
    expect(said(workspace, 'etl.py')).toEqual([]);
    workspace.set('common/db.py', secret);
    expect(said(workspace, 'etl.py')).toHaveLength(2);
    workspace.delete('common/db.py');
    expect(said(workspace, 'etl.py')).toEqual([]);
    workspace.set('common/db/__init__.py', secret);
    expect(said(workspace, 'etl.py')).toHaveLength(2);
  });

  test('nothing else is checked again', () => {
    const workspace = opened({ ...texts, 'other.py': connect('', "os.environ['PASSWORD']") });
    for (const file of workspace.files()) workspace.check(file);
    workspace.set('common/inner.py', "PASSWORD = ''\n");
    expect([...workspace.stale()].sort()).toEqual(['common/inner.py', 'etl.py']);
  });

  test('a bucket that a module names is held against the role of the job', () => {
    const job = (bucket: string): Texts => ({
      'etl.py':
        "import boto3\nfrom config import BUCKET\nboto3.client('s3').get_object(Bucket=BUCKET, Key='a')\n",
      'config.py': `BUCKET = '${bucket}'\n`,
      'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Raw: { Type: AWS::S3::Bucket, Properties: { BucketName: lake-raw-4711 } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: Allow, Principal: { Service: glue.amazonaws.com }, Action: sts:AssumeRole }]
  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt Role.Arn
      Command: { Name: glueetl, ScriptLocation: s3://artifacts/etl.py }
`,
    });
    const mismatches = (workspace: Workspace) =>
      workspace.check('etl.py').findings.filter(({ rule }) => rule === 'script-role-mismatch').length;
    const jobRoles = (workspace: Workspace) =>
      workspace.check('template.yaml').findings.filter(({ rule }) => rule === 'script-job-role').length;
    const workspace = opened(job('somewhere-else'));
    expect([mismatches(workspace), jobRoles(workspace)]).toEqual([0, 0]);
    workspace.set('config.py', "BUCKET = 'lake-raw-4711'\n");
    expect([mismatches(workspace), jobRoles(workspace)]).toEqual([1, 1]);
  });
});

/** Everything that a report says, with the edits of its fixes. */
function plain({ kind, findings, problems }: FileReport) {
  return {
    kind,
    problems,
    findings: findings.map(({ fixes, ...finding }) => ({
      ...finding,
      fixes: fixes.map(({ title, changes }) => ({
        title,
        edits: changes.map((change) => ({ file: change.file, edits: change.edits() })),
      })),
    })),
  };
}

test('whatever modules are edited, added and removed, the answer is that of a check from the start', () => {
  const files = [
    'etl.py',
    'jobs/load.py',
    'config.py',
    'jobs/config.py',
    'common/__init__.py',
    'common/db.py',
  ];
  const imports = [
    'import boto3\n',
    'import psycopg2\n',
    'from config import PASSWORD\n',
    'from .config import PASSWORD\n',
    'from common.db import PASSWORD\n',
    'from common import PASSWORD\n',
    'from .db import PASSWORD\n',
    'from etl import PASSWORD\n',
    'from common import *\n',
  ];
  const lines = [
    secret,
    "PASSWORD = ''\n",
    'connection = psycopg2.connect(host="dwh", password=PASSWORD)\n',
    'boto3.client("s3").put_object(Bucket=PASSWORD, Key="a")\n',
    'def PASSWORD(\n',
  ];
  const text = fc
    .tuple(
      fc.subarray(imports, { maxLength: 3 }),
      fc.array(fc.constantFrom(...lines), { minLength: 0, maxLength: 3 }),
    )
    .map(([head, body]) => [...head, ...body].join(''));
  const step = fc.record({ file: fc.constantFrom(...files), text: fc.option(text), check: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 14 }), (steps) => {
      const workspace = opened({});
      const texts = new Map<string, string>();
      for (const { file, text: newText, check } of steps) {
        if (newText === null) {
          workspace.delete(file);
          texts.delete(file);
        } else {
          workspace.set(file, newText);
          texts.set(file, newText);
        }
        if (check) for (const one of files) workspace.check(one);
      }
      const fresh = opened(Object.fromEntries(texts));
      for (const file of files) expect(plain(workspace.check(file))).toEqual(plain(fresh.check(file)));
    }),
    { numRuns: 150, seed: 4711 },
  );
});

describe('what a module does for a script', () => {
  const template = `Resources:
  Curated: { Type: AWS::S3::Bucket, Properties: { BucketName: lake-curated-4711 } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: glue.amazonaws.com }, Action: sts:AssumeRole }]
      Policies:
        - PolicyName: data
          PolicyDocument:
            Statement: [{ Effect: Allow, Action: s3:PutObject, Resource: 'arn:aws:s3:::lake-raw-4711/*' }]
  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt Role.Arn
      Command: { Name: glueetl, ScriptLocation: s3://artifacts/etl.py }
`;
  const store = `import boto3
def save(bucket, body):
    boto3.client("s3").put_object(Bucket=bucket, Key="a", Body=body)
`;
  const etl = (bucket: string) => `import boto3\nfrom store import save\nsave("${bucket}", b"x")\n`;
  const mismatches = (bucket: string) =>
    opened({ 'pipeline.yaml': template, 'store.py': store, 'etl.py': etl(bucket) })
      .check('etl.py')
      .findings.filter(({ rule }) => rule === 'script-role-mismatch');

  test('is done as the role that runs the script', () => {
    expect(mismatches('lake-raw-4711')).toEqual([]);
    const [finding, ...others] = mismatches('lake-curated-4711');
    expect(others).toEqual([]);
    expect(finding && etl('lake-curated-4711').slice(finding.range.start, finding.range.end)).toContain(
      'lake-curated-4711',
    );
  });
});
