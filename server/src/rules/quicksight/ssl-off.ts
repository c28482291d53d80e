import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

const path = ['SslProperties', 'DisableSsl'] as const;

export const rule = defineRule({
  id: 'quicksight-ssl-off',
  title: 'Data source that is read without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::QuickSight::DataSource'],
  why: `With DisableSsl QuickSight signs in to the database and reads its rows in plain text: whoever is on the way reads the password
and the data. TLS is used unless it is switched off. Allow it for a database that cannot speak TLS and is reached through a VPC
connection alone.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sales:
    Type: AWS::QuickSight::DataSource
    Properties:
      Type: POSTGRESQL
      SslProperties:
        DisableSsl: true
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Sales:
    Type: AWS::QuickSight::DataSource
    Properties:
      Type: POSTGRESQL
      SslProperties:
        DisableSsl: false
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-quicksight-datasource-sslproperties.html',
  ],
  knownAs: ['cdk-nag QuicksightSSLConnections'],
  *check(source) {
    if (asBoolean(source.get(...path)) !== true) return;
    yield {
      at: source.at(...path),
      message: `${source.id} reads its database without TLS, so the password and the rows cross the network in plain text.`,
      fixes: [{ title: 'Use TLS', safe: false, changes: [source.set([...path], false)] }],
    };
  },
});
