import { asBoolean } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

const path: Path = ['WorkGroupConfiguration', 'PublishCloudWatchMetricsEnabled'];

export const rule = defineRule({
  id: 'athena-no-metrics',
  title: 'Workgroup without metrics',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Athena::WorkGroup'],
  why: `Metrics of a workgroup show how much its queries read and how many fail, which is how a client that copies whole tables is
noticed. With PublishCloudWatchMetricsEnabled false Athena publishes none to CloudWatch. Allow it where queries are watched in CloudTrail.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Analysts:
    Type: AWS::Athena::WorkGroup
    Properties:
      Name: analysts
      WorkGroupConfiguration:
        PublishCloudWatchMetricsEnabled: false
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Analysts:
    Type: AWS::Athena::WorkGroup
    Properties:
      Name: analysts
      WorkGroupConfiguration:
        PublishCloudWatchMetricsEnabled: true
`,
  },
  references: ['https://docs.aws.amazon.com/athena/latest/ug/athena-cloudwatch-metrics-enable.html'],
  knownAs: ['SecurityHub Athena.4'],
  *check(group) {
    if (asBoolean(group.get(...path)) !== false) return;
    yield {
      at: group.at(...path),
      message: `${group.id} publishes no metrics, so nobody notices a client that reads whole tables.`,
      fixes: [{ title: 'Publish metrics', safe: false, changes: [group.set(path, true)] }],
    };
  },
});
