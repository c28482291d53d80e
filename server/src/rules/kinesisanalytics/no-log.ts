import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'kinesisanalytics-no-log',
  title: 'Flink application without a log',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::KinesisAnalyticsV2::Application'],
  why: `An application of Managed Service for Apache Flink logs nothing until a log stream is given to it, which in CloudFormation is a
resource of its own. Without it neither errors nor refused access leave a trace. Allow it where the log is added after the deployment.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sums:
    Type: AWS::KinesisAnalyticsV2::Application
    Properties:
      RuntimeEnvironment: FLINK-1_20
      ServiceExecutionRole: arn:aws:iam::111122223333:role/analytics
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
  SumsLog:
    Type: AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption
    Properties:
      ApplicationName: !Ref Sums
      CloudWatchLoggingOption:
        LogStreamARN: arn:aws:logs:eu-west-1:111122223333:log-group:/flink/sums:log-stream:all
`,
  },
  references: ['https://docs.aws.amazon.com/managed-flink/latest/java/cloudwatch-logs.html'],
  knownAs: [],
  *check(application, graph) {
    if (asString(application.get('RuntimeEnvironment'))?.startsWith('SQL') === true) return;
    for (const stack of graph.joined(application.stack)) {
      for (const option of stack.resources('AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption')) {
        const named = option.get('ApplicationName');
        const isOther = named?.kind === 'reference' && graph.find(named) !== application;
        const isOtherName =
          asString(named) !== undefined && asString(named) !== asString(application.get('ApplicationName'));
        if (!isOther && !isOtherName) return;
      }
    }
    yield {
      at: application.idAt,
      message: `${application.id} has no log, so its errors leave no trace.`,
    };
  },
});
