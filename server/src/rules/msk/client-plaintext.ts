import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

const path = ['EncryptionInfo', 'EncryptionInTransit', 'ClientBroker'] as const;

export const rule = defineRule({
  id: 'msk-client-plaintext',
  title: 'Kafka cluster that clients use in plain text',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::MSK::Cluster'],
  why: `With PLAINTEXT, and with TLS_PLAINTEXT for every client that wants it so, messages cross the network as they are, and whoever
is on the way reads and changes them. MSK uses TLS alone when nothing is said. After the change clients have to use port 9094, 9096 or
9098 instead of 9092. Allow it while clients are being moved to TLS.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      EncryptionInfo:
        EncryptionInTransit:
          ClientBroker: TLS_PLAINTEXT
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
          ClientBroker: TLS
`,
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html'],
  knownAs: [
    'Checkov CKV_AWS_81',
    'Trivy AWS-0073',
    'KICS msk_cluster_encryption_disabled',
    'cdk-nag MSKClientToBrokerTLS',
  ],
  *check(cluster) {
    const mode = asString(cluster.get(...path));
    if (mode !== 'PLAINTEXT' && mode !== 'TLS_PLAINTEXT') return;
    const who = mode === 'PLAINTEXT' ? 'talks to its clients' : 'lets clients talk to it';
    yield {
      at: cluster.at(...path),
      message: `${cluster.id} ${who} in plain text, so everybody on the network path can read the messages.`,
      fixes: [
        {
          title: 'Let clients use TLS only',
          safe: false,
          changes: [cluster.set([...path], 'TLS')],
        },
      ],
    };
  },
});
