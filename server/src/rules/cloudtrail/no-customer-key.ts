import { defineRule } from '../../engine/rule';
import { lacksOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'cloudtrail-no-customer-key',
  title: 'Trail or event data store without a customer managed key',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::CloudTrail::Trail', 'AWS::CloudTrail::EventDataStore'],
  why: `Log files show which roles, keys and data an account has. Without a key of one's own they are encrypted with SSE-S3, and an event
data store with a key that AWS owns: whoever may read the bucket reads them, and no key policy limits or records it. The key's policy has to
admit cloudtrail.amazonaws.com. Allow it for a trail of a test account.`,
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
      KMSKeyId: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-event-data-store.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_35',
    'Trivy AWS-0015',
    'SecurityHub CloudTrail.2',
    'KICS cloudtrail_log_files_not_encrypted_with_kms',
    'Guard CLOUD_TRAIL_ENCRYPTION_ENABLED',
    'cdk-nag CloudTrailEncryptionEnabled',
    'SecurityHub CloudTrail.10',
  ],
  *check(trail, graph) {
    const ofTrail = trail.type === 'AWS::CloudTrail::Trail';
    const property = ofTrail ? 'KMSKeyId' : 'KmsKeyId';
    if (lacksOwnKey(trail, [property], graph) === undefined) return;
    // A repair is not offered: the policy of the key has to admit CloudTrail first, or the trail cannot be created.
    yield {
      at: trail.at(property),
      message: ofTrail
        ? `${trail.id} names no customer managed key, so whoever may read its bucket reads every log file.`
        : `${trail.id} is encrypted with a key that AWS owns, so no key policy limits or records who reads its events.`,
    };
  },
});
