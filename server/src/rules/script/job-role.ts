import type { Finding, Related } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { mismatchesOfWorkload, type ScriptMismatch } from '../../graph/script-access';

const template = (action: string): string => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawBucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: lake-raw-4711
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
                Action: ${action}
                Resource: !Sub \${RawBucket.Arn}/*
  EtlJob:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt EtlRole.Arn
      Command:
        Name: pythonshell
        ScriptLocation: s3://example-artifacts/etl.py
`;

const script = `import boto3

boto3.client("s3").put_object(Bucket="lake-raw-4711", Key="done", Body=b"")
`;

export const rule = defineRule({
  id: 'script-job-role',
  title: 'Job runs a script that its role does not fit',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: [
    'AWS::Glue::Job',
    'AWS::Lambda::Function',
    'AWS::Serverless::Function',
    'AWS::EMR::Cluster',
    'AWS::EMR::Step',
    'AWS::StepFunctions::StateMachine',
    'AWS::Serverless::StateMachine',
  ],
  why: `What script-role-mismatch finds in a script, seen from the template: the script that this job or function runs uses data or
keys that no policy of its role allows, so that the run ends with AccessDenied. Each call is marked in the script, with an edit that
adds the least statement to the role. Allow it when the permission is granted outside of these files.`,
  bad: { language: 'yaml', text: template('s3:GetObject'), beside: { 'etl.py': script } },
  good: { language: 'yaml', text: template('s3:PutObject'), beside: { 'etl.py': script } },
  references: ['https://docs.aws.amazon.com/glue/latest/dg/create-an-iam-role.html'],
  knownAs: [],
  *check(workload, graph): Generator<Finding> {
    const byScript = new Map<string, ScriptMismatch[]>();
    for (const mismatch of mismatchesOfWorkload(workload, graph)) {
      const { file } = mismatch.use.call.script;
      byScript.set(file, [...(byScript.get(file) ?? []), mismatch]);
    }
    for (const [file, mismatches] of byScript) {
      const run = mismatches[0]?.runs[0];
      if (run === undefined) continue;
      yield {
        at: run.at,
        message: `${workload.id} runs ${file.replace(/^.*\//, '')} as ${run.role?.id}, which may not make the calls of the script: ${listed(mismatches.flatMap(calls))}.`,
        related: mismatches.slice(0, 8).map(where),
      };
    }
  },
});

function calls({ denied, key, data }: ScriptMismatch): string[] {
  if (denied.length > 0) return denied.map(({ action }) => `${action} on ${data.id}`);
  return key === undefined ? [] : key.failing.map((action) => `${action} on ${key.key.id}`);
}

function where(mismatch: ScriptMismatch): Related {
  return { at: mismatch.use.at, message: listed(calls(mismatch)) };
}

function listed(names: readonly string[]): string {
  const all = [...new Set(names)];
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}
