import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { type Identity, keyOf } from '../../network/identity';
import { describePorts } from '../../network/ports';
import { breadthOf } from '../../network/range';
import { permissionsIn, securityGroup } from '../../network/security-group';

export const rule = defineRule({
  id: 'vpc-security-group-open-egress',
  title: 'A security group that lets everything out',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupEgress'],
  why: `A group without egress rules lets everything out to everywhere, and so does a rule for the whole
    internet: malware that gets in can load its tools and send data away. Rules for the endpoints and
    databases that the workload needs stop that. It is fine to allow this where a firewall or private subnets
    without a NAT gateway stop it.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Workers
      VpcId: vpc-0a1b2c3d4e5f67890
      SecurityGroupEgress:
        - IpProtocol: '-1'
          FromPort: 0
          ToPort: 0
          CidrIp: 0.0.0.0/0
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
      SecurityGroupEgress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 10.0.0.0/16
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
  knownAs: [
    'Trivy AWS-0104',
    'cfn_nag W5',
    'cfn_nag W40',
    'cfn_nag F1000',
    'KICS security_groups_allows_unrestricted_outbound_traffic',
    'KICS security_group_egress_cidr_open_to_world',
    'KICS security_group_egress_with_all_protocols',
    // A load balancer's group without egress rules lets everything out; CloudFormation keeps EC2's own rule.
    'KICS elb_with_security_group_without_outbound_rules',
    'Guard EC2_SECURITY_GROUP_EGRESS_OPEN_TO_WORLD_RULE',
    'Guard SECURITY_GROUP_EGRESS_ALL_PROTOCOLS_RULE',
    'Guard SECURITY_GROUP_MISSING_EGRESS_RULE',
  ],
  *check(resource, graph) {
    for (const { direction, ports, peer, path } of permissionsIn(resource)) {
      if (direction !== 'egress' || ports.kind === 'unknown') continue;
      const everywhere =
        peer.kind === 'range' && breadthOf(peer.text) !== 'part' && breadthOf(peer.text) !== undefined;
      const property = peer.kind === 'range' ? peer.property : 'IpProtocol';
      if (everywhere) {
        const message = `${resource.id} lets ${describePorts(ports)} out to the whole internet.`;
        yield { at: resource.at(...path, property), message };
      } else if (ports.kind === 'all') {
        yield { at: resource.at(...path, 'IpProtocol'), message: `${resource.id} lets every protocol out.` };
      }
    }
    if (resource.type !== 'AWS::EC2::SecurityGroup' || writesEgress(resource)) return;
    const group = securityGroup(graph.network(resource.stack), own(resource));
    if (group === undefined || group.open || !group.freeEgress) return;
    yield {
      at: resource.idAt,
      message: `${resource.id} has no egress rules, so it lets everything out to everywhere.`,
    };
  },
});

/** An empty list leaves EC2's own rule, which lets everything out, in place. */
function writesEgress(resource: Resource): boolean {
  const rules = resource.get('SecurityGroupEgress');
  return rules !== undefined && (rules.kind !== 'list' || rules.open || rules.items.length > 0);
}

function own(resource: Resource): Identity {
  return { kind: 'resource', key: keyOf(resource), resource, at: resource.idAt };
}
