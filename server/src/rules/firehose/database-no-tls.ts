import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

const mode = ['DatabaseSourceConfiguration', 'SSLMode'] as const;

export const rule = defineRule({
  id: 'firehose-database-no-tls',
  title: 'Delivery stream that reads its database without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::KinesisFirehose::DeliveryStream'],
  why: `With SSLMode Disabled Firehose signs in to the database and copies its changes in plain text. Whoever is on the way reads
the password and the rows. Allow it for a database that cannot speak TLS and is reached over a private link alone.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Changes:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      DeliveryStreamType: DatabaseAsSource
      DatabaseSourceConfiguration:
        Type: PostgreSQL
        SSLMode: Disabled
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Changes:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      DeliveryStreamType: DatabaseAsSource
      DatabaseSourceConfiguration:
        Type: PostgreSQL
        SSLMode: Enabled
`,
  },
  references: [
    'https://docs.aws.amazon.com/firehose/latest/APIReference/API_DatabaseSourceConfiguration.html',
  ],
  knownAs: [],
  *check(stream) {
    if (asString(stream.get(...mode)) !== 'Disabled') return;
    yield {
      at: stream.at(...mode),
      message: `${stream.id} reads its database without TLS, so the password and the rows cross the network in plain text.`,
      fixes: [
        {
          title: `Let ${stream.id} read over TLS`,
          safe: false,
          changes: [stream.set([...mode], 'Enabled')],
        },
      ],
    };
  },
});
