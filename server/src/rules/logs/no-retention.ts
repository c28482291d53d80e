import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'logs-no-retention',
  title: 'Log group that keeps logs for ever',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Logs::LogGroup'],
  why: `Without RetentionInDays CloudWatch keeps every log event for ever. What pipelines log about people and records then outlives the
data itself, against every promise to delete it, and costs more each month. Allow it where the law asks to keep logs without end.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  JobLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /jobs/etl
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  JobLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /jobs/etl
      RetentionInDays: 365
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_66',
    'cfn_nag W86',
    'SecurityHub CloudWatch.16',
    'Guard CW_LOGGROUP_RETENTION_PERIOD_CHECK',
    'cdk-nag CloudWatchLogGroupRetentionPeriod',
  ],
  *check(group) {
    if (group.has('RetentionInDays')) return;
    yield {
      at: group.idAt,
      message: `${group.id} keeps its logs for ever, because it has no RetentionInDays.`,
      fixes: [
        {
          title: `Keep the logs of ${group.id} for a year`,
          // What is older is deleted.
          safe: false,
          changes: [group.set(['RetentionInDays'], 365)],
        },
      ],
    };
  },
});
