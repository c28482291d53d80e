import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'vpc-default-security-group-used',
  title: 'A rule of the default security group',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'],
  why: `Everything that is started without a security group gets the default one. A rule there opens it for all
    of that, also for what somebody starts by mistake. Rules belong to groups of their own, and the default
    group stays closed. It is fine to allow this for a rule that lets only the group itself in.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Workers
      VpcId: !Ref Vpc
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt Vpc.DefaultSecurityGroup
      IpProtocol: tcp
      FromPort: 443
      ToPort: 443
      CidrIp: 10.0.0.0/16
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Workers
      VpcId: !Ref Vpc
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !Ref Group
      IpProtocol: tcp
      FromPort: 443
      ToPort: 443
      CidrIp: 10.0.0.0/16
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html'],
  knownAs: [
    'Trivy AWS-0173',
    'SecurityHub EC2.2',
    'KICS default_security_groups_with_unrestricted_traffic',
    'cdk-nag VPCDefaultSecurityGroupClosed',
  ],
  *check(resource) {
    const group = resource.get('GroupId');
    if (group?.kind !== 'reference' || group.to.type !== 'resource') return;
    if (group.to.attribute !== 'DefaultSecurityGroup') return;
    yield {
      at: resource.at('GroupId'),
      message: `${resource.id} opens the default security group of ${group.to.id}, which everything without a group gets.`,
    };
  },
});
