import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'emr-no-log',
  title: 'Cluster whose logs end with it',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EMR::Cluster'],
  why: `Logs of steps, of Hadoop and of the nodes lie on the primary node, and are gone when the cluster ends. Only with LogUri does EMR
copy them to S3. Without it nobody can tell afterwards which job read what. A cluster that runs cannot be given one: it is replaced.
Allow it for a cluster that is made for a test.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: spark
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: spark
      LogUri: s3://logs/emr/
`,
  },
  references: [
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-debugging.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-emr-cluster.html',
  ],
  knownAs: ['cdk-nag EMRS3AccessLogging'],
  *check(cluster) {
    const written = cluster.get('LogUri');
    if (written !== undefined && asString(written) !== '') return;
    yield {
      at: cluster.at('LogUri'),
      message: `${cluster.id} has no LogUri, so its logs are gone when the cluster ends.`,
    };
  },
});
