import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { lacksOwnKey, withOwnKey } from '../../graph/own-key';

const monitoring = 'MonitoringConfiguration';
const places: readonly Path[] = [
  [monitoring, 'S3MonitoringConfiguration'],
  [monitoring, 'CloudWatchLoggingConfiguration'],
  [monitoring, 'ManagedPersistenceMonitoringConfiguration'],
];

export const rule = defineRule({
  id: 'emr-serverless-no-customer-key',
  title: 'Serverless application whose logs have no key of yours',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EMRServerless::Application'],
  why: `EMR Serverless keeps logs of drivers and executors, with arguments and often data in them, under a key that AWS owns, and writes
those for S3 and CloudWatch with the default of their target, unless EncryptionKeyArn names a key. With a customer managed key a key
policy limits who reads them. Allow it where jobs log nothing but progress.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Application:
    Type: AWS::EMRServerless::Application
    Properties:
      Type: Spark
      ReleaseLabel: emr-7.9.0
      MonitoringConfiguration:
        S3MonitoringConfiguration:
          LogUri: s3://logs/emr/
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  Application:
    Type: AWS::EMRServerless::Application
    Properties:
      Type: Spark
      ReleaseLabel: emr-7.9.0
      MonitoringConfiguration:
        S3MonitoringConfiguration:
          LogUri: s3://logs/emr/
          EncryptionKeyArn: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/jobs-log-encryption.html'],
  knownAs: [],
  *check(application, graph) {
    for (const place of places) {
      if (application.get(...place)?.kind !== 'mapping') continue;
      const path = [...place, 'EncryptionKeyArn'];
      const lack = lacksOwnKey(application, path, graph);
      if (lack === undefined) continue;
      const { name, changes } = withOwnKey(application, path);
      yield {
        at: lack.at,
        message: `${application.id} keeps the logs of its jobs without a key of yours.`,
        fixes: [{ title: `Encrypt the logs with ${name}`, safe: false, changes }],
      };
    }
  },
});
