import type { Place } from '../../base/range';
import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { receivesAccessLogs, servesWithoutKeys } from '../../graph/buckets';
import type { Graph } from '../../graph/graph';
import { keyFor } from '../../graph/key-choice';
import { lacksOwnKey } from '../../graph/own-key';

const encryption = ['BucketEncryption', 'ServerSideEncryptionConfiguration'] as const;
const byDefault = [...encryption, 0, 'ServerSideEncryptionByDefault'] as const;

export const rule = defineRule({
  id: 's3-not-kms',
  title: 'Bucket without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `S3 encrypts every object, but with SSE-S3 or the AWS managed key everybody who may read the bucket may also decrypt it, and
no key policy can limit or record that. With a customer managed key reading needs a second permission, CloudTrail shows every use
of the key, and disabling the key closes the data. Allow it for data that is public. Websites and buckets
that receive access logs, which work with SSE-S3 alone, are not reported.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: AES256
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
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: !GetAtt DataKey.Arn
            BucketKeyEnabled: true
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html'],
  knownAs: [
    'Checkov CKV_AWS_19',
    'Trivy AWS-0088',
    'Trivy AWS-0132',
    'cfn_nag W41',
    'SecurityHub S3.4',
    'SecurityHub S3.17',
    'KICS s3_bucket_without_server_side_encryption',
    'Guard S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED',
    'Guard S3_DEFAULT_ENCRYPTION_KMS',
    'cdk-nag S3DefaultEncryptionKMS',
  ],
  *check(bucket, graph) {
    const lack = lackOf(bucket, graph);
    if (lack === undefined || receivesAccessLogs(bucket, graph) || servesWithoutKeys(bucket, graph)) return;
    yield {
      at: lack.at,
      message: `${bucket.id} ${lack.says}, so no key policy limits or records who decrypts its objects.`,
      fixes: [repair(bucket)],
    };
  },
});

function lackOf(bucket: Resource, graph: Graph): { at: Place; says: string } | undefined {
  if (bucket.get(...encryption) === undefined)
    return { at: bucket.at(...encryption), says: 'has no BucketEncryption and gets SSE-S3' };
  const at = bucket.at(...byDefault, 'SSEAlgorithm');
  const written = bucket.get(...byDefault, 'SSEAlgorithm');
  if (written === undefined) return { at, says: 'names no default encryption and gets SSE-S3' };
  const algorithm = asString(written);
  if (algorithm === 'AES256') return { at, says: 'is encrypted with SSE-S3' };
  if (algorithm?.startsWith('aws:kms') !== true) return undefined;
  const lack = lacksOwnKey(bucket, [...byDefault, 'KMSMasterKeyID'], graph);
  return lack === undefined
    ? undefined
    : {
        at: lack.alias === undefined ? at : lack.at,
        says: 'is encrypted with the AWS managed key of S3',
      };
}

/** Not safe: whoever reads the bucket then needs the key too. */
function repair(bucket: Resource): Fix {
  const key = keyFor(bucket.stack, bucket);
  const rule = {
    ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key.arn },
    BucketKeyEnabled: true,
  };
  const change = bucket.has(...encryption, 0)
    ? bucket.setAll([
        [[...byDefault, 'SSEAlgorithm'], 'aws:kms'],
        [[...byDefault, 'KMSMasterKeyID'], key.arn],
        [[...encryption, 0, 'BucketKeyEnabled'], true],
      ])
    : bucket.set([...encryption], [rule]);
  return { title: `Encrypt ${bucket.id} with ${key.name}`, safe: false, changes: [change, ...key.changes] };
}
