import type { Place } from '../base/range';
import type { Identity, Members } from './identity';
import type { Endpoint, Network, Route, RouteTable, Subnet } from './network';

/** The table that decides where a subnet's traffic goes. */
export type TableOf =
  | { readonly kind: 'table'; readonly table: RouteTable }
  /** The VPC's main table, which only knows the VPC itself: CloudFormation cannot add routes to it. */
  | { readonly kind: 'main' }
  | { readonly kind: 'unknown' };

/** By which way a subnet reaches the internet. An internet gateway serves only what has a public address. */
export type InternetPath = 'nat' | 'nat-instance' | 'internet-gateway' | 'none' | 'unknown';

export type ServicePath = 'gateway-endpoint' | 'interface-endpoint' | InternetPath;

/** A path with the places that make it so. */
export interface Reached<P> {
  readonly via: P;
  readonly because: readonly Place[];
  readonly route?: Route;
  readonly endpoint?: Endpoint;
}

/** Yes with the endpoint, no, or unknown. */
export type Found =
  | { readonly is: 'yes'; readonly endpoint: Endpoint }
  | { readonly is: 'no' }
  | { readonly is: 'unknown' };

/** The route table of a subnet, by its association, else the main one. */
export function routeTableOf(network: Network, subnetKey: string): TableOf {
  const subnet = network.subnets.get(subnetKey);
  if (subnet === undefined || network.open) return { kind: 'unknown' };
  const [only, ...others] = subnet.tables;
  if (only !== undefined) {
    const table =
      only.kind === 'resource' && others.length === 0 ? network.routeTables.get(only.key) : undefined;
    return table === undefined ? { kind: 'unknown' } : { kind: 'table', table };
  }
  return mainTableIsCertain(network, subnet) ? { kind: 'main' } : { kind: 'unknown' };
}

/** Where a route table sends what is for the internet. */
export function defaultRoute(network: Network, table: RouteTable): Reached<InternetPath> {
  if (network.open) return { via: 'unknown', because: [] };
  const everywhere = table.routes.filter(({ destination }) => destination === 'everywhere');
  const [route, ...others] = everywhere;
  if (route !== undefined && others.length === 0) {
    return { via: viaOf(network, route), because: [route.target.at], route };
  }
  const doubtful = others.length > 0 || network.strayRoutes.length > 0 || network.handedOut.has(table.key);
  return {
    via: doubtful || table.routes.some(mayLeadOut) ? 'unknown' : 'none',
    because: [table.resource.idAt],
  };
}

/** How a subnet reaches the internet. */
export function pathToInternet(network: Network, subnetKey: string): Reached<InternetPath> {
  const found = routeTableOf(network, subnetKey);
  if (found.kind === 'table') return defaultRoute(network, found.table);
  const subnet = network.subnets.get(subnetKey);
  const because = subnet === undefined ? [] : [subnet.resource.idAt];
  return { via: found.kind === 'main' ? 'none' : 'unknown', because };
}

/** Whether a route table is associated with a gateway endpoint of a service. */
export function gatewayEndpoint(network: Network, table: RouteTable, service: string): Found {
  let doubtful = network.open || network.handedOut.has(table.key);
  for (const endpoint of network.endpoints) {
    if (endpoint.kind !== 'gateway' && endpoint.kind !== 'unknown') continue;
    if (endpoint.service !== undefined && endpoint.service !== service) continue;
    const listed = holds(endpoint.routeTables, table.key);
    if (listed === 'no') continue;
    if (listed === 'yes' && endpoint.kind === 'gateway' && endpoint.service === service)
      return { is: 'yes', endpoint };
    if (listed === 'yes' || mayServe(endpoint, table.vpc)) doubtful = true;
  }
  return { is: doubtful ? 'unknown' : 'no' };
}

/** Whether the usual name of a service leads to an interface endpoint in a VPC. */
export function interfaceEndpoint(network: Network, vpc: Identity | undefined, service: string): Found {
  if (vpc?.kind !== 'resource' || network.open || network.handedOut.has(vpc.key)) return { is: 'unknown' };
  let doubtful = false;
  for (const endpoint of network.endpoints) {
    if (endpoint.kind !== 'interface' && endpoint.kind !== 'unknown') continue;
    if (endpoint.service !== undefined && endpoint.service !== service) continue;
    if (endpoint.usualNames === false || !mayServe(endpoint, vpc)) continue;
    const certain =
      endpoint.kind === 'interface' && endpoint.service === service && endpoint.usualNames === true;
    if (certain && endpoint.vpc?.kind === 'resource') return { is: 'yes', endpoint };
    doubtful = true;
  }
  return { is: doubtful ? 'unknown' : 'no' };
}

/** By which way something in a subnet reaches a service under its usual name. */
export function pathToService(network: Network, subnetKey: string, service: string): Reached<ServicePath> {
  const subnet = network.subnets.get(subnetKey);
  if (subnet === undefined) return { via: 'unknown', because: [] };
  const inside = interfaceEndpoint(network, subnet.vpc, service);
  if (inside.is === 'yes') {
    return { via: 'interface-endpoint', because: [inside.endpoint.resource.idAt], endpoint: inside.endpoint };
  }
  const routing = routeTableOf(network, subnetKey);
  const gateway: Found =
    routing.kind === 'table' && gatewayServices.has(service)
      ? gatewayEndpoint(network, routing.table, service)
      : { is: routing.kind === 'unknown' ? 'unknown' : 'no' };
  if (gateway.is === 'yes') {
    return { via: 'gateway-endpoint', because: [gateway.endpoint.resource.idAt], endpoint: gateway.endpoint };
  }
  if (inside.is === 'unknown' || gateway.is === 'unknown') return { via: 'unknown', because: [] };
  return pathToInternet(network, subnetKey);
}

/** The services that have gateway endpoints. https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
export const gatewayServices: ReadonlySet<string> = new Set(['s3', 'dynamodb', 's3express']);

/** Whether a list of ids names a thing. */
export function holds(members: Members, key: string): 'yes' | 'no' | 'unknown' {
  if (members.items.some((item) => item.kind === 'resource' && item.key === key)) return 'yes';
  return members.complete ? 'no' : 'unknown';
}

function mainTableIsCertain(network: Network, { key, vpc }: Subnet): boolean {
  if (vpc?.kind !== 'resource' || !network.vpcs.has(vpc.key)) return false;
  return !network.strayAssociations && !network.handedOut.has(key) && !network.handedOut.has(vpc.key);
}

function viaOf(network: Network, { target }: Route): InternetPath {
  switch (target.kind) {
    case 'internet-gateway':
    case 'nat-instance':
      return target.kind;
    case 'nat-gateway':
      return viaNat(network, target.to);
    default:
      return 'unknown';
  }
}

/** A private NAT gateway translates on the way to other networks; only a public one leads to the internet. */
function viaNat(network: Network, to: Identity | undefined): InternetPath {
  const nat = to?.kind === 'resource' ? network.natGateways.get(to.key) : undefined;
  return nat === undefined || nat.public === true ? 'nat' : 'unknown';
}

/** A route that could carry what is for the internet although it is not the IPv4 default route. */
function mayLeadOut({ destination, target }: Route): boolean {
  return destination !== 'somewhere' && target.kind !== 'local';
}

/** False when the endpoint certainly belongs to another VPC. */
function mayServe(endpoint: Endpoint, vpc: Identity | undefined): boolean {
  if (endpoint.vpc?.kind !== 'resource' || vpc?.kind !== 'resource') return true;
  return endpoint.vpc.key === vpc.key;
}
