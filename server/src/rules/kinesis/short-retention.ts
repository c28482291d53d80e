import { asNumber } from '../../base/value';
import { defineRule } from '../../engine/rule';

/** Hours that a failed consumer has to be repaired in before records are lost; a week, as Security Hub asks for. */
const week = 168;

export const rule = defineRule({
  id: 'kinesis-short-retention',
  title: 'Stream that forgets within days',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Kinesis::Stream'],
  why: `A stream keeps its records for 24 hours when nothing else is said. When a consumer stands still over a weekend, what it has not
read is gone and cannot be processed again. A week costs more for each shard hour. Allow it where the source can send again.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::Kinesis::Stream
    Properties:
      RetentionPeriodHours: 24
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Events:
    Type: AWS::Kinesis::Stream
    Properties:
      RetentionPeriodHours: 168
`,
  },
  references: [
    'https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/kinesis-controls.html',
  ],
  knownAs: ['SecurityHub Kinesis.3'],
  *check(stream) {
    const given = stream.get('RetentionPeriodHours');
    const hours = given === undefined ? 24 : asNumber(given);
    if (hours === undefined || hours >= week) return;
    yield {
      at: stream.at('RetentionPeriodHours'),
      message: `${stream.id} forgets its records after ${hours} hours, so what a consumer has not read by then is lost.`,
      fixes: [
        {
          title: `Keep the records of ${stream.id} for a week`,
          safe: false,
          changes: [stream.set(['RetentionPeriodHours'], week)],
        },
      ],
    };
  },
});
