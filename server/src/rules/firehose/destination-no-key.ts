import { onlyWith } from '../../base/edit';
import { asString } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { bucketsOf } from '../../graph/delivery-streams';
import type { Graph } from '../../graph/graph';
import { keyFor } from '../../graph/key-choice';

const encryption = 'EncryptionConfiguration';

export const rule = defineRule({
  id: 'firehose-destination-no-key',
  title: 'Delivery without a key',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::KinesisFirehose::DeliveryStream'],
  why: `Firehose encrypts what it writes to S3 with a KMS key only when EncryptionConfiguration names one; otherwise the default of
the bucket decides, which is SSE-S3 for a bucket that says nothing. A bucket of the workspace whose default is a customer managed key
is not reported. Allow it where the bucket is known to have such a default.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Delivery:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      ExtendedS3DestinationConfiguration:
        BucketARN: arn:aws:s3:::sales-lake
        RoleARN: arn:aws:iam::111122223333:role/delivery
        EncryptionConfiguration:
          NoEncryptionConfig: NoEncryption
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
  Delivery:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      ExtendedS3DestinationConfiguration:
        BucketARN: arn:aws:s3:::sales-lake
        RoleARN: arn:aws:iam::111122223333:role/delivery
        EncryptionConfiguration:
          KMSEncryptionConfig:
            AWSKMSKeyARN: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html'],
  knownAs: [],
  *check(stream, graph) {
    for (const path of bucketsOf(stream)) {
      const none = [...path, encryption, 'NoEncryptionConfig'];
      const isOff = asString(stream.get(...none)) === 'NoEncryption';
      if (stream.has(...path, encryption) && !isOff) continue;
      if (hasOwnKey(stream, path, graph)) continue;
      const { arn, name, changes } = keyFor(stream.stack, stream);
      const chosen = { KMSEncryptionConfig: { AWSKMSKeyARN: arn } };
      yield {
        at: stream.at(...(isOff ? none : [...path, encryption])),
        message: `${stream.id} writes to S3 without naming a key, so that the default of the bucket decides how its data is encrypted.`,
        fixes: [
          {
            title: `Encrypt what ${stream.id} writes with ${name}`,
            safe: false,
            changes: onlyWith(stream.set([...path, encryption], chosen), changes),
          },
        ],
      };
    }
  },
});

/** True when the bucket encrypts with a customer managed key by itself, or may do so for all that is known. */
function hasOwnKey(stream: Resource, path: Path, graph: Graph): boolean {
  const named = stream.get(...path, 'BucketARN');
  const bucket = named?.kind === 'reference' ? graph.find(named) : undefined;
  if (bucket === undefined) return false;
  const { kind } = graph.encryptionOf(bucket);
  return kind === 'customer' || kind === 'elsewhere' || kind === 'unknown';
}
