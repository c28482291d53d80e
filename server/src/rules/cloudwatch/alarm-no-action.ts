import { asBoolean, asList, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { anyPart } from '../../graph/mentions';

export const rule = defineRule({
  id: 'cloudwatch-alarm-no-action',
  title: 'Alarm that tells nobody',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::CloudWatch::Alarm'],
  why: `An alarm without AlarmActions, or with ActionsEnabled false, turns red in the console and tells nobody: throttled keys, failed jobs
and refused requests are found when the data is missed. Alarms that a composite alarm looks at are not reported. Allow it for an alarm
that only draws a dashboard.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Threshold: 0
      EvaluationPeriods: 1
      ComparisonOperator: GreaterThanThreshold
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Errors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Threshold: 0
      EvaluationPeriods: 1
      ComparisonOperator: GreaterThanThreshold
      AlarmActions:
        - arn:aws:sns:eu-central-1:111122223333:alarms
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html'],
  knownAs: [
    'SecurityHub CloudWatch.15',
    'Guard CLOUDWATCH_ALARM_ACTION_CHECK',
    'cdk-nag CloudWatchAlarmAction',
  ],
  *check(alarm, graph) {
    const actions = alarm.get('AlarmActions');
    const silent = isEmpty(actions);
    const off = asBoolean(alarm.get('ActionsEnabled')) === false;
    if ((!silent && !off) || isWatched(alarm, graph)) return;
    const topics = [...alarm.stack.resources('AWS::SNS::Topic')];
    const topic = topics.length === 1 ? topics[0]?.id : undefined;
    yield {
      at: off ? alarm.at('ActionsEnabled') : alarm.at('AlarmActions'),
      message: `${alarm.id} tells nobody when it goes off, because ${off ? 'its actions are switched off' : 'it has no action'}.`,
      fixes: off
        ? silent
          ? []
          : [{ title: 'Switch its actions on', safe: false, changes: [alarm.set(['ActionsEnabled'], true)] }]
        : topic === undefined
          ? []
          : [
              {
                title: `Tell ${topic}`,
                safe: false,
                changes: [alarm.set(['AlarmActions'], [alarm.stack.write.ref(topic)])],
              },
            ],
    };
  },
});

function isEmpty(actions: Value | undefined): boolean {
  return actions === undefined || (actions.kind === 'list' && !actions.open && asList(actions).length === 0);
}

function isWatched(alarm: Resource, graph: Graph): boolean {
  return graph.joined(alarm.stack).some((stack) =>
    [...stack.resources('AWS::CloudWatch::CompositeAlarm')].some((composite) => {
      const rule = composite.get('AlarmRule');
      return rule === undefined || rule.kind !== 'text' || anyPart(rule, (part) => names(part, alarm, graph));
    }),
  );
}

/** A part that is not known may name any alarm. */
function names(part: Value, alarm: Resource, graph: Graph): boolean {
  if (part.kind === 'unknown') return true;
  return part.kind === 'reference' && graph.find(part) === alarm;
}
