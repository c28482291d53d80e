import { defineRule } from '../../engine/rule';
import { lacksOwnKey, withOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'emr-log-no-key',
  title: 'Cluster logs without a key',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EMR::Cluster'],
  why: `Logs of steps hold arguments and often data. EMR writes them to S3 with the default of the bucket unless LogEncryptionKmsKeyId
names a key, and the security configuration does not cover them. The key cannot be added to a cluster that runs: it is replaced. Allow
it where the default of the bucket is a key of yours.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      LogUri: s3://logs/emr/
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      LogUri: s3://logs/emr/
      LogEncryptionKmsKeyId: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-debugging.html'],
  knownAs: [],
  *check(cluster, graph) {
    const path = ['LogEncryptionKmsKeyId'];
    const lack = cluster.has('LogUri') ? lacksOwnKey(cluster, path, graph) : undefined;
    if (lack === undefined) return;
    const { name, changes } = withOwnKey(cluster, path);
    yield {
      at: cluster.at(lack.alias === undefined ? 'LogUri' : 'LogEncryptionKmsKeyId'),
      message: `${cluster.id} writes its logs without a key of yours, so the default of the bucket decides how they are encrypted.`,
      fixes: [{ title: `Encrypt the logs with ${name}, which replaces the cluster`, safe: false, changes }],
    };
  },
});
