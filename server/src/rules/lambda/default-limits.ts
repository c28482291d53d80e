import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'lambda-default-limits',
  title: 'Function with the time and memory that it happens to get',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  why: `A function without Timeout is stopped after three seconds, and one without MemorySize has 128 MB and the small part of a processor
that goes with it: a file that is larger than usual is then loaded in part, or not at all, and nobody has chosen that. Measure what it
needs and write it. Allow it for a function that answers at once.`,
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
      Timeout: 60
      MemorySize: 512
      Code:
        S3Bucket: code
        S3Key: load.zip
`,
  },
  references: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html',
  ],
  knownAs: ['cdk-nag LambdaDefaultTimeout', 'cdk-nag LambdaDefaultMemorySize'],
  *check(lambda) {
    const missing = limits.filter(({ property }) => !lambda.has(property));
    if (missing.length === 0) return;
    const gets = missing.map(({ effect }) => effect).join(' and ');
    const names = missing.map(({ property }) => property).join(' and no ');
    yield { at: lambda.idAt, message: `${lambda.id} ${gets}, because it has no ${names}.` };
  },
});

const limits = [
  { property: 'Timeout', effect: 'is stopped after 3 seconds' },
  { property: 'MemorySize', effect: 'has 128 MB of memory' },
];
