import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'emr-virtual-cluster-no-security-configuration',
  title: 'Virtual cluster without a security configuration',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EMRContainers::VirtualCluster'],
  why: `Jobs of EMR on EKS encrypt their local disks, what they send to each other and what they write to S3 as the security
configuration of their virtual cluster says, and by their own settings alone without one. A virtual cluster that exists cannot be given
one: it is replaced. Allow it where every job brings its settings.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Jobs:
    Type: AWS::EMRContainers::VirtualCluster
    Properties:
      Name: jobs
      ContainerProvider:
        Id: shared
        Type: EKS
        Info:
          EksInfo:
            Namespace: spark
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  SecurityConfigurationId:
    Type: String
Resources:
  Jobs:
    Type: AWS::EMRContainers::VirtualCluster
    Properties:
      Name: jobs
      SecurityConfigurationId: !Ref SecurityConfigurationId
      ContainerProvider:
        Id: shared
        Type: EKS
        Info:
          EksInfo:
            Namespace: spark
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-emrcontainers-virtualcluster.html',
  ],
  knownAs: [],
  *check(cluster) {
    if (cluster.has('SecurityConfigurationId')) return;
    yield {
      at: cluster.idAt,
      message: `${cluster.id} has no security configuration, so each of its jobs encrypts only what its own settings say.`,
    };
  },
});
