import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

const path = ['EncryptionInfo', 'EncryptionInTransit', 'InCluster'] as const;

export const rule = defineRule({
  id: 'msk-brokers-plaintext',
  title: 'Kafka brokers that talk to each other in plain text',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::MSK::Cluster'],
  why: `Brokers copy every message to each other. InCluster: false lets them do so without TLS, so that messages cross the network
between availability zones in plain text. It is true unless it is switched off, and cannot be changed in place: a cluster that has it
off is replaced. Allow it for a cluster with public data alone.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      EncryptionInfo:
        EncryptionInTransit:
          InCluster: false
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      EncryptionInfo:
        EncryptionInTransit:
          InCluster: true
`,
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html'],
  knownAs: [
    'Checkov CKV_AWS_81',
    'Trivy AWS-0073',
    'SecurityHub MSK.1',
    'KICS msk_cluster_encryption_disabled',
    'cdk-nag MSKBrokerToBrokerTLS',
  ],
  *check(cluster) {
    if (asBoolean(cluster.get(...path)) !== false) return;
    yield {
      at: cluster.at(...path),
      message: `The brokers of ${cluster.id} copy messages to each other in plain text, which only a new cluster changes.`,
      fixes: [
        {
          title: 'Let brokers use TLS, which replaces the cluster',
          safe: false,
          changes: [cluster.set([...path], true)],
        },
      ],
    };
  },
});
