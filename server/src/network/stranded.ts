import type { Network, RouteTable, Subnet } from './network';
import { pathToService, routeTableOf } from './reach';
import type { Workload } from './workload';

/** A subnet of a workload from which a service that it needs is certainly out of reach. */
export interface Stranded {
  readonly subnet: Subnet;
  /** Nothing leads there, or only an internet gateway does, which is of no use without a public address. */
  readonly by: 'nothing' | 'internet-gateway';
}

/** The subnets in which a workload cannot reach a service under its usual name. */
export function strandedSubnets(network: Network, workload: Workload, service: string): Stranded[] {
  return workload.subnets.items.flatMap((item): Stranded[] => {
    const subnet = item.kind === 'resource' ? network.subnets.get(item.key) : undefined;
    if (subnet === undefined) return [];
    const { via } = pathToService(network, subnet.key, service);
    if (via === 'none') return [{ subnet, by: 'nothing' }];
    return via === 'internet-gateway' && !workload.mayBePublic ? [{ subnet, by: 'internet-gateway' }] : [];
  });
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
