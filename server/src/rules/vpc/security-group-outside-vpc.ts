import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'vpc-security-group-outside-vpc',
  title: 'A security group without a VPC',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::SecurityGroup'],
  why: `Without a VPC the group goes into the default one, whose subnets are public and shared by everything that
    nobody placed. It is fine to allow this in accounts whose default VPC was made private.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Workers
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 203.0.113.7/32
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Workers
      VpcId: vpc-0a1b2c3d4e5f67890
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 203.0.113.7/32
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html'],
  knownAs: ['KICS security_groups_without_vpc_attached'],
  *check(resource) {
    if (resource.has('VpcId')) return;
    yield { at: resource.idAt, message: `${resource.id} names no VPC, so it goes into the default one.` };
  },
});
