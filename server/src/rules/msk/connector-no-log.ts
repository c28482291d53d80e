import { onlyWith } from '../../base/edit';
import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

const logs = ['LogDelivery', 'WorkerLogDelivery'] as const;
const targets = ['CloudWatchLogs', 'S3', 'Firehose'] as const;

export const rule = defineRule({
  id: 'msk-connector-no-log',
  title: 'Connector without worker logs',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::KafkaConnect::Connector'],
  why: `The workers of a connector log what they could not read or write. MSK Connect hands these logs to nobody until CloudWatch Logs,
S3 or Firehose is named and enabled, so that lost records and refused access leave no trace. Allow it for a connector in a test.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sink:
    Type: AWS::KafkaConnect::Connector
    Properties:
      ConnectorName: sink
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sink:
    Type: AWS::KafkaConnect::Connector
    Properties:
      ConnectorName: sink
      LogDelivery:
        WorkerLogDelivery:
          CloudWatchLogs:
            Enabled: true
            LogGroup: /msk/sink
`,
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-logging.html'],
  knownAs: ['SecurityHub MSK.5'],
  *check(connector) {
    const states = targets.map((target) => connector.get(...logs, target, 'Enabled'));
    if (states.some((state) => state !== undefined && asBoolean(state) !== false)) return;
    const { stack } = connector;
    const group = stack.freeId(`${connector.id}LogGroup`);
    yield {
      at: connector.at(...logs),
      message: `${connector.id} keeps no worker logs, so lost records and refused access leave no trace.`,
      fixes: [
        {
          title: 'Log the workers to CloudWatch, which replaces the connector',
          safe: false,
          changes: onlyWith(
            connector.set([...logs, 'CloudWatchLogs'], { Enabled: true, LogGroup: stack.write.ref(group) }),
            [
              stack.insertResource(
                group,
                { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365 } },
                connector.id,
              ),
            ],
          ),
        },
      ],
    };
  },
});
