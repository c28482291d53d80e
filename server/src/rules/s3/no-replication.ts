import { asList, asString, lookUp } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { receivesAccessLogs, receivesReplicas } from '../../graph/buckets';

const rules = ['ReplicationConfiguration', 'Rules'] as const;

export const rule = defineRule({
  id: 's3-no-replication',
  title: 'Bucket without a copy elsewhere',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `S3 keeps objects in several zones of one region and one account. Replication puts every new object into a bucket of another region
or account, which an outage of the region, or an attacker with the rights of the account, does not reach. Buckets that receive replicas or
access logs are not reported. Allow it for data that can be made again, or that must not leave its region.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: Enabled
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
      ReplicationConfiguration:
        Role: arn:aws:iam::111122223333:role/replication
        Rules:
          - Status: Enabled
            Prefix: ''
            Destination:
              Bucket: arn:aws:s3:::raw-data-copy
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html'],
  knownAs: ['SecurityHub S3.7', 'Guard S3_BUCKET_REPLICATION_ENABLED', 'cdk-nag S3BucketReplicationEnabled'],
  *check(bucket, graph) {
    const written = bucket.get(...rules);
    if (written !== undefined && (written.kind !== 'list' || written.open)) return;
    const all = asList(written);
    if (all.some((rule) => asString(lookUp(rule, 'Status')) !== 'Disabled')) return;
    if (receivesReplicas(bucket, graph) || receivesAccessLogs(bucket, graph)) return;
    yield {
      at: all.length > 0 ? bucket.at(...rules, 0, 'Status') : bucket.at(...rules),
      message: `${bucket.id} has no copy in another bucket, because ${all.length > 0 ? 'its replication is disabled' : 'nothing replicates it'}.`,
    };
  },
});
