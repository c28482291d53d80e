import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { lettingLog, type SilentFunction, silenceOf } from '../../graph/function-logs';
import { grantee } from '../../graph/own-policy';

export const rule = defineRule({
  id: 'lambda-role-cannot-log',
  title: 'Function whose role may not write its logs',
  severity: 'warning',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  why: `Lambda writes what a function prints, and why it failed, to CloudWatch Logs as the function's role. Without
logs:CreateLogStream and logs:PutLogEvents the function runs and nothing is kept: neither an error nor an attack can be traced
afterwards, and nobody is told. The managed policy AWSLambdaBasicExecutionRole allows just that. Allow it where an extension
sends the logs elsewhere.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  LoadRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt LoadRole.Arn
      Code: { S3Bucket: code, S3Key: load.zip }
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  LoadRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:\${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt LoadRole.Arn
      Code: { S3Bucket: code, S3Key: load.zip }
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html'],
  knownAs: ['cfn_nag W58'],
  *check(lambda, graph) {
    const silent = silenceOf(lambda, graph);
    if (silent === undefined) return;
    const { role, decision } = silent;
    yield {
      at: lambda.at('Role'),
      message: `Nothing that ${lambda.id} logs is kept, because ${because(silent)}.`,
      related: [
        { at: role.idAt, message: `${lambda.id} runs as ${role.id}` },
        ...decision.because.slice(0, 2).map(({ at, says }) => ({ at, message: says })),
      ],
      fixes: repair(silent),
    };
  },
});

function because({ role, action, decision }: SilentFunction): string {
  switch (decision.reason) {
    case 'explicit-deny':
      return `a statement denies ${role.id} the call ${action}`;
    case 'boundary':
      return `the permissions boundary of ${role.id} leaves ${action} out`;
    default:
      return `nothing allows ${role.id} to call ${action}`;
  }
}

function repair({ role, decision }: SilentFunction): Fix[] {
  const letting = decision.reason === 'implicit-deny' ? lettingLog(role) : undefined;
  return letting === undefined ? [] : [{ ...letting, safe: true, grantsTo: grantee(role) }];
}
