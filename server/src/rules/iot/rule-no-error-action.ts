import { defineRule } from '../../engine/rule';

const payload = 'TopicRulePayload';

export const rule = defineRule({
  id: 'iot-rule-no-error-action',
  title: 'Rule that loses what it cannot deliver',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::IoT::TopicRule'],
  why: `When the role of a rule may not write to the target or not use its key, or the target is throttled, the message is gone. An
ErrorAction takes it with the reason, to a queue, a bucket or a log. Allow it for readings that are worth nothing a minute later.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Store:
    Type: AWS::IoT::TopicRule
    Properties:
      TopicRulePayload:
        Sql: SELECT * FROM 'sensors/#'
        Actions:
          - Firehose:
              DeliveryStreamName: sensors
              RoleArn: arn:aws:iam::111122223333:role/iot
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Store:
    Type: AWS::IoT::TopicRule
    Properties:
      TopicRulePayload:
        Sql: SELECT * FROM 'sensors/#'
        Actions:
          - Firehose:
              DeliveryStreamName: sensors
              RoleArn: arn:aws:iam::111122223333:role/iot
        ErrorAction:
          CloudwatchLogs:
            LogGroupName: /iot/errors
            RoleArn: arn:aws:iam::111122223333:role/iot
`,
  },
  references: ['https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html'],
  knownAs: [],
  *check(topicRule) {
    if (topicRule.get(payload)?.kind !== 'mapping' || topicRule.has(payload, 'ErrorAction')) return;
    yield {
      at: topicRule.at(payload),
      message: `${topicRule.id} has no ErrorAction, so a message that cannot be delivered is lost without a trace.`,
    };
  },
});
