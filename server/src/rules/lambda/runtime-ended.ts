import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

/** What AWS no longer patches in November 2026, with the runtime that follows it. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const ended: ReadonlyMap<string, string> = new Map([
  ...['2.7', '3.6', '3.7', '3.8', '3.9', '3.10'].map(
    (version) => [`python${version}`, 'python3.13'] as const,
  ),
  ...['', '4.3', '4.3-edge', '6.10', '8.10'].map((version) => [`nodejs${version}`, 'nodejs24.x'] as const),
  ...['10', '12', '14', '16', '18', '20'].map((version) => [`nodejs${version}.x`, 'nodejs24.x'] as const),
  ...['core1.0', 'core2.0', 'core2.1', 'core3.1', '5.0', '6', '7', '8'].map(
    (version) => [`dotnet${version}`, 'dotnet10'] as const,
  ),
  ...['2.5', '2.7', '3.2'].map((version) => [`ruby${version}`, 'ruby3.4'] as const),
  ['java8', 'java21'],
  ['go1.x', 'provided.al2023'],
  ['provided', 'provided.al2023'],
  ['provided.al2', 'provided.al2023'],
]);

export const rule = defineRule({
  id: 'lambda-runtime-ended',
  title: 'Runtime without security updates',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  why: `A deprecated runtime gets no security updates: holes in the language and in its libraries stay open, and AWS refuses first to
create and then to update functions with it. Allow it for a function that is about to go.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/load
      Runtime: python3.7
      Handler: load.handler
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
      Runtime: python3.13
      Handler: load.handler
      Code:
        S3Bucket: code
        S3Key: load.zip
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html'],
  knownAs: ['Checkov CKV_AWS_363', 'SecurityHub Lambda.2', 'cdk-nag LambdaLatestVersion'],
  *check(lambda) {
    const runtime = asString(lambda.get('Runtime'));
    const next = runtime === undefined ? undefined : ended.get(runtime);
    if (next === undefined) return;
    yield {
      at: lambda.at('Runtime'),
      message: `${lambda.id} runs on ${runtime}, which gets no security updates any more.`,
      fixes: [
        {
          title: `Run ${lambda.id} on ${next}`,
          // The code may have to follow.
          safe: false,
          changes: [lambda.set(['Runtime'], next)],
        },
      ],
    };
  },
});
