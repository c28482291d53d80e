import { defineRule } from '../../engine/rule';
import { type CertainCall, certainCalls } from '../../graph/certain-calls';
import { decideDataCall } from '../../graph/data-calls';
import type { Graph } from '../../graph/graph';
import { resourcesFor } from '../../graph/narrower-resources';
import { grantee, policyOfItsOwn } from '../../graph/own-policy';
import { listed } from '../../graph/policy-holder';
import { addStatement } from '../../iam/edits';
import type { Reason } from '../../iam/request';

export const rule = defineRule({
  id: 'iam-access-denied',
  title: 'Workload that may not use its own data',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: [
    'AWS::Glue::Crawler',
    'AWS::Glue::Job',
    'AWS::KinesisFirehose::DeliveryStream',
    'AWS::Lambda::EventSourceMapping',
    'AWS::IoT::TopicRule',
    'AWS::DMS::Endpoint',
  ],
  why: `The workload names the data, and its role may not use it: no policy of the role or of the data allows the call, a
boundary leaves it out, or a statement denies it. Each run fails with AccessDenied. Add the permission, or take out the
statement that denies it. Allow it where the role gets the permission after the deployment.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
  CrawlerRole:
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
                Action: s3:PutObject
                Resource: !Sub \${RawData.Arn}/*
  RawCrawler:
    Type: AWS::Glue::Crawler
    Properties:
      Role: !GetAtt CrawlerRole.Arn
      DatabaseName: raw
      Targets:
        S3Targets:
          - Path: !Sub s3://\${RawData}/in
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
  CrawlerRole:
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
                Resource: !Sub \${RawData.Arn}/*
  RawCrawler:
    Type: AWS::Glue::Crawler
    Properties:
      Role: !GetAtt CrawlerRole.Arn
      DatabaseName: raw
      Targets:
        S3Targets:
          - Path: !Sub s3://\${RawData}/in
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html'],
  knownAs: [],
  *check(resource, graph) {
    const seen = new Set<string>();
    for (const call of certainCalls(resource, graph)) {
      const decision = decideDataCall(call.role, call.action, call.data, graph);
      const key = `${call.role.id} ${call.action} ${call.data.id}`;
      if (decision?.outcome !== 'denied' || seen.has(key)) continue;
      seen.add(key);
      yield {
        at: call.at,
        message: `${resource.id} ${call.deed} ${call.data.id} and fails with AccessDenied: ${because(call, decision.reason)}.`,
        related: [
          { at: call.role.idAt, message: `${resource.id} works with ${call.role.id}` },
          ...decision.because.slice(0, 2).map(({ at, says }) => ({ at, message: says })),
        ],
        fixes: decision.reason === 'implicit-deny' ? repair(call, graph) : [],
      };
    }
  },
});

function because({ role, action }: CertainCall, reason: Reason): string {
  switch (reason) {
    case 'explicit-deny':
      return `a statement denies ${action}`;
    case 'boundary':
      return `the permissions boundary of ${role.id} leaves ${action} out`;
    default:
      return `nothing allows ${role.id} to call ${action}`;
  }
}

/** What each call needs beside itself to be of use. */
const together: ReadonlyMap<string, readonly string[]> = new Map([
  ['s3:GetObject', ['s3:GetObject', 's3:ListBucket']],
  [
    'kinesis:GetRecords',
    ['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:DescribeStream', 'kinesis:ListShards'],
  ],
  ['sqs:ReceiveMessage', ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']],
]);

function repair({ role, data, action }: CertainCall, graph: Graph) {
  const actions = together.get(action) ?? [action];
  if (data.stack !== role.stack || role.declaration.condition !== data.declaration.condition) return [];
  const resources = resourcesFor(actions, role.stack, (resource) => resource === data);
  if (resources === undefined) return [];
  const one = <T>(list: readonly T[]): T | readonly T[] =>
    list.length === 1 && list[0] !== undefined ? list[0] : list;
  const statement = { Effect: 'Allow', Action: one(actions), Resource: one(resources) };
  const policy = graph.policiesOf(role).find(({ kind }) => kind === 'identity');
  const changes =
    policy === undefined
      ? policyOfItsOwn(role, `use-${data.id}`, { Version: '2012-10-17', Statement: [statement] })
      : [addStatement(policy, statement)];
  if (changes === undefined) return [];
  const title = `Allow ${role.id} to call ${listed(actions)} on ${data.id}`;
  return [{ title, safe: true, grantsTo: grantee(role), changes }];
}
