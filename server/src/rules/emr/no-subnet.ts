import { defineRule } from '../../engine/rule';

const subnets = [
  ['Instances', 'Ec2SubnetId'],
  ['Instances', 'Ec2SubnetIds'],
] as const;

export const rule = defineRule({
  id: 'emr-no-subnet',
  title: 'Cluster in whatever subnet there is',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EMR::Cluster'],
  why: `A cluster that names no subnet is started in the default VPC of the account, whose subnets are public: its nodes get public
addresses, and nothing but security groups stands between them and the internet. A private subnet with endpoints for S3 and the other
services needs no public address. Allow it in an account whose default VPC was replaced.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Instances:
        MasterInstanceGroup:
          InstanceCount: 1
          InstanceType: m7g.xlarge
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  PrivateSubnet:
    Type: AWS::EC2::Subnet::Id
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Instances:
        Ec2SubnetId: !Ref PrivateSubnet
        MasterInstanceGroup:
          InstanceCount: 1
          InstanceType: m7g.xlarge
`,
  },
  references: ['https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-vpc-subnet.html'],
  knownAs: ['KICS emr_wihout_vpc'],
  *check(cluster) {
    if (subnets.some((path) => cluster.has(...path))) return;
    yield {
      at: cluster.at('Instances'),
      message: `${cluster.id} names no subnet, so its nodes start in the public subnets of the default VPC.`,
    };
  },
});
