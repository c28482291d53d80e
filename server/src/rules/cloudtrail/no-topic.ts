import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'cloudtrail-no-topic',
  title: 'Trail that tells nobody of new log files',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::CloudTrail::Trail'],
  why: `With SnsTopicName every delivered log file is announced, and a program can look at it within minutes. Without it somebody has to look
into the bucket. Allow it where the events also go to CloudWatch.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: audit-logs
      IsLogging: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: audit-logs
      IsLogging: true
      SnsTopicName: audit-logs
`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html',
  ],
  knownAs: ['KICS cloudtrail_sns_topic_name_undefined'],
  *check(trail) {
    const topic = trail.get('SnsTopicName');
    if (topic !== undefined && asString(topic) !== '') return;
    yield { at: trail.at('SnsTopicName'), message: `${trail.id} announces its log files to nobody.` };
  },
});
