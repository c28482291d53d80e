import { asBoolean, asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 's3-versioning-off',
  title: 'Bucket without versions',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `Without versioning a job that overwrites or deletes the wrong prefix, or somebody with stolen credentials, destroys data for
good. With versioning the former objects stay and can be restored; a lifecycle rule for noncurrent versions keeps the cost small. Allow
it for data that can be made again, such as temporary files and query results.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: raw-data
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: raw-data
      VersioningConfiguration:
        Status: Enabled
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html'],
  knownAs: [
    'Checkov CKV_AWS_21',
    'Trivy AWS-0090',
    'SecurityHub S3.14',
    'KICS s3_bucket_without_versioning',
    'Guard S3_BUCKET_VERSIONING_ENABLED',
    'cdk-nag S3BucketVersioningEnabled',
  ],
  *check(bucket) {
    const status = bucket.get('VersioningConfiguration', 'Status');
    const suspended = asString(status) === 'Suspended';
    if (status !== undefined && !suspended) return;
    // Object Lock brings versioning with it.
    if (!suspended && bucket.has('ObjectLockEnabled') && asBoolean(bucket.get('ObjectLockEnabled')) !== false)
      return;
    yield {
      at: bucket.at('VersioningConfiguration', 'Status'),
      message: `${bucket.id} keeps no former versions, so what is overwritten or deleted in it is lost.`,
      fixes: [
        {
          title: `Keep former versions in ${bucket.id}`,
          safe: false,
          changes: [bucket.set(['VersioningConfiguration', 'Status'], 'Enabled')],
        },
      ],
    };
  },
});
