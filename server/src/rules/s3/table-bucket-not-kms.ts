import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';

export const rule = defineRule({
  id: 's3-table-bucket-not-kms',
  title: 'Table bucket without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3Tables::TableBucket'],
  why: `S3 encrypts every table, but with SSE-S3 everybody who may read the table bucket may also decrypt it, and no key policy can limit
or record that. With a customer managed key reading needs a second permission. The key's policy then has to admit
maintenance.s3tables.amazonaws.com, which compacts the tables. Allow it for data that is public.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Tables:
    Type: AWS::S3Tables::TableBucket
    Properties:
      TableBucketName: sales
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Tables:
    Type: AWS::S3Tables::TableBucket
    Properties:
      TableBucketName: sales
      EncryptionConfiguration:
        SSEAlgorithm: aws:kms
        KMSKeyArn: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-encryption.html'],
  knownAs: [],
  *check(bucket) {
    const algorithm = bucket.get('EncryptionConfiguration', 'SSEAlgorithm');
    if (bucket.has('EncryptionConfiguration') && asString(algorithm) !== 'AES256') return;
    const key = keyFor(bucket.stack, bucket);
    yield {
      at: bucket.at('EncryptionConfiguration', 'SSEAlgorithm'),
      message: `${bucket.id} is encrypted with SSE-S3, so no key policy limits or records who decrypts its tables.`,
      fixes: [
        {
          title: `Encrypt ${bucket.id} with ${key.name}`,
          safe: false,
          changes: [
            bucket.set(['EncryptionConfiguration'], { SSEAlgorithm: 'aws:kms', KMSKeyArn: key.arn }),
            ...key.changes,
          ],
        },
      ],
    };
  },
});
