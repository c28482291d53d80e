import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';
import { lacksOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'lambda-environment-no-key',
  title: 'Environment variables without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  why: `Lambda encrypts environment variables with the AWS managed key of the account unless KmsKeyArn names another: then everybody who
may call GetFunctionConfiguration reads them, and no key policy limits or records it. Names of tables and buckets are harmless; host names,
account numbers and tokens are not. Allow it for variables that may be known.`,
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
      Environment:
        Variables:
          TARGET: warehouse.example.com
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
      Code:
        S3Bucket: code
        S3Key: load.zip
      KmsKeyArn: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
      Environment:
        Variables:
          TARGET: warehouse.example.com
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html'],
  knownAs: ['Checkov CKV_AWS_173', 'KICS serverless_function_environment_variables_not_encrypted'],
  *check(lambda, graph) {
    const variables = lambda.get('Environment', 'Variables');
    if (variables?.kind !== 'mapping' || variables.entries.size === 0) return;
    if (lacksOwnKey(lambda, ['KmsKeyArn'], graph) === undefined) return;
    const key = keyFor(lambda.stack, lambda);
    yield {
      at: lambda.at('Environment', 'Variables'),
      message: `The environment variables of ${lambda.id} are encrypted with the AWS managed key of Lambda, so no key policy limits who reads them.`,
      fixes: [
        {
          title: `Encrypt them with ${key.name}`,
          safe: false,
          changes: [lambda.set(['KmsKeyArn'], key.arn), ...key.changes],
        },
      ],
    };
  },
});
