import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'lambda-no-concurrency-limit',
  title: 'Function without a limit of its own',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  why: `All functions of an account and region share one limit of concurrent runs. A function without ReservedConcurrentExecutions that
gets a flood of events takes all of it, and every other function is throttled; the database behind it gets as many connections. Allow it
for functions that are called rarely.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/load
      Code:
        S3Bucket: code
        S3Key: load.zip
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/load
      ReservedConcurrentExecutions: 10
      Code:
        S3Bucket: code
        S3Key: load.zip
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html'],
  knownAs: [
    'Checkov CKV_AWS_115',
    'cfn_nag W92',
    'Guard LAMBDA_CONCURRENCY_CHECK',
    'cdk-nag LambdaConcurrency',
  ],
  *check(lambda) {
    if (lambda.has('ReservedConcurrentExecutions')) return;
    yield {
      at: lambda.idAt,
      message: `${lambda.id} may take all concurrent runs of the account, because it has no ReservedConcurrentExecutions.`,
      fixes: [
        {
          title: `Let ${lambda.id} run 10 times at once`,
          safe: false,
          changes: [lambda.set(['ReservedConcurrentExecutions'], 10)],
        },
      ],
    };
  },
});
