import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'cloudtrail-not-in-cloudwatch',
  title: 'Trail that nobody can be alarmed by',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::CloudTrail::Trail'],
  why: `Log files in S3 are read after the fact. In a log group of CloudWatch metric filters and alarms can tell within minutes that
somebody logged in as root, changed a key policy or stopped the trail. Allow it where another system reads the bucket.`,
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
      CloudWatchLogsLogGroupArn: arn:aws:logs:eu-central-1:111122223333:log-group:audit:*
      CloudWatchLogsRoleArn: arn:aws:iam::111122223333:role/audit
`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html',
  ],
  knownAs: [
    'Trivy AWS-0162',
    'SecurityHub CloudTrail.5',
    'KICS cloudtrail_not_integrated_with_cloudwatch',
    'Guard CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED',
    'cdk-nag CloudTrailCloudWatchLogsEnabled',
  ],
  *check(trail) {
    const group = trail.get('CloudWatchLogsLogGroupArn');
    if (group !== undefined && asString(group) !== '') return;
    yield {
      at: trail.at('CloudWatchLogsLogGroupArn'),
      message: `${trail.id} writes to its bucket alone, where no alarm sees what happens in the account.`,
    };
  },
});
