import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'cloudtrail-not-logging',
  title: 'Trail that is switched off',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::CloudTrail::Trail'],
  why: `A trail with IsLogging: false exists and records nothing: nobody can tell afterwards who did what in the account. An attacker
who may change the trail switches it off first. Allow it while a trail is being moved.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: audit-logs
      IsLogging: false
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
`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html',
  ],
  knownAs: ['SecurityHub CloudTrail.3', 'KICS cloudtrail_logging_disabled', 'Guard CLOUD_TRAIL_ENABLED'],
  *check(trail) {
    if (asBoolean(trail.get('IsLogging')) !== false) return;
    yield {
      at: trail.at('IsLogging'),
      message: `${trail.id} is switched off, so nobody can tell afterwards who did what in the account.`,
      fixes: [{ title: `Switch ${trail.id} on`, safe: false, changes: [trail.set(['IsLogging'], true)] }],
    };
  },
});
