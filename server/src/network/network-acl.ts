import { asBoolean, asNumber, asString } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { type Identity, identify, same } from './identity';
import type { Network } from './network';
import { covers, isPrivate } from './range';
import { holdsPorts, type Ports } from './security-group';

/** A rule of a network ACL. What is chosen at deployment is undefined. */
export interface AclEntry {
  readonly resource: Resource;
  readonly acl: Identity | undefined;
  readonly direction: 'ingress' | 'egress' | undefined;
  readonly action: 'allow' | 'deny' | undefined;
  readonly number: number | undefined;
  readonly range: string | undefined;
  readonly rangeProperty: string;
  readonly ports: Ports;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkaclentry.html */
export function readAclEntry(resource: Resource): AclEntry {
  const egress = resource.get('Egress');
  const outward = egress === undefined ? false : asBoolean(egress);
  const action = asString(resource.get('RuleAction'))?.toLowerCase();
  const rangeProperty = resource.has('CidrBlock') ? 'CidrBlock' : 'Ipv6CidrBlock';
  return {
    resource,
    acl: identify(resource.get('NetworkAclId'), resource.stack.deployment),
    direction: outward === undefined ? undefined : outward ? 'egress' : 'ingress',
    action: action === 'allow' || action === 'deny' ? action : undefined,
    number: asNumber(resource.get('RuleNumber')),
    range: asString(resource.get(rangeProperty)),
    rangeProperty,
    ports: readPorts(resource),
  };
}

/** The network ACL that certainly stops HTTPS from a subnet, or its answers, and on which side. */
export interface AclStop {
  readonly acl: Resource;
  readonly direction: 'ingress' | 'egress';
}

/**
 * Whether a subnet's ACL certainly stops its HTTPS: calls leave to port 443, and answers come in to the ports from which
 * they were made. `inside` when the other end is in the VPC, else it has public addresses. Only an ACL that allows nothing
 * of the kind counts; what its denials leave of what it allows is not worked out.
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html
 */
export function aclStops(network: Network, subnetKey: string, inside: boolean): AclStop | undefined {
  const acl = network.aclOf.get(subnetKey);
  if (acl?.kind !== 'resource' || acl.resource.type !== 'AWS::EC2::NetworkAcl') return undefined;
  if (network.open || network.strayAclEntries || network.handedOut.has(acl.key)) return undefined;
  const entries = (network.aclEntries.get(acl.key) ?? []).map(readAclEntry);
  for (const direction of ['egress', 'ingress'] as const) {
    const passes = entries.some((entry) => mayPass(entry, direction, inside));
    if (!passes) return { acl: acl.resource, direction };
  }
  return undefined;
}

function mayPass(
  { action, ports, range, direction, rangeProperty }: AclEntry,
  wanted: 'ingress' | 'egress',
  inside: boolean,
): boolean {
  if (action === 'deny' || (direction !== undefined && direction !== wanted)) return false;
  if (range !== undefined && rangeProperty === 'CidrBlock' && !inside && isPrivate(range)) return false;
  if (ports.kind === 'portless') return false;
  if (ports.kind !== 'ports') return true;
  if (ports.protocol !== 'tcp') return false;
  return wanted === 'egress' ? ports.from <= 443 && 443 <= ports.to : ports.to >= 1024;
}

/** The other entries of the same ACL and direction in the network, in the order of their numbers. */
export function siblings(network: Network, entry: AclEntry): AclEntry[] {
  const { acl, direction } = entry;
  if (acl === undefined || acl.kind === 'unknown' || direction === undefined) return [];
  const found = network.stacks.flatMap((stack) =>
    [...stack.resources('AWS::EC2::NetworkAclEntry')].map(readAclEntry).filter((other) => {
      if (other.resource === entry.resource || other.direction !== direction) return false;
      return other.acl?.kind === acl.kind && same(other.acl, acl);
    }),
  );
  return found.sort((a, b) => (a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER));
}

/** True when everything that one entry is about certainly is what another is about too. */
export function includes(outer: AclEntry, inner: AclEntry): boolean {
  if (outer.range === undefined || inner.range === undefined || !covers(outer.range, inner.range))
    return false;
  if (outer.ports.kind === 'all') return true;
  if (outer.ports.kind !== 'ports' || inner.ports.kind !== 'ports') return false;
  return (
    outer.ports.protocol === inner.ports.protocol && holdsPorts(outer.ports, inner.ports.from, inner.ports.to)
  );
}

const protocols: ReadonlyMap<number, string> = new Map([
  [6, 'tcp'],
  [17, 'udp'],
]);

function readPorts(resource: Resource): Ports {
  const protocol = asNumber(resource.get('Protocol'));
  if (protocol === undefined) return { kind: 'unknown' };
  if (protocol === -1) return { kind: 'all' };
  const name = protocols.get(protocol);
  if (name === undefined) return { kind: 'portless', protocol: `protocol ${protocol}` };
  const from = asNumber(resource.get('PortRange', 'From'));
  const to = asNumber(resource.get('PortRange', 'To'));
  return from === undefined || to === undefined
    ? { kind: 'unknown' }
    : { kind: 'ports', protocol: name, from, to };
}
