import { asNumber, asString, lookUp, type Value } from '../base/value';
import type { Deployment } from '../cloudformation/deployment';
import type { Path, Resource } from '../cloudformation/resource';
import { type Identity, identify, keyOf } from './identity';
import type { Network } from './network';
import { meet } from './range';

/** A rule of a security group, written in the group or as a resource of its own. */
export interface Permission {
  /** The resource that it is written in, and where. */
  readonly resource: Resource;
  readonly path: Path;
  readonly direction: 'ingress' | 'egress';
  readonly ports: Ports;
  readonly peer: Peer;
  readonly described: boolean;
}

export type Ports =
  /** Every protocol and port. */
  | { readonly kind: 'all' }
  | { readonly kind: 'ports'; readonly protocol: string; readonly from: number; readonly to: number }
  /** ICMP and the like: there are no ports. */
  | { readonly kind: 'portless'; readonly protocol: string }
  | { readonly kind: 'unknown' };

/** Who is let in, or may be sent to. */
export type Peer =
  | { readonly kind: 'range'; readonly text: string; readonly property: string }
  | { readonly kind: 'group'; readonly group: Identity }
  | { readonly kind: 'prefix-list' }
  | { readonly kind: 'unknown' };

export interface SecurityGroup {
  readonly resource: Resource;
  readonly permissions: readonly Permission[];
  /** True when more permissions may exist than are listed. */
  readonly open: boolean;
  /** True when it has no egress rule: everything may then leave. */
  readonly freeEgress: boolean;
  /**
   * True when only what its egress rules name may leave: EC2's own rule that lets everything out is removed by rules in
   * the group, not by rules that are resources of their own.
   */
  readonly limitsEgress: boolean;
}

/**
 * What is written in one resource: the rules of a group, or a rule of its own.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html
 */
export function permissionsIn(resource: Resource): readonly Permission[] {
  switch (resource.type) {
    case 'AWS::EC2::SecurityGroupIngress':
      return [readPermission(resource, [], 'ingress')];
    case 'AWS::EC2::SecurityGroupEgress':
      return [readPermission(resource, [], 'egress')];
    case 'AWS::EC2::SecurityGroup':
      return [
        ...inline(resource, 'SecurityGroupIngress', 'ingress'),
        ...inline(resource, 'SecurityGroupEgress', 'egress'),
      ];
    default:
      return [];
  }
}

/** A security group of the network with the rules that are added to it elsewhere; undefined when it is not at hand. */
export function securityGroup(network: Network, identity: Identity): SecurityGroup | undefined {
  if (identity.kind !== 'resource' || identity.resource.type !== 'AWS::EC2::SecurityGroup') return undefined;
  const { resource, key } = identity;
  const rules = network.groupRules.get(key) ?? [];
  const permissions = [...permissionsIn(resource), ...rules.flatMap(permissionsIn)];
  const open =
    network.open ||
    network.strayGroupRules ||
    network.handedOut.has(key) ||
    isOpen(resource.get('SecurityGroupIngress'));
  return {
    resource,
    permissions,
    open,
    freeEgress: !permissions.some(({ direction }) => direction === 'egress'),
    limitsEgress:
      !open &&
      !isOpen(resource.get('SecurityGroupEgress')) &&
      permissionsIn(resource).some(({ direction }) => direction === 'egress'),
  };
}

/**
 * Whether members of a group, in a subnet with the given range, may reach each other on every TCP port, which is how Glue's
 * workers talk: whether it lets them in, and out. A rule about a range does as well when the range holds the subnet.
 * https://docs.aws.amazon.com/glue/latest/dg/glue-troubleshooting-errors.html
 */
export function letsItself(
  direction: Permission['direction'],
  network: Network,
  identity: Identity,
  subnet: string | undefined,
): 'yes' | 'no' | 'unknown' {
  const group = securityGroup(network, identity);
  if (group === undefined) return 'unknown';
  if (direction === 'egress' && !group.limitsEgress) return group.freeEgress ? 'yes' : 'unknown';
  let doubtful = group.open;
  for (const permission of group.permissions) {
    if (permission.direction !== direction) continue;
    const { ports, peer } = permission;
    const isItself = mayBeItself(peer, keyOf(group.resource), subnet);
    if (isItself === 'yes' && holdsPorts(ports, 0, 65535)) return 'yes';
    if (isItself !== 'no' && (ports.kind === 'unknown' || holdsPorts(ports, 0, 65535))) doubtful = true;
  }
  return doubtful ? 'unknown' : 'no';
}

function mayBeItself(peer: Peer, key: string, subnet: string | undefined): 'yes' | 'no' | 'unknown' {
  if (peer.kind === 'range') return subnet === undefined || meet(peer.text, subnet) ? 'unknown' : 'no';
  if (peer.kind !== 'group') return peer.kind === 'prefix-list' ? 'no' : 'unknown';
  if (peer.group.kind !== 'resource') return peer.group.kind === 'unknown' ? 'unknown' : 'no';
  return peer.group.key === key ? 'yes' : 'no';
}

/** True when the ports certainly hold every TCP port from one to another. */
export function holdsPorts(ports: Ports, from: number, to: number): boolean {
  if (ports.kind === 'all') return true;
  return ports.kind === 'ports' && ports.protocol !== 'udp' && ports.from <= from && to <= ports.to;
}

function inline(resource: Resource, property: string, direction: Permission['direction']): Permission[] {
  const rules = resource.get(property);
  if (rules?.kind === 'mapping') return [readPermission(resource, [property], direction)];
  if (rules?.kind !== 'list') return [];
  return positions(resource, property, rules.items.length).map((index) =>
    readPermission(resource, [property, index], direction),
  );
}

/** Where the items of a list are written: items that are not deployed keep their positions. */
function positions(resource: Resource, property: string, count: number): number[] {
  const found: number[] = [];
  for (let index = 0; found.length < count && index < count + 100; index++) {
    if (resource.get(property, index) !== undefined) found.push(index);
  }
  return found;
}

function readPermission(resource: Resource, path: Path, direction: Permission['direction']): Permission {
  const rule = resource.get(...path);
  const of = (name: string): Value | undefined => lookUp(rule, name);
  return {
    resource,
    path,
    direction,
    ports: readPorts(of('IpProtocol'), of('FromPort'), of('ToPort')),
    peer: readPeer(of, resource.stack.deployment, direction),
    described: of('Description') !== undefined,
  };
}

/** `-1` is every protocol. A missing end of a TCP or UDP range counts as the widest: EC2 takes `-1` there as all ports. */
function readPorts(protocol: Value | undefined, from: Value | undefined, to: Value | undefined): Ports {
  const name = asString(protocol)?.toLowerCase();
  if (name === undefined) return { kind: 'unknown' };
  if (name === '-1' || name === 'all') return { kind: 'all' };
  const transport = transports.get(name);
  if (transport === undefined) return { kind: 'portless', protocol: name };
  if (
    (from !== undefined && asNumber(from) === undefined) ||
    (to !== undefined && asNumber(to) === undefined)
  ) {
    return { kind: 'unknown' };
  }
  const first = asNumber(from) ?? 0;
  const last = asNumber(to) ?? 65535;
  return { kind: 'ports', protocol: transport, from: Math.max(first, 0), to: last < 0 ? 65535 : last };
}

const transports: ReadonlyMap<string, string> = new Map([
  ['tcp', 'tcp'],
  ['6', 'tcp'],
  ['udp', 'udp'],
  ['17', 'udp'],
]);

function readPeer(
  of: (name: string) => Value | undefined,
  deployment: Deployment,
  direction: Permission['direction'],
): Peer {
  for (const property of ['CidrIp', 'CidrIpv6']) {
    const range = of(property);
    if (range === undefined) continue;
    const text = asString(range)?.trim();
    return text === undefined ? { kind: 'unknown' } : { kind: 'range', text, property };
  }
  const side = direction === 'ingress' ? 'Source' : 'Destination';
  const group = of(`${side}SecurityGroupId`) ?? of(`${side}SecurityGroupName`);
  if (group !== undefined)
    return { kind: 'group', group: identify(group, deployment) ?? { kind: 'unknown', at: group.at } };
  return of(`${side}PrefixListId`) === undefined ? { kind: 'unknown' } : { kind: 'prefix-list' };
}

function isOpen(rules: Value | undefined): boolean {
  if (rules === undefined || rules.kind === 'mapping') return false;
  return (
    rules.kind !== 'list' ||
    rules.open ||
    rules.items.some(({ kind }) => kind === 'unknown' || kind === 'reference')
  );
}
