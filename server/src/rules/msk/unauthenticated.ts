import { asBoolean } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

const authentication = 'ClientAuthentication';
const unauthenticated: Path = [authentication, 'Unauthenticated', 'Enabled'];
const mechanisms: readonly Path[] = [
  [authentication, 'Sasl', 'Iam', 'Enabled'],
  [authentication, 'Sasl', 'Scram', 'Enabled'],
  [authentication, 'Tls', 'Enabled'],
];

export const rule = defineRule({
  id: 'msk-unauthenticated',
  title: 'Kafka cluster that asks nobody who they are',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::MSK::Cluster'],
  why: `Without client authentication everybody who reaches a broker over the network reads and writes every topic, and nothing tells
who it was. A cluster for which no authentication is switched on is such a cluster, as is one that allows unauthenticated clients
beside others. IAM needs no passwords. Clients have to sign in after the change. Allow it while clients are being moved.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      ClientAuthentication:
        Unauthenticated:
          Enabled: true
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      ClientAuthentication:
        Sasl:
          Iam:
            Enabled: true
        Unauthenticated:
          Enabled: false
`,
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/kafka_apis_iam.html'],
  knownAs: ['SecurityHub MSK.6'],
  *check(cluster) {
    const given = cluster.get(...unauthenticated);
    const isAllowed = given === undefined ? hasNoMechanism(cluster) : asBoolean(given) === true;
    if (!isAllowed) return;
    yield {
      at: cluster.at(...unauthenticated),
      message: `${cluster.id} lets everybody who reaches its brokers read and write every topic, without asking who they are.`,
      fixes: [
        {
          title: 'Let clients sign in with IAM',
          safe: false,
          changes: [
            cluster.setAll([
              [[authentication, 'Sasl', 'Iam', 'Enabled'], true],
              [unauthenticated, false],
            ]),
          ],
        },
      ],
    };
  },
});

function hasNoMechanism(cluster: Resource): boolean {
  const authorities = cluster.get(authentication, 'Tls', 'CertificateAuthorityArnList');
  return (
    authorities === undefined &&
    mechanisms.every((path) => {
      const value = cluster.get(...path);
      return value === undefined || asBoolean(value) === false;
    })
  );
}
