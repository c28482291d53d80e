import { defineRule } from '../../engine/rule';
import { breadthOf } from '../../network/range';
import { type Permission, permissionsIn } from '../../network/security-group';

export const rule = defineRule({
  id: 'vpc-security-group-every-protocol',
  title: 'A security group rule for every protocol',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
  why: `A rule with the protocol -1 lets its source in on every port of every protocol: databases, administration
    and whatever is started there tomorrow, not only the service that it was written for. EC2 ignores the ports
    that stand beside it. Name the protocol and the port. It is fine to allow this among members of one group,
    which is not reported, and between groups that are one cluster.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Workers
      VpcId: vpc-0a1b2c3d4e5f67890
      SecurityGroupIngress:
        - IpProtocol: '-1'
          CidrIp: 10.0.0.0/16
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
          CidrIp: 10.0.0.0/16
`,
  },
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html',
  ],
  knownAs: [
    'cfn_nag W42',
    'KICS security_group_ingress_with_all_protocols',
    'Guard SECURITY_GROUP_INGRESS_ALL_PROTOCOLS_RULE',
  ],
  *check(resource) {
    for (const permission of permissionsIn(resource)) {
      const { direction, ports, path } = permission;
      if (direction !== 'ingress' || ports.kind !== 'all') continue;
      const source = sourceOf(permission);
      if (source === undefined) continue;
      yield {
        at: resource.at(...path, 'IpProtocol'),
        message: `${resource.id} lets ${source} in on every port of every protocol.`,
      };
    }
  },
});

/** Whom a rule lets in, for a sentence. Groups are left out, and the internet, of which vpc-security-group-open speaks. */
function sourceOf({ peer, resource, path }: Permission): string | undefined {
  if (peer.kind === 'range') return breadthOf(peer.text) === 'part' ? peer.text : undefined;
  if (peer.kind === 'prefix-list') return 'a list of ranges';
  if (peer.kind === 'group') return undefined;
  return resource.has(...path, 'CidrIp') || resource.has(...path, 'CidrIpv6')
    ? 'the range of its CIDR'
    : undefined;
}
