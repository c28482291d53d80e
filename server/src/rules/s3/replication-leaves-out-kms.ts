import { asList, asString, lookUp } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

const rules = ['ReplicationConfiguration', 'Rules'] as const;
const copyKey = ['Destination', 'EncryptionConfiguration', 'ReplicaKmsKeyID'] as const;
const chosen = ['SourceSelectionCriteria', 'SseKmsEncryptedObjects', 'Status'] as const;

export const rule = defineRule({
  id: 's3-replication-leaves-out-kms',
  title: 'Replication that leaves out encrypted objects',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `S3 replicates objects that are encrypted with a KMS key only when the rule says so in SourceSelectionCriteria and names the key
of the destination's region in ReplicaKmsKeyID. Otherwise the objects of a bucket with SSE-KMS stay where they are, without an error, and
the copy is found empty when it is needed. Allow it for a rule whose prefix holds only objects that are encrypted with SSE-S3.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: Enabled
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
      ReplicationConfiguration:
        Role: arn:aws:iam::111122223333:role/replication
        Rules:
          - Status: Enabled
            Prefix: ''
            Destination:
              Bucket: arn:aws:s3:::raw-data-copy
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: Enabled
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
      ReplicationConfiguration:
        Role: arn:aws:iam::111122223333:role/replication
        Rules:
          - Status: Enabled
            Prefix: ''
            SourceSelectionCriteria:
              SseKmsEncryptedObjects:
                Status: Enabled
            Destination:
              Bucket: arn:aws:s3:::raw-data-copy
              EncryptionConfiguration:
                ReplicaKmsKeyID: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html',
  ],
  knownAs: [],
  *check(bucket) {
    for (const [index, rule] of asList(bucket.get(...rules)).entries()) {
      if (asString(lookUp(rule, 'Status')) !== 'Enabled') continue;
      const status = lookUp(rule, ...chosen);
      if (status === undefined || asString(status) === 'Disabled') {
        if (isEncryptedByKms(bucket)) yield leavesOut(bucket, index);
      } else if (asString(status) === 'Enabled') {
        if (lookUp(rule, ...copyKey) === undefined) yield withoutKey(bucket, index);
      }
    }
  },
});

function leavesOut(bucket: Resource, index: number) {
  const path: Path = [...rules, index, ...chosen];
  return {
    at: bucket.at(...path),
    message: `${bucket.id} encrypts its objects with KMS, and this rule replicates no such objects.`,
    // Without a key for the copies S3 would refuse the rule, and the key of another region is not known here.
    fixes: bucket.has(...rules, index, ...copyKey)
      ? [
          {
            title: 'Replicate objects encrypted with KMS',
            safe: false,
            changes: [bucket.set(path, 'Enabled')],
          },
        ]
      : [],
  };
}

function withoutKey(bucket: Resource, index: number) {
  return {
    at: bucket.at(...rules, index, ...chosen),
    message: `The rule replicates objects of ${bucket.id} encrypted with KMS but names no ReplicaKmsKeyID to encrypt the copies with, so S3 refuses it.`,
  };
}

function isEncryptedByKms(bucket: Resource): boolean {
  const algorithm = bucket.get(
    'BucketEncryption',
    'ServerSideEncryptionConfiguration',
    0,
    'ServerSideEncryptionByDefault',
    'SSEAlgorithm',
  );
  return asString(algorithm)?.startsWith('aws:kms') === true;
}
