import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { identify, same } from '../../network/identity';
import { describePorts } from '../../network/ports';
import { type Peer, permissionsIn } from '../../network/security-group';

export const rule = defineRule({
  id: 'vpc-security-group-port-range',
  title: 'A security group rule for a range of ports',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'],
  why: `A range opens ports that nothing listens on today and that something else may listen on tomorrow. A rule
    per port says what is meant. It is fine to allow this for protocols that need many ports, such as Glue
    workers among themselves, Kafka brokers and passive FTP.`,
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
          FromPort: 8000
          ToPort: 9000
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
          FromPort: 8000
          ToPort: 8000
          CidrIp: 10.0.0.0/16
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
  knownAs: [
    'cfn_nag W27',
    'cfn_nag W29',
    'KICS security_group_ingress_with_port_range',
    'KICS security_group_egress_with_port_range',
    'Guard SECURITY_GROUP_INGRESS_PORT_RANGE_RULE',
    'Guard SECURITY_GROUP_EGRESS_PORT_RANGE_RULE',
  ],
  *check(resource) {
    for (const { direction, ports, peer, path } of permissionsIn(resource)) {
      if (ports.kind !== 'ports' || ports.from === ports.to || isItself(peer, resource)) continue;
      const verb = direction === 'ingress' ? 'lets in' : 'lets out';
      yield {
        at: resource.at(...path, 'ToPort'),
        message: `${resource.id} ${verb} ${describePorts(ports)}, not single ports.`,
      };
    }
  },
});

/** A group that talks to itself, as Glue needs it. */
function isItself(peer: Peer, resource: Resource): boolean {
  if (peer.kind !== 'group') return false;
  const own = identify(resource.get('GroupId'), resource.stack.deployment);
  return same(peer.group, own);
}
