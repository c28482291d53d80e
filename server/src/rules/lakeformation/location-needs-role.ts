import { asBoolean, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';

export const rule = defineRule({
  id: 'lakeformation-location-needs-role',
  title: 'Location that the service-linked role cannot read',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::LakeFormation::Resource'],
  why: `The service-linked role of Lake Formation cannot be given the AWS managed key of S3, so that a location in a bucket that is
encrypted with it cannot be read through it: queries fail with an access error. Such a location needs a role of its own, or the bucket
a customer managed key that admits the service-linked role. There is nothing to allow.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Lake:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
  Location:
    Type: AWS::LakeFormation::Resource
    Properties:
      ResourceArn: !GetAtt Lake.Arn
      UseServiceLinkedRole: true
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Lake:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
  Location:
    Type: AWS::LakeFormation::Resource
    Properties:
      ResourceArn: !GetAtt Lake.Arn
      UseServiceLinkedRole: false
      RoleArn: arn:aws:iam::111122223333:role/LakeLocation
`,
  },
  references: ['https://docs.aws.amazon.com/lake-formation/latest/dg/registration-role.html'],
  knownAs: [],
  *check(location, graph) {
    if (asBoolean(location.get('UseServiceLinkedRole')) !== true || location.has('RoleArn')) return;
    const bucket = bucketAt(location.get('ResourceArn'), graph);
    if (bucket === undefined) return;
    const use = graph.encryptionOf(bucket);
    if (use.kind !== 'aws-managed') return;
    yield {
      at: location.at('UseServiceLinkedRole'),
      message: `${location.id} cannot be read through the service-linked role, because ${bucket.id} is encrypted with the AWS managed key of S3.`,
      related: [{ at: use.at, message: 'encrypted with the AWS managed key here' }],
    };
  },
});

/** The bucket of a location, which is named as a whole or followed by a path. */
function bucketAt(value: Value | undefined, graph: Graph): Resource | undefined {
  const named = value?.kind === 'text' ? value.parts.find(({ kind }) => kind === 'reference') : value;
  const found = named?.kind === 'reference' ? graph.find(named) : undefined;
  return found?.type === 'AWS::S3::Bucket' ? found : undefined;
}
