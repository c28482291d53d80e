import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { receivesAccessLogs } from '../../graph/buckets';

export const rule = defineRule({
  id: 's3-no-object-lock',
  title: 'Bucket without Object Lock',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `With Object Lock an object can be kept from everybody, administrators included, until its time has come: neither a mistake nor
stolen credentials can delete or overwrite it. It brings versions with it and is never switched off again. Buckets that receive access
logs cannot have it and are not reported. Allow it for data that is changed or deleted in the ordinary course.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Records:
    Type: AWS::S3::Bucket
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Records:
    Type: AWS::S3::Bucket
    Properties:
      ObjectLockEnabled: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
  ],
  knownAs: [
    'SecurityHub S3.15',
    'Guard S3_BUCKET_DEFAULT_LOCK_ENABLED',
    'cdk-nag S3BucketDefaultLockEnabled',
  ],
  *check(bucket, graph) {
    const enabled = bucket.get('ObjectLockEnabled');
    if ((enabled !== undefined && asBoolean(enabled) !== false) || receivesAccessLogs(bucket, graph)) return;
    yield {
      at: bucket.at('ObjectLockEnabled'),
      message: `${bucket.id} has no Object Lock, so whoever may delete its objects can delete every version of them.`,
      fixes: [
        {
          title: `Give ${bucket.id} Object Lock, which replaces the bucket`,
          safe: false,
          changes: [bucket.set(['ObjectLockEnabled'], true)],
        },
      ],
    };
  },
});
