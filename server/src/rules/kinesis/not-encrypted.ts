import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { withOwnKey } from '../../graph/own-key';

const type = ['StreamEncryption', 'EncryptionType'] as const;
const key = ['StreamEncryption', 'KeyId'] as const;

export const rule = defineRule({
  id: 'kinesis-not-encrypted',
  title: 'Stream without encryption at rest',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Kinesis::Stream'],
  why: `Without StreamEncryption Kinesis stores records as they arrive, for as long as they are retained. With it every record is
encrypted with a KMS key before it is stored, and reading needs that key. CloudFormation wants both EncryptionType and KeyId, and
refuses one without the other. Encryption is switched on in place. Allow it for a stream of public data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::Kinesis::Stream
    Properties:
      ShardCount: 1
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
      ShardCount: 1
      StreamEncryption:
        EncryptionType: KMS
        KeyId: !GetAtt DataKey.Arn
`,
  },
  references: [
    'https://docs.aws.amazon.com/streams/latest/dev/getting-started-with-sse.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-kinesis-stream-streamencryption.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_43',
    'Trivy AWS-0064',
    'cfn_nag W49',
    'SecurityHub Kinesis.1',
    'KICS kinesis_sse_not_configured',
    'Guard KINESIS_STREAM_ENCRYPTION_RULE',
    'cdk-nag KinesisDataStreamSSE',
  ],
  *check(stream) {
    const whole = stream.get('StreamEncryption');
    if (whole === undefined || asString(stream.get(...type)) === 'NONE') {
      yield {
        at: stream.at(...(whole === undefined ? ['StreamEncryption'] : type)),
        message: `${stream.id} stores its records unencrypted.`,
        fixes: [repair(stream)],
      };
      return;
    }
    if (whole.kind !== 'mapping') return;
    const missing = !stream.has(...key) ? 'KeyId' : !stream.has(...type) ? 'EncryptionType' : undefined;
    if (missing === undefined) return;
    yield {
      at: stream.at('StreamEncryption', missing),
      severity: 'error',
      message: `${stream.id} cannot be deployed, because its StreamEncryption has no ${missing}.`,
      fixes: [
        missing === 'KeyId'
          ? repair(stream)
          : { title: 'Set EncryptionType to KMS', safe: true, changes: [stream.set([...type], 'KMS')] },
      ],
    };
  },
});

function repair(stream: Resource): Fix {
  const { name, changes } = withOwnKey(stream, [...key], [[...type], 'KMS']);
  return { title: `Encrypt ${stream.id} with ${name}`, safe: false, changes };
}
