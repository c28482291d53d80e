import type { Place } from '../../base/range';
import { asBoolean } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { bucketPoliciesOf } from '../../graph/buckets';
import { isOpenToEveryone } from '../../graph/exposure';
import type { Graph } from '../../graph/graph';

const block = 'PublicAccessBlockConfiguration';
const switches = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
] as const;

export const rule = defineRule({
  id: 's3-public-access-not-blocked',
  title: 'Bucket without a public access block',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket', 'AWS::S3::AccessPoint', 'AWS::S3::MultiRegionAccessPoint'],
  why: `With all four switches of the public access block on, no ACL and no policy can open a bucket to the internet, whoever writes
it. A switch that is false or left out of the block is off. Without a block a bucket that is made today is private, because S3 puts
one on new buckets since April 2023, but nothing in the template holds it so. The block of an access point cannot be changed
afterwards. Allow it for a bucket that serves public files on purpose.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: false
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_53',
    'Checkov CKV_AWS_54',
    'Checkov CKV_AWS_55',
    'Checkov CKV_AWS_56',
    'Trivy AWS-0086',
    'Trivy AWS-0087',
    'Trivy AWS-0091',
    'Trivy AWS-0093',
    'Trivy AWS-0094',
    'SecurityHub S3.1',
    'SecurityHub S3.8',
    'SecurityHub S3.19',
    'SecurityHub S3.24',
    'KICS s3_bucket_allows_public_acl',
    'KICS s3_bucket_with_public_policy',
    'KICS s3_bucket_without_ignore_public_acl',
    'KICS s3_bucket_without_restriction_of_public_bucket',
    'Guard S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    'cdk-nag S3BucketLevelPublicAccessProhibited',
  ],
  *check(resource, graph) {
    const whole = resource.get(block);
    if (whole === undefined) {
      if (resource.type === 'AWS::S3::Bucket') yield absent(resource, graph);
      return;
    }
    const off = switches.filter((name) => {
      const value = resource.get(block, name);
      return value === undefined || asBoolean(value) === false;
    });
    if (off.length === 0) return;
    const open = isPublic(resource, graph);
    yield {
      at: placeOf(resource, off),
      severity: open ? 'error' : 'warning',
      message: `${resource.id} leaves ${listed(off)} off, so ${deedOf(off)} ${open ? 'opens' : 'can open'} it to everyone.`,
      fixes: [{ title: `Block public access to ${resource.id}`, safe: false, changes: [blockAll(resource)] }],
    };
  },
});

function absent(bucket: Resource, graph: Graph) {
  return {
    at: bucket.idAt,
    severity: 'info' as const,
    message: `${bucket.id} has no public access block of its own, so only what its account or S3 presets keeps it private.`,
    fixes: [
      {
        title: `Block public access to ${bucket.id}`,
        // A new bucket has this block anyway; one that is public on purpose would be closed.
        safe: !isPublic(bucket, graph) && !bucket.has('WebsiteConfiguration'),
        changes: [blockAll(bucket)],
      },
    ],
  };
}

function blockAll(resource: Resource) {
  const whole = resource.get(block);
  return whole?.kind === 'mapping' && whole.entries.size > 0
    ? resource.setAll(switches.map((name) => [[block, name], true]))
    : resource.set([block], Object.fromEntries(switches.map((name) => [name, true])));
}

function placeOf(resource: Resource, off: readonly string[]): Place {
  const written = off.find((name) => resource.has(block, name));
  return written === undefined ? resource.at(block) : resource.at(block, written);
}

/** True when an ACL or a policy in the workspace opens the bucket. */
function isPublic(resource: Resource, graph: Graph): boolean {
  if (resource.type !== 'AWS::S3::Bucket')
    return graph.policiesOf(resource).some(({ statements }) => statements.some(isOpenToEveryone));
  const acl = resource.get('AccessControl');
  if (acl?.kind === 'scalar' && acl.text.startsWith('PublicRead')) return true;
  return bucketPoliciesOf(resource, graph).some(({ statements }) => statements.some(isOpenToEveryone));
}

function deedOf(off: readonly string[]): string {
  const acls = off.some((name) => name.endsWith('Acls'));
  const policies = off.some((name) => !name.endsWith('Acls'));
  return acls && policies ? 'an ACL or a policy' : acls ? 'an ACL' : 'a policy';
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
