import { asBoolean, asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

const configuration = [
  'ApplicationConfiguration',
  'FlinkApplicationConfiguration',
  'CheckpointConfiguration',
] as const;
const enabled = [...configuration, 'CheckpointingEnabled'] as const;

export const rule = defineRule({
  id: 'kinesisanalytics-checkpoints-off',
  title: 'Flink application without checkpoints',
  severity: 'warning',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::KinesisAnalyticsV2::Application'],
  why: `Flink starts again from its last checkpoint after a failure. Without checkpoints it begins with an empty state: sums and
windows are lost, and records are counted twice or not at all. They are on unless a custom configuration switches them off. Allow it
for an application that keeps no state.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sums:
    Type: AWS::KinesisAnalyticsV2::Application
    Properties:
      RuntimeEnvironment: FLINK-1_20
      ServiceExecutionRole: arn:aws:iam::111122223333:role/analytics
      ApplicationConfiguration:
        FlinkApplicationConfiguration:
          CheckpointConfiguration:
            ConfigurationType: CUSTOM
            CheckpointingEnabled: false
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sums:
    Type: AWS::KinesisAnalyticsV2::Application
    Properties:
      RuntimeEnvironment: FLINK-1_20
      ServiceExecutionRole: arn:aws:iam::111122223333:role/analytics
      ApplicationConfiguration:
        FlinkApplicationConfiguration:
          CheckpointConfiguration:
            ConfigurationType: CUSTOM
            CheckpointingEnabled: true
`,
  },
  references: ['https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_CheckpointConfiguration.html'],
  knownAs: ['cdk-nag KinesisDataAnalyticsFlinkCheckpointing'],
  *check(application) {
    // With the default configuration Flink ignores the switch.
    if (asString(application.get(...configuration, 'ConfigurationType')) !== 'CUSTOM') return;
    if (asBoolean(application.get(...enabled)) !== false) return;
    yield {
      at: application.at(...enabled),
      message: `${application.id} takes no checkpoints, so a failure loses its state.`,
      fixes: [
        {
          title: `Switch the checkpoints of ${application.id} on`,
          safe: false,
          changes: [application.set([...enabled], true)],
        },
      ],
    };
  },
});
