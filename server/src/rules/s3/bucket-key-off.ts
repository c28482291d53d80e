import { asBoolean, asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

const entry = ['BucketEncryption', 'ServerSideEncryptionConfiguration', 0] as const;

export const rule = defineRule({
  id: 's3-bucket-key-off',
  title: 'SSE-KMS without a bucket key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `Without a bucket key S3 calls KMS for every object that is read or written. Jobs with many files then meet the request limit of
KMS, which all services of the account share, and fail with ThrottlingException; the calls also cost money. With a bucket key S3 calls
KMS once for many objects. Allow it where policies or alarms look at the ARN of the object in the encryption context, or where every
use of the key has to be in the trail.`,
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
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: alias/lake
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
              KMSMasterKeyID: alias/lake
            BucketKeyEnabled: true
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html'],
  knownAs: [],
  *check(bucket) {
    // There are no bucket keys for aws:kms:dsse.
    const algorithm = asString(bucket.get(...entry, 'ServerSideEncryptionByDefault', 'SSEAlgorithm'));
    if (algorithm !== 'aws:kms') return;
    const value = bucket.get(...entry, 'BucketKeyEnabled');
    if (value !== undefined && asBoolean(value) !== false) return;
    const at =
      value === undefined
        ? bucket.at(...entry, 'ServerSideEncryptionByDefault', 'SSEAlgorithm')
        : bucket.at(...entry, 'BucketKeyEnabled');
    yield {
      at,
      message: `${bucket.id} calls KMS for every object, because it has no bucket key: jobs with many files are throttled.`,
      fixes: [
        {
          title: `Use a bucket key in ${bucket.id}`,
          safe: false,
          changes: [bucket.set([...entry, 'BucketKeyEnabled'], true)],
        },
      ],
    };
  },
});
