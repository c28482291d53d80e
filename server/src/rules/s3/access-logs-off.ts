import type { Change } from '../../base/edit';
import type { Resource } from '../../cloudformation/resource';
import type { Content } from '../../cloudformation/writing';
import { defineRule } from '../../engine/rule';
import { receivesAccessLogs } from '../../graph/buckets';
import type { Graph } from '../../graph/graph';

export const rule = defineRule({
  id: 's3-access-logs-off',
  title: 'Bucket without access logs',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `Server access logs say who read, wrote and deleted which object, from which address. Without them nobody can tell after an
incident which data left the bucket, because a trail records no object access unless it is told to. Buckets that receive the logs of
others are not reported. Allow it where a trail with data events covers the bucket.`,
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
      LoggingConfiguration:
        DestinationBucketName: access-logs
        LogFilePrefix: raw-data/
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html'],
  knownAs: [
    'Checkov CKV_AWS_18',
    'Trivy AWS-0089',
    'Trivy AWS-0163',
    'cfn_nag W35',
    'SecurityHub S3.9',
    'SecurityHub CloudTrail.7',
    'KICS s3_bucket_logging_disabled',
    'KICS s3_bucket_cloudtrail_logging_disabled',
    'Guard S3_BUCKET_LOGGING_ENABLED',
    'cdk-nag S3BucketLoggingEnabled',
  ],
  *check(bucket, graph) {
    if (bucket.has('LoggingConfiguration') || receivesAccessLogs(bucket, graph)) return;
    const target = targetFor(bucket, graph);
    yield {
      at: bucket.idAt,
      message: `${bucket.id} keeps no access logs: nobody can tell afterwards who read or changed its objects.`,
      fixes: [
        {
          title: `Log access to ${bucket.id} in ${target.id}`,
          safe: false,
          changes: [
            bucket.set(['LoggingConfiguration'], {
              DestinationBucketName: bucket.stack.write.ref(target.id),
              LogFilePrefix: `${bucket.id}/`,
            }),
            ...target.changes,
          ],
        },
      ],
    };
  },
});

/** The template's only bucket for access logs, or a new one. */
function targetFor(bucket: Resource, graph: Graph): { id: string; changes: readonly Change[] } {
  const { stack } = bucket;
  const [only, ...others] = [...stack.resources('AWS::S3::Bucket')].filter((other) =>
    receivesAccessLogs(other, graph),
  );
  if (only !== undefined && others.length === 0 && only.declaration.condition === undefined)
    return { id: only.id, changes: [] };
  const id = stack.freeId('AccessLogs');
  return {
    id,
    changes: [
      stack.insertResource(id, logBucket, bucket.id),
      stack.insertResource(stack.freeId(`${id}Policy`), logBucketPolicy(bucket, id), bucket.id),
    ],
  };
}

const logBucket: Content = {
  Type: 'AWS::S3::Bucket',
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    VersioningConfiguration: { Status: 'Enabled' },
    LifecycleConfiguration: {
      Rules: [
        {
          Id: 'Expire',
          Status: 'Enabled',
          ExpirationInDays: 400,
          NoncurrentVersionExpiration: { NoncurrentDays: 30 },
        },
      ],
    },
  },
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function logBucketPolicy({ stack }: Resource, id: string): Content {
  const { write } = stack;
  return {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: write.ref(id),
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AllowAccessLogs',
            Effect: 'Allow',
            Principal: { Service: 'logging.s3.amazonaws.com' },
            Action: 's3:PutObject',
            Resource: write.sub(`\${${id}.Arn}/*`),
            Condition: { StringEquals: { 'aws:SourceAccount': write.ref('AWS::AccountId') } },
          },
          {
            Sid: 'DenyWithoutTls',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [write.getAtt(id, 'Arn'), write.sub(`\${${id}.Arn}/*`)],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    },
  };
}
