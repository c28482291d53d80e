import { defineRule } from '../../engine/rule';
import { lacksOwnKey, withOwnKey } from '../../graph/own-key';

const path = ['EncryptionInfo', 'EncryptionAtRest', 'DataVolumeKMSKeyId'] as const;

export const rule = defineRule({
  id: 'msk-no-customer-key',
  title: 'Kafka cluster without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::MSK::Cluster'],
  why: `MSK always encrypts the volumes of its brokers, with an AWS managed key when none is named. Such a key cannot be limited,
disabled or shared. The key of a cluster is chosen when it is made: naming another one replaces the cluster. Allow it for a cluster
that holds nothing worth a key of its own.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: events
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
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: events
      EncryptionInfo:
        EncryptionAtRest:
          DataVolumeKMSKeyId: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html'],
  knownAs: ['Checkov CKV_AWS_81', 'Trivy AWS-0179', 'KICS msk_cluster_encryption_disabled'],
  *check(cluster, graph) {
    const lack = lacksOwnKey(cluster, [...path], graph);
    if (lack === undefined) return;
    const { name, changes } = withOwnKey(cluster, [...path]);
    yield {
      at: lack.at,
      message: `${cluster.id} encrypts its volumes with the AWS managed key of MSK, which no key policy limits and only a new cluster changes.`,
      fixes: [
        { title: `Encrypt ${cluster.id} with ${name}, which replaces the cluster`, safe: false, changes },
      ],
    };
  },
});
