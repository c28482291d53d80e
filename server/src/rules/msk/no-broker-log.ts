import { onlyWith } from '../../base/edit';
import { asBoolean } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';

const logs = ['LoggingInfo', 'BrokerLogs'] as const;
const targets = ['CloudWatchLogs', 'S3', 'Firehose'] as const;

export const rule = defineRule({
  id: 'msk-no-broker-log',
  title: 'Kafka cluster without broker logs',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::MSK::Cluster'],
  why: `Brokers log who connects, what is refused and what fails. MSK hands these logs to nobody until CloudWatch Logs, S3 or Firehose
is named and enabled, so that an intrusion and an outage leave no trace. Allow it for a cluster that is made for a test.`,
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
      LoggingInfo:
        BrokerLogs:
          CloudWatchLogs:
            Enabled: true
            LogGroup: /msk/events
`,
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html'],
  knownAs: [
    'Checkov CKV_AWS_80',
    'Trivy AWS-0074',
    'KICS msk_cluster_logging_disabled',
    'cdk-nag MSKBrokerLogging',
  ],
  *check(cluster) {
    const states = targets.map((target) => cluster.get(...logs, target, 'Enabled'));
    if (states.some((state) => state !== undefined && asBoolean(state) !== false)) return;
    yield {
      at: cluster.at(...logs),
      message: `${cluster.id} keeps no broker logs, so nobody sees who connects and what is refused.`,
      fixes: [repair(cluster)],
    };
  },
});

/** Not safe: the logs cost. */
function repair(cluster: Resource): Fix {
  const { stack } = cluster;
  const group = stack.freeId(`${cluster.id}LogGroup`);
  return {
    title: 'Log the brokers to CloudWatch',
    safe: false,
    changes: onlyWith(
      cluster.set([...logs, 'CloudWatchLogs'], { Enabled: true, LogGroup: stack.write.ref(group) }),
      [
        stack.insertResource(
          group,
          { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365 } },
          cluster.id,
        ),
      ],
    ),
  };
}
