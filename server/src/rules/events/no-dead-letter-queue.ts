import { lookUp } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'events-no-dead-letter-queue',
  title: 'Event rule without a dead-letter queue',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Events::Rule'],
  why: `An event that EventBridge cannot deliver, because a permission or a key is missing or the target is gone, is tried for a day and
then lost without a trace; a load that runs every night then does not run. A dead-letter queue keeps it with the reason. The queue's
policy has to admit events.amazonaws.com. Allow it for a rule that soon runs again on its schedule.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Arrived:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [aws.s3]
      Targets:
        - Id: load
          Arn: arn:aws:lambda:eu-central-1:111122223333:function:load
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Arrived:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [aws.s3]
      Targets:
        - Id: load
          Arn: arn:aws:lambda:eu-central-1:111122223333:function:load
          DeadLetterConfig:
            Arn: arn:aws:sqs:eu-central-1:111122223333:failed
`,
  },
  references: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html'],
  knownAs: ['cdk-nag EventBusDLQ'],
  *check(rule) {
    const targets = rule.get('Targets');
    // What SAM makes of an event is written in the function.
    if (targets?.kind !== 'list' || rule.origin !== undefined) return;
    for (const [index, target] of targets.items.entries()) {
      if (target.kind !== 'mapping' || lookUp(target, 'DeadLetterConfig') !== undefined) continue;
      yield {
        at: rule.at('Targets', index, 'Id'),
        message: `Events that ${rule.id} cannot deliver to this target are lost, because it has no dead-letter queue.`,
      };
    }
  },
});
