import { deedOf } from '../../data/script-data-calls';
import type { Finding, Fix, Related } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { mismatchesOf, type ScriptMismatch } from '../../graph/script-access';
import { repairMismatch } from '../../graph/script-access-repair';

const template = (statement: string): string => `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawBucket:
    Type: AWS::S3::Bucket
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
                Action: ${statement}
                Resource: !Sub \${RawBucket.Arn}/*
  EtlJob:
    Type: AWS::Glue::Job
    Properties:
      Role: !GetAtt EtlRole.Arn
      Command:
        Name: pythonshell
        ScriptLocation: s3://example-artifacts/example.py
      DefaultArguments:
        --raw_bucket: !Ref RawBucket
`;

const script = `import sys

import boto3
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["raw_bucket"])
boto3.client("s3").put_object(Bucket=args["raw_bucket"], Key="done", Body=b"")
`;

export const rule = defineRule({
  id: 'script-role-mismatch',
  title: 'Script uses data that its role may not use',
  severity: 'error',
  profile: 'recommended',
  on: 'script',
  why: `A script runs as the role of the job or function that names it. What the role's policies do not allow fails when the script
gets there, after deployment, often at the end of a long run: with AccessDenied on a bucket, table, stream, queue or secret, or on the
key that encrypts it. The script's paths and names, also those that it is handed as job arguments and environment variables, are
compared with the role. Allow it when the permission is granted outside of these files.`,
  bad: { language: 'python', text: script, beside: { 'template.yaml': template('s3:GetObject') } },
  good: { language: 'python', text: script, beside: { 'template.yaml': template('s3:PutObject') } },
  references: [
    'https://docs.aws.amazon.com/glue/latest/dg/create-an-iam-role.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  ],
  knownAs: [],
  *check(subject, graph): Generator<Finding> {
    for (const mismatch of mismatchesOf(subject, graph)) {
      yield {
        at: mismatch.use.at,
        message: messageOf(mismatch),
        related: relatedTo(mismatch),
        fixes: repairMismatch(mismatch, graph).map((repair): Fix => ({ ...repair, safe: true })),
      };
    }
  },
});

function messageOf({ runs, role, data, denied, key }: ScriptMismatch): string {
  const names = list(runs.map(({ workload }) => workload.id));
  const jobs = `${names} ${runs.length === 1 ? 'runs' : 'run'} this script as ${role.id}`;
  const [first] = denied;
  if (first === undefined) {
    const blame = key?.decision.reason === 'implicit-deny' ? 'which no policy lets' : 'which is not let';
    return `${jobs}, ${blame} use ${key?.key.id ?? 'the key'}, the key of ${data.id}: this fails with AccessDenied, not authorized to perform ${list(key?.failing ?? [])}.`;
  }
  const actions = denied.map(({ action }) => action);
  const deeds = list([...new Set(actions.map(deedOf))]);
  const failure = `this fails with AccessDenied, not authorized to perform ${list(actions)}`;
  switch (first.decision.reason) {
    case 'explicit-deny':
      return `${jobs}, which a Deny statement does not let ${deeds} ${data.id}: ${failure}.`;
    case 'boundary':
      return `${jobs}, whose permissions boundary does not let it ${deeds} ${data.id}: ${failure}.`;
    default:
      return `${jobs}, which no policy lets ${deeds} ${data.id}: ${failure}.`;
  }
}

function relatedTo({ runs, role, data, denied, key }: ScriptMismatch): Related[] {
  const related: Related[] = runs
    .slice(0, 3)
    .map(({ workload, at }) => ({ at, message: `${workload.id} runs this script` }));
  related.push(
    { at: role.idAt, message: `the role ${role.id}` },
    { at: data.idAt, message: `${data.id} holds the data` },
  );
  const decision = denied[0]?.decision ?? key?.decision;
  if (key !== undefined) related.push({ at: key.key.idAt, message: `${key.key.id} encrypts it` });
  for (const { at, says } of decision?.because.slice(0, 2) ?? []) related.push({ at, message: says });
  return related;
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
