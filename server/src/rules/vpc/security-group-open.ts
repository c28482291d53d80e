import type { Parameter } from '../../cloudformation/parameter';
import type { Resource } from '../../cloudformation/resource';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { type Identity, identify, identifyAll, keyOf, nameOf } from '../../network/identity';
import type { Network } from '../../network/network';
import { dangerousPort, describePorts } from '../../network/ports';
import { breadthOf } from '../../network/range';
import { holds } from '../../network/reach';
import { type Permission, type Ports, permissionsIn } from '../../network/security-group';

export const rule = defineRule({
  id: 'vpc-security-group-open',
  title: 'A security group that lets the internet in',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
  why: `A rule whose source is the whole internet lets anyone try passwords, keys and known weaknesses on every
    address behind the group that is public now or becomes public later. Databases, clusters and
    administration ports are found by scanners within minutes. A parameter whose default is the whole internet
    opens the port for whoever accepts it. Ports 80 and 443 of a load balancer are meant
    for everyone and are not reported. It is fine to allow this for a public service that authenticates its
    callers itself.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Bastion hosts
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 22
          ToPort: 22
          CidrIp: 0.0.0.0/0
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Bastion hosts
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 22
          ToPort: 22
          CidrIp: 10.0.0.0/8
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
  knownAs: [
    'SecurityHub Redshift.15',
    'Checkov CKV_AWS_24',
    'Checkov CKV_AWS_25',
    'Checkov CKV_AWS_260',
    'Trivy AWS-0107',
    'cfn_nag W2',
    'cfn_nag W42',
    'SecurityHub EC2.13',
    'SecurityHub EC2.14',
    'SecurityHub EC2.18',
    'SecurityHub EC2.19',
    'KICS unrestricted_security_group_ingress',
    'KICS security_groups_with_unrestricted_access_to_ssh',
    'KICS security_groups_unrestricted_access_to_rdp',
    'KICS remote_desktop_port_open_to_internet',
    'KICS http_port_open',
    'KICS fully_open_ingress',
    'KICS unknown_port_exposed_to_internet',
    'KICS security_group_ingress_has_cidr_not_recommended',
    'KICS elb_sensitive_port_is_exposed_to_entire_network',
    'KICS security_groups_with_meta_ip',
    'KICS security_groups_with_exhibited_admin_ports',
    'KICS ec2_sensitive_port_is_publicly_exposed',
    'KICS security_group_ingress_with_all_protocols',
    'Guard EC2_SECURITY_GROUP_INGRESS_OPEN_TO_WORLD_RULE',
    'Guard INCOMING_SSH_DISABLED',
    'Guard RESTRICTED_INCOMING_TRAFFIC',
    'Guard SECURITY_GROUP_INGRESS_ALL_PROTOCOLS_RULE',
    'cdk-nag EC2RestrictedInbound',
    'cdk-nag EC2RestrictedSSH',
    'cdk-nag EC2RestrictedCommonPorts',
  ],
  *check(resource, graph) {
    for (const permission of permissionsIn(resource)) {
      const { ports, path, direction } = permission;
      const source = sourceOf(permission, graph);
      if (direction !== 'ingress' || source === undefined || ports.kind === 'portless') continue;
      const breadth = breadthOf(source.range);
      if (breadth === undefined || breadth === 'part') continue;
      const group = groupOf(resource);
      if (isWeb(ports) && mayListenToEveryone(graph.network(resource.stack), group)) continue;
      const who = breadth === 'all' ? 'Anyone on the internet' : 'A large part of the internet';
      const what = `${who} reaches ${describePorts(ports)} of what is behind ${group === undefined ? resource.id : nameOf(group)}`;
      const dangerous = ports.kind === 'all' || dangerousPort(ports) !== undefined;
      const { parameter } = source;
      if (parameter === undefined) {
        yield {
          at: resource.at(...path, source.property),
          message: `${what}.`,
          severity: dangerous ? 'error' : 'warning',
          fixes: fixes(permission),
        };
      } else {
        yield {
          at: resource.at(...path, source.property),
          message: `${what} unless ${parameter.name} is given: its default is ${source.range}.`,
          severity: dangerous ? 'warning' : 'info',
          related: [{ at: parameter.defaultAt ?? parameter.at, message: 'the default' }],
          fixes: [
            { title: `Ask for ${parameter.name}`, safe: false, changes: [parameter.remove('Default')] },
          ],
        };
      }
    }
  },
});

interface Source {
  readonly range: string;
  readonly property: string;
  /** Whose default the range is; undefined for one that is written in the rule. */
  readonly parameter: Parameter | undefined;
}

/** The addresses that a rule lets in, where they are written or are the default of a parameter. */
function sourceOf({ peer, resource, path }: Permission, graph: Graph): Source | undefined {
  if (peer.kind === 'range') return { range: peer.text, property: peer.property, parameter: undefined };
  if (peer.kind !== 'unknown') return undefined;
  for (const property of ['CidrIp', 'CidrIpv6']) {
    const value = resource.get(...path, property);
    if (value?.kind !== 'reference' || value.to.type !== 'parameter') continue;
    const parameter = graph.stack(value.to.stack)?.parameter(value.to.name);
    if (parameter?.default !== undefined) return { range: parameter.default, property, parameter };
  }
  return undefined;
}

/** The group that a rule belongs to. */
function groupOf(resource: Resource): Identity | undefined {
  if (resource.type === 'AWS::EC2::SecurityGroup') {
    return { kind: 'resource', key: keyOf(resource), resource, at: resource.idAt };
  }
  const group = identify(resource.get('GroupId') ?? resource.get('GroupName'), resource.stack.deployment);
  return group?.kind === 'unknown' ? undefined : group;
}

function isWeb(ports: Ports): boolean {
  return ports.kind === 'ports' && ports.from === ports.to && (ports.from === 80 || ports.from === 443);
}

/**
 * True for the group of a load balancer, which is there for everyone, and of an endpoint, which has no public address;
 * and for one that is handed to something out of sight, which may be one of these.
 */
function mayListenToEveryone(network: Network, group: Identity | undefined): boolean {
  if (group?.kind !== 'resource') return true;
  if (network.open || network.handedOut.has(group.key)) return true;
  if (network.endpoints.some(({ securityGroups }) => holds(securityGroups, group.key) === 'yes')) return true;
  return network.stacks.some((stack) =>
    [...stack.resources(...loadBalancers)].some((balancer) => {
      return holds(identifyAll(balancer.get('SecurityGroups'), stack.deployment), group.key) === 'yes';
    }),
  );
}

const loadBalancers = [
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancing::LoadBalancer',
];

/** The VPC's own addresses instead of everyone's, where the template says which VPC it is. */
function fixes({ resource, path, peer }: Permission): Fix[] {
  if (peer.kind !== 'range' || peer.property !== 'CidrIp') return [];
  const group = groupOf(resource);
  const owner = group?.kind === 'resource' ? group.resource : undefined;
  const vpc = identify(owner?.get('VpcId'), resource.stack.deployment);
  if (vpc?.kind !== 'resource' || vpc.resource.stack.id !== resource.stack.id) return [];
  const range = resource.stack.write.getAtt(vpc.resource.id, 'CidrBlock');
  const changes = [resource.set([...path, 'CidrIp'], range)];
  return [{ title: `Let in only the addresses of ${vpc.resource.id}`, safe: false, changes }];
}
