import { asList, asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

const blocked = [
  'BucketEncryption',
  'ServerSideEncryptionConfiguration',
  0,
  'BlockedEncryptionTypes',
  'EncryptionType',
] as const;

export const rule = defineRule({
  id: 's3-customer-keys-allowed',
  title: 'Bucket that accepts SSE-C',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `With SSE-C the caller brings a key that neither S3 nor KMS keeps. Whoever may write to the bucket can encrypt the data anew with
a key of their own and ask money for it. New buckets refuse SSE-C since April 2026; BlockedEncryptionTypes NONE admits it again. Allow it
for a client that cannot use KMS.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - BlockedEncryptionTypes:
              EncryptionType: [NONE]
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
          - BlockedEncryptionTypes:
              EncryptionType: [SSE-C]
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html',
  ],
  knownAs: [],
  *check(bucket) {
    const none = asList(bucket.get(...blocked)).find((value) => asString(value) === 'NONE');
    if (none === undefined) return;
    yield {
      at: none.at,
      message: `${bucket.id} accepts SSE-C, so whoever may write to it can lock its data with a key that only they hold.`,
      fixes: [
        {
          title: `Refuse SSE-C in ${bucket.id}`,
          safe: false,
          changes: [bucket.set([...blocked], ['SSE-C'])],
        },
      ],
    };
  },
});
