import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { matchesWildcard } from '../../data/wildcard';
import { defineRule } from '../../engine/rule';
import { roleAt } from '../../graph/configured-use';
import type { Graph } from '../../graph/graph';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'lambda-no-log-permission',
  title: 'Function that may not write its log',
  severity: 'warning',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  why: `Lambda writes what a function prints with the function's role. A role without logs:CreateLogStream and logs:PutLogEvents runs, and
nothing tells what it did: neither its errors nor misuse are seen. AWSLambdaBasicExecutionRole holds both. Allow it for a function that
sends its logs elsewhere with an extension.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt LoadRole.Arn
      Code:
        S3Bucket: code
        S3Key: load.zip
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
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt LoadRole.Arn
      Code:
        S3Bucket: code
        S3Key: load.zip
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
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
`,
  },
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html',
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaBasicExecutionRole.html',
  ],
  knownAs: ['cfn_nag W58'],
  *check(lambda, graph) {
    const role = roleAt(lambda, ['Role'], graph);
    if (role === undefined || mayWriteLogs(role, graph)) return;
    yield {
      at: lambda.at('Role'),
      message: `${lambda.id} writes no log: nothing allows ${role.id} to call logs:PutLogEvents.`,
      related: [{ at: role.idAt, message: 'the role' }],
      fixes: [
        {
          title: `Let ${role.id} write logs`,
          safe: true,
          changes: [role.append(['ManagedPolicyArns'], role.stack.write.sub(basicExecution))],
        },
      ],
    };
  },
});

const basicExecution = 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

function mayWriteLogs(role: Resource, graph: Graph): boolean {
  const { policies, open } = graph.identityOf(role);
  return open || policies.some(({ policy }) => policy.open || policy.statements.some(mayAllow));
}

function mayAllow({ effect, actions }: Statement): boolean {
  if (effect === 'Deny') return false;
  if (actions === undefined || actions.negated || actions.open) return true;
  return actions.items.some((item) => {
    const written = asString(item);
    return written === undefined || matchesWildcard(written, 'logs:PutLogEvents');
  });
}
