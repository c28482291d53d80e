import { defineRule } from '../../engine/rule';
import { lacksOwnKey, withOwnKey } from '../../graph/own-key';

const key = ['StreamEncryption', 'KeyId'] as const;

export const rule = defineRule({
  id: 'kinesis-managed-key',
  title: 'Stream encrypted with the AWS managed key',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Kinesis::Stream'],
  why: `With alias/aws/kinesis everybody of the account who may read the stream may decrypt it as well, no key policy limits that,
and no other account can read the stream at all. A customer managed key makes reading a second permission. Allow it where the
stream's own permissions are enough.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::Kinesis::Stream
    Properties:
      StreamEncryption:
        EncryptionType: KMS
        KeyId: alias/aws/kinesis
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  Events:
    Type: AWS::Kinesis::Stream
    Properties:
      StreamEncryption:
        EncryptionType: KMS
        KeyId: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html'],
  knownAs: [
    'Trivy AWS-0064',
    'KICS kinesis_sse_not_configured',
    'cdk-nag KinesisDataStreamDefaultKeyWhenSSE',
  ],
  *check(stream, graph) {
    const lack = lacksOwnKey(stream, [...key], graph);
    if (lack?.alias === undefined) return;
    const { name, changes } = withOwnKey(stream, [...key]);
    yield {
      at: lack.at,
      message: `${stream.id} is encrypted with the AWS managed key of Kinesis, so no key policy limits who decrypts its records.`,
      fixes: [{ title: `Encrypt ${stream.id} with ${name}`, safe: false, changes }],
    };
  },
});
