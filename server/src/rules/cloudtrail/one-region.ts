import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'cloudtrail-one-region',
  title: 'Trail of one region',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::CloudTrail::Trail'],
  why: `A trail records the region that it stands in unless IsMultiRegionTrail is true. Whoever has stolen credentials works in a region
that nobody looks at. Allow it where another trail, such as that of the organization, records all regions.`,
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
      IsMultiRegionTrail: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_67',
    'Trivy AWS-0014',
    'SecurityHub CloudTrail.1',
    'KICS cloudtrail_multi_region_disabled',
    'Guard MULTI_REGION_CLOUD_TRAIL_ENABLED',
  ],
  *check(trail) {
    const written = trail.get('IsMultiRegionTrail');
    if (written !== undefined && asBoolean(written) !== false) return;
    yield {
      at: trail.at('IsMultiRegionTrail'),
      message: `${trail.id} records one region only: what is done in any other one leaves no trace in it.`,
      fixes: [
        {
          title: `Let ${trail.id} record all regions`,
          safe: false,
          changes: [trail.set(['IsMultiRegionTrail'], true)],
        },
      ],
    };
  },
});
