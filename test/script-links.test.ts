import { describe, expect, test } from 'vitest';
import { Decisions } from '../server/src/cloudformation/decisions';
import { Deployment } from '../server/src/cloudformation/deployment';
import { TemplateIndex } from '../server/src/cloudformation/template-index';
import { defaultSettings } from '../server/src/engine/settings';
import { readSourceFile } from '../server/src/engine/source-file';
import { Workspace } from '../server/src/engine/workspace';
import { Graph } from '../server/src/graph/graph';
import { mismatchesOf, type ScriptMismatch } from '../server/src/graph/script-access';
import { rule as missingPermission } from '../server/src/rules/kms/missing-permission';
import { rule as roleMismatch } from '../server/src/rules/script/role-mismatch';
import { rule as secretArgument } from '../server/src/rules/script/secret-argument';
import { rule as jobArgument } from '../server/src/rules/secrets/job-argument';
import { linkCases, type RoleCase, roleCases } from './models/script-links/cases';

const trust =
  "{ Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: { Service: glue.amazonaws.com }, Action: sts:AssumeRole }] }";

function graphOf(texts: Readonly<Record<string, string>>): Graph {
  const sources = Object.entries(texts).map(([file, text]) => readSourceFile(file, text));
  const templates = sources.flatMap(({ template }) => (template === undefined ? [] : [template]));
  const scripts = new Map(
    sources.flatMap(({ file, script }) => (script === undefined ? [] : [[file, script] as const])),
  );
  const deployment = new Deployment(new TemplateIndex(templates, new Map()), new Decisions());
  return new Graph(deployment, defaultSettings, {
    get: (file) => scripts.get(file),
    files: () => [...scripts.keys()],
  });
}

function templateOf({ allow, role = '', arguments: given = '--day: x', beside = '' }: RoleCase): string {
  const statements = allow.map((statement) => `\n              - ${statement}`).join('');
  const policies =
    allow.length === 0
      ? ''
      : `\n      Policies:\n        - PolicyName: data\n          PolicyDocument:\n            Version: '2012-10-17'\n            Statement:${statements}`;
  return `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawBucket: { Type: AWS::S3::Bucket, Properties: { BucketName: lake-raw-4711 } }
  OpenBucket: { Type: AWS::S3::Bucket, Properties: { BucketName: lake-open-4711 } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: ${trust}${policies}
      ${role}
  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt Role.Arn
      Command: { Name: glueetl, ScriptLocation: s3://artifacts/etl.py }
      DefaultArguments:
        ${given}${beside}
`;
}

const imports = `import sys
import boto3
from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
args = getResolvedOptions(sys.argv, ["raw_bucket", "raw_path", "topic", "queue", "day", "env", "id"])
glueContext = GlueContext(SparkContext())
spark = glueContext.spark_session
s3 = boto3.client("s3")
`;

describe('what a script does and its role may not', () => {
  test.each(roleCases)('$name', (one) => {
    const graph = graphOf({ 'template.yaml': templateOf(one), 'etl.py': `${imports}${one.script}\n` });
    const script = graph.script('etl.py');
    const found = script === undefined ? [] : mismatchesOf(script, graph);
    expect(found.flatMap(calls)).toEqual(one.expected);
  });
});

function calls({ data, denied, key }: ScriptMismatch): string[] {
  const actions = denied.length > 0 ? denied.map(({ action }) => action) : (key?.failing ?? []);
  return actions.map((action) => `${action} ${data.id}`);
}

describe('which script a workload runs', () => {
  test.each(linkCases)('$name', ({ resource, files, expected }) => {
    const template = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Artifacts: { Type: String }
  Prefix: { Type: String }
Resources:
  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: ${trust} } }
  Runner: { ${resource} }
`;
    const scripts = Object.fromEntries(files.map((file) => [file, 'import boto3\n']));
    const graph = graphOf({ 'infra/template.yaml': template, ...scripts });
    const stack = graph.stack('infra/template.yaml');
    const runs = stack === undefined ? [] : graph.scriptRuns(stack);
    expect(
      runs.map(({ file, entry, isMain }) =>
        [file, entry, isMain ? undefined : '(library)'].filter((part) => part !== undefined).join(' '),
      ),
    ).toEqual(expected);
  });
});

describe('what a change of one file does to the other', () => {
  const template = (action: string) => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Key: { Type: AWS::KMS::Key }
  Data:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: lake-raw-4711
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: ${trust}
      Policies:
        - PolicyName: data
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: ${action}
                Resource: '*'
  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt Role.Arn
      Command: { Name: pythonshell, ScriptLocation: s3://artifacts/etl.py }
`;
  const script = (bucket: string) =>
    `import boto3\nboto3.client("s3").get_object(Bucket="${bucket}", Key="a")\n`;
  const messages = (workspace: Workspace, file: string) =>
    workspace.check(file).findings.map(({ rule }) => rule);
  const opened = (action: string, bucket: string) => {
    const workspace = new Workspace([missingPermission, roleMismatch], defaultSettings);
    workspace.set('template.yaml', template(action));
    workspace.set('etl.py', script(bucket));
    return workspace;
  };

  test('a wide grant counts as meant once the script names the bucket', () => {
    const workspace = opened("'s3:*'", 'somewhere-else');
    expect(messages(workspace, 'template.yaml')).toEqual([]);
    expect(messages(workspace, 'etl.py')).toEqual([]);
    workspace.set('etl.py', script('lake-raw-4711'));
    expect(workspace.stale()).toContain('template.yaml');
    expect(messages(workspace, 'template.yaml')).toEqual(['kms-missing-permission']);
    expect(messages(workspace, 'etl.py')).toEqual(['script-role-mismatch']);
    workspace.set('etl.py', script('somewhere-else'));
    expect(messages(workspace, 'template.yaml')).toEqual([]);
  });

  test('a change of the role is seen in the script', () => {
    const workspace = opened("'*'", 'lake-raw-4711');
    expect(messages(workspace, 'etl.py')).toEqual([]);
    workspace.set('template.yaml', template('s3:PutObject'));
    expect(workspace.stale()).toContain('etl.py');
    expect(workspace.check('etl.py').findings.map(({ message }) => message)).toEqual([
      'Job runs this script as Role, which no policy lets read Data: this fails with AccessDenied, not authorized to perform s3:GetObject.',
    ]);
  });

  test('a script that comes and goes is seen in the template', () => {
    const workspace = opened("'s3:*'", 'lake-raw-4711');
    const severities = () => workspace.check('template.yaml').findings.map(({ severity }) => severity);
    expect(severities()).toEqual(['error']);
    workspace.delete('etl.py');
    // Without the script there is only one thing to use.
    expect(severities()).toEqual(['warning']);
  });
});

describe('a secret that is passed as an argument', () => {
  test('is shown where it is passed and where it is taken', () => {
    const workspace = new Workspace([jobArgument, secretArgument], defaultSettings);
    workspace.set(
      'template.yaml',
      `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Login: { Type: String, NoEcho: true }
Resources:
  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: arn:aws:iam::111122223333:role/etl
      Command: { Name: pythonshell, ScriptLocation: s3://artifacts/etl.py }
      DefaultArguments:
        --db_password: !Ref Login
`,
    );
    workspace.set(
      'etl.py',
      'import sys\nfrom awsglue.utils import getResolvedOptions\nargs = getResolvedOptions(sys.argv, ["db_password"])\n',
    );
    const related = (file: string) =>
      workspace
        .check(file)
        .findings.flatMap((finding) => finding.related.map((one) => [one.file, one.message]));
    expect(related('template.yaml')).toEqual([['etl.py', 'the script takes it here']]);
    expect(related('etl.py')).toEqual([['template.yaml', 'Job passes it']]);
  });
});
