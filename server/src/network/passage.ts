import { asString } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { type Identity, type Members, nameOf } from './identity';
import type { Endpoint, Network, Subnet } from './network';
import { aclStops } from './network-acl';
import { listed, serviceName } from './phrase';
import { isPrivate, meet } from './range';
import { holds } from './reach';
import { type Permission, securityGroup } from './security-group';
import type { Workload } from './workload';

/** What certainly stops HTTPS on a path that the routes allow: security groups, or the subnet's network ACL. */
export type Stopped =
  | { readonly by: 'egress' | 'ingress'; readonly groups: readonly Identity[] }
  | { readonly by: 'acl'; readonly acl: Resource; readonly direction: 'egress' | 'ingress' };

/**
 * Whether security groups, or the subnet's network ACL, certainly stop the calls of a workload in a subnet: its own, which let nothing out to there, or
 * those of the interface endpoint, which let nothing in from there. Undefined when they may pass.
 */
export function stoppedBy(
  network: Network,
  workload: Workload,
  subnet: Subnet,
  endpoint: Endpoint | undefined,
): Stopped | undefined {
  const own = workload.securityGroups;
  // Within one subnet no ACL is asked.
  const isBeside = endpoint?.kind === 'interface' && holds(endpoint.subnets, subnet.key) !== 'no';
  const stop = isBeside ? undefined : aclStops(network, subnet.key, endpoint?.kind === 'interface');
  if (stop !== undefined) return { by: 'acl', ...stop };
  const inside = endpoint?.kind === 'interface' ? endpoint : undefined;
  const leaves = (permission: Permission): boolean =>
    inside === undefined ? mayBePublic(permission) : mayReach(permission, inside.securityGroups, undefined);
  if (own.items.length > 0 && own.complete && own.items.every((group) => shuts(network, group, leaves)))
    return { by: 'egress', groups: own.items };
  if (inside === undefined) return undefined;
  const { items, complete } = inside.securityGroups;
  const range = asString(subnet.resource.get('CidrBlock'));
  const enters = (permission: Permission): boolean => mayReach(permission, own, range);
  const shut = (group: Identity): boolean => keepsOut(network, group, enters);
  return items.length > 0 && complete && items.every(shut) ? { by: 'ingress', groups: items } : undefined;
}

/** The end of a sentence about what stops the calls to a service. */
export function describeStop(stopped: Stopped, subnet: Subnet, service: string, endpoint?: Endpoint): string {
  if (stopped.by === 'acl') {
    const what = stopped.direction === 'egress' ? 'HTTPS out of' : 'its answers back in to';
    return `no entry of ${stopped.acl.id} lets ${what} ${subnet.resource.id}`;
  }
  const { by, groups } = stopped;
  const names = listed(groups.map(nameOf));
  const target = endpoint?.kind === 'interface' ? endpoint.resource.id : serviceName(service);
  return by === 'egress'
    ? `no egress rule of ${names} lets HTTPS out to ${target}`
    : `no ingress rule of ${names} lets HTTPS in to ${target} from ${subnet.resource.id}`;
}

function shuts(network: Network, identity: Identity, passes: (permission: Permission) => boolean): boolean {
  const group = securityGroup(network, identity);
  if (group === undefined || !group.limitsEgress) return false;
  return !group.permissions.some((one) => one.direction === 'egress' && mayBeHttps(one) && passes(one));
}

function keepsOut(
  network: Network,
  identity: Identity,
  passes: (permission: Permission) => boolean,
): boolean {
  const group = securityGroup(network, identity);
  if (group === undefined || group.open) return false;
  return !group.permissions.some((one) => one.direction === 'ingress' && mayBeHttps(one) && passes(one));
}

function mayBeHttps({ ports }: Permission): boolean {
  if (ports.kind === 'ports') return ports.protocol === 'tcp' && ports.from <= 443 && 443 <= ports.to;
  return ports.kind !== 'portless';
}

/** Whether a rule may be about somebody who is in the given groups and, where it is known, in the given range. */
function mayReach({ peer }: Permission, groups: Members, range: string | undefined): boolean {
  if (peer.kind === 'range') return !isLoopback(peer.text) && (range === undefined || meet(peer.text, range));
  if (peer.kind !== 'group' || peer.group.kind !== 'resource') return true;
  const { key } = peer.group;
  if (!groups.complete || groups.items.length === 0) return true;
  return groups.items.some((item) => item.kind !== 'resource' || item.key === key);
}

/** Whether a rule may be about the public addresses of AWS's services. A group never holds them. */
function mayBePublic({ peer }: Permission): boolean {
  if (peer.kind === 'group') return false;
  return peer.kind !== 'range' || !(isLoopback(peer.text) || isPrivate(peer.text));
}

/** The usual way to write that nothing leaves. */
function isLoopback(range: string): boolean {
  return range.startsWith('127.') || range.startsWith('255.255.255.255');
}
