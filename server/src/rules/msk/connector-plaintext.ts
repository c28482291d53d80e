import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

const path = ['KafkaClusterEncryptionInTransit', 'EncryptionType'] as const;

export const rule = defineRule({
  id: 'msk-connector-plaintext',
  title: 'Connector that talks to Kafka in plain text',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::KafkaConnect::Connector'],
  why: `A connector of MSK Connect copies whole topics. With PLAINTEXT every message crosses the network as it is, and everybody on the
way reads it. TLS needs the TLS port of the brokers in the bootstrap servers. How a connector talks to its cluster cannot be changed in
place: it is replaced. Allow it for a cluster that cannot speak TLS.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sink:
    Type: AWS::KafkaConnect::Connector
    Properties:
      KafkaClusterEncryptionInTransit:
        EncryptionType: PLAINTEXT
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sink:
    Type: AWS::KafkaConnect::Connector
    Properties:
      KafkaClusterEncryptionInTransit:
        EncryptionType: TLS
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kafkaconnect-connector.html',
    'https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html',
  ],
  knownAs: ['SecurityHub MSK.3'],
  *check(connector) {
    if (asString(connector.get(...path)) !== 'PLAINTEXT') return;
    yield {
      at: connector.at(...path),
      message: `${connector.id} talks to Kafka in plain text, so everybody on the network path can read the messages.`,
      fixes: [
        {
          title: 'Let the connector use TLS, which replaces it',
          safe: false,
          changes: [connector.set([...path], 'TLS')],
        },
      ],
    };
  },
});
