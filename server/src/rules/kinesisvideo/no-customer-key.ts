import { defineRule } from '../../engine/rule';
import { lacksOwnKey, withOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'kinesisvideo-no-customer-key',
  title: 'Video stream without a customer managed key',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::KinesisVideo::Stream'],
  why: `Kinesis Video Streams encrypts every stream, but with the AWS managed key aws/kinesisvideo everybody of the account who may
read the stream may decrypt it as well, and no key policy limits that. With a customer managed key reading needs a second permission.
Allow it where the stream's own permissions are enough.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Camera:
    Type: AWS::KinesisVideo::Stream
    Properties:
      DataRetentionInHours: 24
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
  Camera:
    Type: AWS::KinesisVideo::Stream
    Properties:
      DataRetentionInHours: 24
      KmsKeyId: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/kinesisvideostreams/latest/dg/how-kms.html'],
  knownAs: [],
  *check(stream, graph) {
    const lack = lacksOwnKey(stream, ['KmsKeyId'], graph);
    if (lack === undefined) return;
    const { name, changes } = withOwnKey(stream, ['KmsKeyId']);
    yield {
      at: lack.at,
      message: `${stream.id} is encrypted with the AWS managed key of Kinesis Video, so no key policy limits who decrypts its media.`,
      fixes: [{ title: `Encrypt ${stream.id} with ${name}`, safe: false, changes }],
    };
  },
});
