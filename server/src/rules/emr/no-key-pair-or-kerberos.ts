import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'emr-no-key-pair-or-kerberos',
  title: 'Cluster that asks nobody for a key or a ticket',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EMR::Cluster'],
  why: `Who works on the nodes of a cluster is told by a key pair or by Kerberos. A cluster with neither has no login of its own: people get
to it through whatever else the nodes run, and nothing tells them apart. Neither can be added to a cluster that runs: it is replaced.
Allow it for clusters that run their steps and end, or that are reached through Session Manager.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: spark
      ReleaseLabel: emr-7.12.0
      Instances:
        Ec2SubnetId: subnet-0a1b2c3d
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  KeyPair:
    Type: AWS::EC2::KeyPair::KeyName
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: spark
      ReleaseLabel: emr-7.12.0
      Instances:
        Ec2SubnetId: subnet-0a1b2c3d
        Ec2KeyName: !Ref KeyPair
`,
  },
  references: [
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-access-ssh.html',
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-kerberos.html',
  ],
  knownAs: ['cdk-nag EMRAuthEC2KeyPairOrKerberos'],
  *check(cluster) {
    const keyPair = cluster.get('Instances', 'Ec2KeyName');
    if (cluster.has('KerberosAttributes') || (keyPair !== undefined && asString(keyPair) !== '')) return;
    yield {
      at: cluster.at('Instances', 'Ec2KeyName'),
      message: `${cluster.id} has neither a key pair nor Kerberos, so nothing tells apart who works on its nodes.`,
    };
  },
});
