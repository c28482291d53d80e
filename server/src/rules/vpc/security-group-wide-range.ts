import { defineRule } from '../../engine/rule';
import { breadthOf, prefixOf } from '../../network/range';
import { permissionsIn } from '../../network/security-group';

export const rule = defineRule({
  id: 'vpc-security-group-wide-range',
  title: 'A security group that lets in more than one address',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
  why: `A range lets in every address in it, whoever uses it now or later. A single address, or another security
    group as source, says exactly who is meant. It is fine to allow this for the addresses of an office or of
    the VPC.`,
  bad: {
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
          CidrIp: 203.0.113.0/24
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
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
  knownAs: [
    'cfn_nag W9',
    'KICS security_group_ingress_has_cidr_not_recommended',
    'Guard SECURITY_GROUP_INGRESS_CIDR_NON_32_RULE',
  ],
  *check(resource) {
    for (const { direction, peer, path } of permissionsIn(resource)) {
      if (direction !== 'ingress' || peer.kind !== 'range') continue;
      const prefix = prefixOf(peer.text);
      if (prefix === undefined || prefix.length === prefix.of || breadthOf(peer.text) !== 'part') continue;
      yield {
        at: resource.at(...path, peer.property),
        message: `${resource.id} lets in all of ${peer.text}, not a single address or group.`,
      };
    }
  },
});
