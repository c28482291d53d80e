import { asBoolean, asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

/** What each public canned ACL lets whom do. */
const deeds: ReadonlyMap<string, string> = new Map([
  ['PublicRead', 'anyone on the internet read'],
  ['PublicReadWrite', 'anyone on the internet read and overwrite'],
  ['AuthenticatedRead', 'everybody with an AWS account read'],
]);

export const rule = defineRule({
  id: 's3-public-acl',
  title: 'Bucket with a public ACL',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `A public canned ACL lists the bucket to everyone, and lets everyone write with PublicReadWrite. Since April 2023 S3 refuses such
an ACL unless the bucket's OwnershipControls admit ACLs and its public access block is switched off, so it either fails to deploy or
publishes the data. A public site is better served by CloudFront from a private bucket. Allow it for a bucket that serves public files on
purpose.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: Private
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl'],
  knownAs: [
    'Checkov CKV_AWS_20',
    'Checkov CKV_AWS_57',
    'Trivy AWS-0092',
    'cfn_nag W31',
    'cfn_nag F14',
    'SecurityHub S3.2',
    'SecurityHub S3.3',
    'SecurityHub S3.12',
    'Trivy AWS-0161',
    'SecurityHub CloudTrail.6',
    'KICS s3_bucket_acl_allows_read_to_all_users',
    'KICS s3_bucket_acl_allows_read_or_write_to_all_users',
    'KICS s3_bucket_acl_allows_read_to_any_authenticated_user',
    'Guard S3_BUCKET_PUBLIC_READ_ACL',
    'Guard S3_BUCKET_NO_PUBLIC_RW_ACL',
    'cdk-nag S3BucketPublicReadProhibited',
    'cdk-nag S3BucketPublicWriteProhibited',
  ],
  *check(bucket) {
    const acl = asString(bucket.get('AccessControl')) ?? '';
    const deed = deeds.get(acl);
    if (deed === undefined) return;
    yield {
      at: bucket.at('AccessControl'),
      message: `${acl} lets ${deed} ${bucket.id}${hindrance(bucket)}.`,
      fixes: [
        {
          title: `Make ${bucket.id} private`,
          safe: false,
          changes: [bucket.set(['AccessControl'], 'Private')],
        },
      ],
    };
  },
});

/** What stands between the ACL and the public, as far as the bucket says. */
function hindrance(bucket: Resource): string {
  const blocked = ['BlockPublicAcls', 'IgnorePublicAcls'].some(
    (name) => asBoolean(bucket.get('PublicAccessBlockConfiguration', name)) === true,
  );
  return blocked ? ', as soon as its public access block is lifted, and until then the deployment fails' : '';
}
