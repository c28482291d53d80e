import type { Stack } from '../../cloudformation/stack';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { repairsInText, type SecretRepair } from '../../graph/secret-repair';
import { type WrittenToken, writtenTokens } from '../../graph/written-tokens';

export const rule = defineRule({
  id: 'secrets-token',
  title: 'Token or key written in the file',
  severity: 'error',
  profile: 'recommended',
  on: 'stack',
  why: `Access keys, tokens, private keys and URLs with a password can be told by their form, wherever they stand. Everybody who can read
the file, its history or the deployed stack can use them from anywhere, and programs look for them in public repositories within
minutes. Make it invalid at its issuer first: taking it out of the file does not take it out of the history. Then keep the new one in
Secrets Manager. Allow it where it is an example that was never valid; the keys of AWS's documentation are known and never reported.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Loader:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/loader
      Handler: loader.handler
      Runtime: python3.13
      Code:
        S3Bucket: code
        S3Key: loader.zip
      Environment:
        Variables:
          BROKER: amqps://etl:Winter-2019@mq.internal:5671
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Loader:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/loader
      Handler: loader.handler
      Runtime: python3.13
      Code:
        S3Bucket: code
        S3Key: loader.zip
      Environment:
        Variables:
          BROKER: amqps://mq.internal:5671
          BROKER_SECRET_NAME: mq/etl
`,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/securing_access-keys.html',
    'https://docs.aws.amazon.com/glue/latest/dg/connection-properties-secrets-manager.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_45',
    'Checkov CKV_AWS_46',
    'KICS common/passwords_and_secrets',
    'KICS hardcoded_aws_access_key_in_lambda',
  ],
  *check(stack): Generator<Finding> {
    for (const token of writtenTokens(stack.template)) {
      const { at, what, owner } = token;
      yield {
        at,
        message: `This is ${what}, which everybody who can read this file can use.`,
        ...(owner === undefined ? {} : { resource: owner }),
        fixes: repairsOf(token, stack).map((repair) => ({ ...repair, safe: false })),
      };
    }
  },
});

/** Keys of AWS have no other place to be taken from: a role replaces them. */
function repairsOf(token: WrittenToken, stack: Stack): readonly SecretRepair[] {
  const { owner, what } = token;
  if (owner === undefined || /AWS|private key/.test(what)) return [];
  return repairsInText({ ...token, owner }, stack);
}
