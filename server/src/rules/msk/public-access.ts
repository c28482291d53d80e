import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

const path = ['BrokerNodeGroupInfo', 'ConnectivityInfo', 'PublicAccess', 'Type'] as const;

export const rule = defineRule({
  id: 'msk-public-access',
  title: 'Kafka cluster on the internet',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::MSK::Cluster'],
  why: `SERVICE_PROVIDED_EIPS gives every broker a public address. MSK asks for authentication then, but everybody on the internet may
try, and one leaked password or key opens all topics that it may read. Private connectivity, a peering or a VPN reach a cluster
without that. Allow it for clients that can only come over the internet, with security groups that name them.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      BrokerNodeGroupInfo:
        ConnectivityInfo:
          PublicAccess:
            Type: SERVICE_PROVIDED_EIPS
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      BrokerNodeGroupInfo:
        ConnectivityInfo:
          PublicAccess:
            Type: DISABLED
`,
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html'],
  knownAs: ['Checkov CKV_AWS_291', 'SecurityHub MSK.4', 'KICS msk_broker_is_publicly_accessible'],
  *check(cluster) {
    if (asString(cluster.get(...path)) !== 'SERVICE_PROVIDED_EIPS') return;
    yield {
      at: cluster.at(...path),
      message: `The brokers of ${cluster.id} have public addresses, so everybody on the internet can try to sign in.`,
      fixes: [
        {
          title: 'Keep the brokers private',
          safe: false,
          changes: [cluster.set([...path], 'DISABLED')],
        },
      ],
    };
  },
});
