import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'kinesisanalytics-sql-discontinued',
  title: 'SQL application of a service that has ended',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::KinesisAnalytics::Application', 'AWS::KinesisAnalyticsV2::Application'],
  why: `Kinesis Data Analytics for SQL has ended: since October 2025 no application can be created, and since January 2026 AWS
deletes those that exist. A template with one cannot be deployed. Managed Service for Apache Flink, or a Studio notebook with Flink
SQL, takes its place. Allow it in a template that is kept for the record.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sums:
    Type: AWS::KinesisAnalyticsV2::Application
    Properties:
      RuntimeEnvironment: SQL-1_0
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
`,
  },
  references: ['https://docs.aws.amazon.com/kinesisanalytics/latest/dev/discontinuation.html'],
  knownAs: [],
  *check(application) {
    const runtime = application.get('RuntimeEnvironment');
    const isFirst = application.type === 'AWS::KinesisAnalytics::Application';
    if (!isFirst && asString(runtime)?.startsWith('SQL') !== true) return;
    yield {
      at: isFirst ? application.idAt : application.at('RuntimeEnvironment'),
      message: `${application.id} cannot be created, because AWS has ended Kinesis Data Analytics for SQL.`,
    };
  },
});
