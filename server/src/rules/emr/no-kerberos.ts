import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'emr-no-kerberos',
  title: 'Cluster without Kerberos',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EMR::Cluster'],
  why: `Without Kerberos Hadoop believes every user and service who they say they are: whoever can send a job to the cluster can act as
anybody on it. Kerberos is switched on by the security configuration and by KerberosAttributes, and cannot be added to a cluster that
runs: it is replaced. Allow it for a cluster with one user, whose role is the only one that matters.`,
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
      KerberosAttributes:
        Realm: DATA.INTERNAL
        KdcAdminPassword: '{{resolve:secretsmanager:emr/kerberos:SecretString:password}}'
`,
  },
  references: ['https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-kerberos.html'],
  knownAs: ['Guard EMR_KERBEROS_ENABLED', 'cdk-nag EMRKerberosEnabled'],
  *check(cluster) {
    const kerberos = cluster.get('KerberosAttributes');
    const isEmpty = kerberos?.kind === 'mapping' && kerberos.entries.size === 0 && !kerberos.open;
    if (kerberos !== undefined && !isEmpty) return;
    yield {
      at: cluster.idAt,
      message: `${cluster.id} has no Kerberos, so its services believe every user who they say they are.`,
    };
  },
});
