import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'cloudtrail-no-validation',
  title: 'Trail whose log files can be changed unseen',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::CloudTrail::Trail'],
  why: `With EnableLogFileValidation CloudTrail writes signed digests of its log files, and whoever reads them can prove that none was
changed, deleted or forged. Without it an attacker who may write to the bucket removes his own traces. It costs nothing. There is no good
reason to allow it.`,
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
      EnableLogFileValidation: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_36',
    'Trivy AWS-0016',
    'SecurityHub CloudTrail.4',
    'KICS cloudtrail_log_file_validation_disabled',
    'Guard CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
    'cdk-nag CloudTrailLogFileValidationEnabled',
  ],
  *check(trail) {
    const written = trail.get('EnableLogFileValidation');
    if (written !== undefined && asBoolean(written) !== false) return;
    yield {
      at: trail.at('EnableLogFileValidation'),
      message: `${trail.id} writes no digests: whoever may write to its bucket changes or deletes log files unseen.`,
      fixes: [
        {
          title: `Let ${trail.id} write digests`,
          safe: true,
          changes: [trail.set(['EnableLogFileValidation'], true)],
        },
      ],
    };
  },
});
