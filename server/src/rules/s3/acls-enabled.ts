import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { receivesAccessLogs } from '../../graph/buckets';

const ownership = ['OwnershipControls', 'Rules', 0, 'ObjectOwnership'] as const;

export const rule = defineRule({
  id: 's3-acls-enabled',
  title: 'Bucket with ACLs',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `With an ownership other than BucketOwnerEnforced every object may have an ACL of its own, which opens it past all policies, and
whoever writes an object from another account may own it. New buckets have no ACLs unless OwnershipControls brings them back. Buckets that
receive access logs are not reported. Allow it for writers that need ACLs, such as the logs of CloudFront.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      OwnershipControls:
        Rules:
          - ObjectOwnership: ObjectWriter
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      OwnershipControls:
        Rules:
          - ObjectOwnership: BucketOwnerEnforced
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html'],
  knownAs: ['SecurityHub S3.12'],
  *check(bucket, graph) {
    const owner = asString(bucket.get(...ownership));
    if (owner !== 'ObjectWriter' && owner !== 'BucketOwnerPreferred') return;
    if (receivesAccessLogs(bucket, graph)) return;
    yield {
      at: bucket.at(...ownership),
      message: `${bucket.id} lets every object have an ACL of its own, which opens it past all policies.`,
      fixes: [
        {
          title: `Switch off the ACLs of ${bucket.id}`,
          safe: false,
          changes: [bucket.set([...ownership], 'BucketOwnerEnforced')],
        },
      ],
    };
  },
});
