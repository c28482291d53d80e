import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { withOwnKey } from '../../graph/own-key';

const input = 'DeliveryStreamEncryptionConfigurationInput';

export const rule = defineRule({
  id: 'firehose-not-encrypted',
  title: 'Delivery stream without encryption at rest',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::KinesisFirehose::DeliveryStream'],
  why: `What producers put into a delivery stream waits inside Firehose until it is delivered, and is not encrypted there unless
DeliveryStreamEncryptionConfigurationInput says so. A key that AWS owns costs nothing and needs no permission; a customer managed key
makes every use visible. Streams that read from Kinesis or Kafka keep their data in the source and are not reported. Allow it for
public data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Delivery:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      DeliveryStreamType: DirectPut
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Delivery:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      DeliveryStreamType: DirectPut
      DeliveryStreamEncryptionConfigurationInput:
        KeyType: AWS_OWNED_CMK
`,
  },
  references: [
    'https://docs.aws.amazon.com/firehose/latest/dev/encryption.html',
    'https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html',
  ],
  knownAs: [
    'cfn_nag W88',
    'SecurityHub DataFirehose.1',
    'Guard KINESIS_FIREHOSE_DELIVERY_STREAM_ENCRYPTION_RULE',
    'cdk-nag KinesisDataFirehoseSSE',
  ],
  *check(stream) {
    if (asString(stream.get(input, 'KeyType')) === 'CUSTOMER_MANAGED_CMK' && !stream.has(input, 'KeyARN')) {
      const { name, changes } = withOwnKey(stream, [input, 'KeyARN']);
      yield {
        at: stream.at(input, 'KeyType'),
        severity: 'error',
        message: `${stream.id} cannot be deployed, because it asks for a customer managed key and names none.`,
        fixes: [{ title: `Encrypt ${stream.id} with ${name}`, safe: false, changes }],
      };
      return;
    }
    if (stream.has(input) || sources.some((source) => stream.has(source))) return;
    const type = stream.get('DeliveryStreamType');
    if (type !== undefined && asString(type) !== 'DirectPut') return;
    yield {
      at: stream.at(input),
      message: `${stream.id} holds what is put into it unencrypted until it is delivered.`,
      fixes: [
        {
          title: `Encrypt ${stream.id} with a key that AWS owns`,
          safe: true,
          changes: [stream.set([input, 'KeyType'], 'AWS_OWNED_CMK')],
        },
      ],
    };
  },
});

const sources = [
  'KinesisStreamSourceConfiguration',
  'MSKSourceConfiguration',
  'DatabaseSourceConfiguration',
] as const;
