import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'msk-no-enhanced-monitoring',
  title: 'Kafka cluster without metrics per topic',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::MSK::Cluster'],
  why: `With the default level, and with PER_BROKER, CloudWatch shows a cluster and its brokers but no topics, so that nobody sees which
topic is read or written unusually. PER_TOPIC_PER_BROKER adds metrics that cost. Allow it where other tools watch the topics.`,
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
  Events:
    Type: AWS::MSK::Cluster
    Properties:
      ClusterName: events
      EnhancedMonitoring: PER_TOPIC_PER_BROKER
`,
  },
  references: [
    'https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/msk-controls.html',
  ],
  knownAs: ['SecurityHub MSK.2'],
  *check(cluster) {
    const given = cluster.get('EnhancedMonitoring');
    const level = given === undefined ? 'DEFAULT' : asString(given);
    if (level !== 'DEFAULT' && level !== 'PER_BROKER') return;
    yield {
      at: cluster.at('EnhancedMonitoring'),
      message: `${cluster.id} has no metrics per topic, so nobody sees which topic is used unusually.`,
      fixes: [
        {
          title: 'Measure every topic',
          safe: false,
          changes: [cluster.set(['EnhancedMonitoring'], 'PER_TOPIC_PER_BROKER')],
        },
      ],
    };
  },
});
