import type { Place } from '../base/range';
import type { Network, RouteTable, Subnet } from './network';
import { describeStop, type Stopped, stoppedBy } from './passage';
import { listed } from './phrase';
import { pathToService, type Reached, routeTableOf, type ServicePath } from './reach';
import type { Workload } from './workload';

/** A subnet of a workload from which a service that it needs is certainly out of reach. */
export interface Stranded {
  readonly subnet: Subnet;
  /**
   * Nothing leads there; only an internet gateway does, which is of no use without a public address; or security groups
   * or a network ACL stop what the routes allow.
   */
  readonly by: 'nothing' | 'internet-gateway' | 'groups';
  readonly stopped: Stopped | undefined;
  readonly path: Reached<ServicePath>;
}

/** The subnets in which a workload cannot reach a service under its usual name. */
export function strandedSubnets(network: Network, workload: Workload, service: string): Stranded[] {
  return workload.subnets.items.flatMap((item): Stranded[] => {
    const subnet = item.kind === 'resource' ? network.subnets.get(item.key) : undefined;
    if (subnet === undefined) return [];
    const path = pathToService(network, subnet.key, service);
    const found = (by: Stranded['by'], stopped?: Stopped): Stranded[] => [{ subnet, by, stopped, path }];
    if (path.via === 'none') return found('nothing');
    if (path.via === 'internet-gateway' && !workload.mayBePublic) return found('internet-gateway');
    if (path.via === 'unknown') return [];
    const stopped = stoppedBy(network, workload, subnet, path.endpoint);
    return stopped === undefined ? [] : found('groups', stopped);
  });
}

/** The subnets of a workload that no route leads out of to a service, whatever its security groups are. */
export function unrouted(stranded: readonly Stranded[]): Stranded[] {
  return stranded.filter(({ by }) => by !== 'groups');
}

/** Why no route leads from some subnets to a service: the end of a sentence. */
export function cutReason(stranded: readonly Stranded[], there: string): string {
  const cut = stranded.filter(({ by }) => by === 'nothing').map(({ subnet }) => subnet.resource.id);
  if (cut.length > 0) return `nothing in ${listed(cut)} leads ${there}`;
  const names = listed(stranded.map(({ subnet }) => subnet.resource.id));
  return `${names} ${stranded.length > 1 ? 'lead' : 'leads'} ${there} only through an internet gateway, and it gets no public address`;
}

/** Why security groups keep a subnet's calls from a service: the end of a sentence. */
export function stopReason({ stopped, subnet, path }: Stranded, service: string): string {
  return stopped === undefined ? '' : describeStop(stopped, subnet, service, path.endpoint);
}

/** The security groups or the network ACL that do so, as far as they are in the files, with what to call them. */
export function stoppingGroups({ stopped }: Stranded): { readonly at: Place; readonly message: string }[] {
  if (stopped?.by === 'acl') return [{ at: stopped.acl.idAt, message: 'the network ACL' }];
  return (stopped?.groups ?? []).flatMap((group) =>
    group.kind === 'resource' ? [{ at: group.resource.idAt, message: 'the security group' }] : [],
  );
}

/** The route tables of some subnets, as far as they are known; each once. */
export function tablesOf(network: Network, subnets: readonly Subnet[]): RouteTable[] {
  const found = new Set<RouteTable>();
  for (const { key } of subnets) {
    const routing = routeTableOf(network, key);
    if (routing.kind === 'table') found.add(routing.table);
  }
  return [...found];
}
