import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'vpc-subnet-public-ip',
  title: 'A subnet that gives public addresses to everything',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EC2::Subnet'],
  why: `Whatever starts in such a subnet gets a public address without anyone asking for it: an EMR node, a test
    instance, a container. One security group rule then is all that stands between it and the internet. Load
    balancers and NAT gateways do not need the setting, because they bring their own addresses. It is fine to
    allow this for a subnet of public servers.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: vpc-0a1b2c3d4e5f67890
      CidrBlock: 10.0.0.0/24
      MapPublicIpOnLaunch: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: vpc-0a1b2c3d4e5f67890
      CidrBlock: 10.0.0.0/24
      MapPublicIpOnLaunch: false
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html'],
  knownAs: [
    'Trivy AWS-0164',
    'cfn_nag W33',
    'SecurityHub EC2.15',
    'KICS ec2_instance_subnet_has_public_ip_mapping_on_launch',
    'Guard SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED',
    'cdk-nag VPCSubnetAutoAssignPublicIpDisabled',
  ],
  *check(resource) {
    if (asBoolean(resource.get('MapPublicIpOnLaunch')) !== true) return;
    yield {
      at: resource.at('MapPublicIpOnLaunch'),
      message: `Everything that starts in ${resource.id} gets a public address.`,
      fixes: [
        {
          title: 'Give no public addresses by default',
          safe: false,
          changes: [resource.set(['MapPublicIpOnLaunch'], false)],
        },
      ],
    };
  },
});
