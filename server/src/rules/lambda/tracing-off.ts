import { asString } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

const places: ReadonlyMap<string, Path> = new Map<string, Path>([
  ['AWS::Lambda::Function', ['TracingConfig', 'Mode']],
  ['AWS::Serverless::Function', ['Tracing']],
]);

export const rule = defineRule({
  id: 'lambda-tracing-off',
  title: 'Function without tracing',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: [...places.keys()],
  why: `With active tracing X-Ray shows for every run which services a function called, how long they took and what failed. Without it a
slow or failing pipeline, and calls that nobody expects, are found in logs alone. Allow it where another tracer is used.`,
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
      TracingConfig:
        Mode: Active
      Code:
        S3Bucket: code
        S3Key: load.zip
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html'],
  knownAs: [
    'Trivy AWS-0066',
    'Trivy AWS-0125',
    'SecurityHub Lambda.7',
    'KICS lambda_functions_without_x-ray_tracing',
    'KICS serverless_function_without_x-ray_tracing',
    'cdk-nag LambdaTracing',
  ],
  *check(lambda) {
    const path = places.get(lambda.type) ?? [];
    const mode = lambda.get(...path);
    if (mode !== undefined && !['PassThrough', 'Disabled'].includes(asString(mode) ?? '')) return;
    yield {
      at: lambda.at(...path),
      message: `${lambda.id} is not traced, so what it calls and where it fails is found in its logs alone.`,
      fixes: [
        {
          title: `Trace ${lambda.id}`,
          // The role then has to write traces.
          safe: false,
          changes: [lambda.set(path, 'Active')],
        },
      ],
    };
  },
});
