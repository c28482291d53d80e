import type { Place } from '../base/range';
import type { Stack } from '../cloudformation/stack';
import { type Identity, keyOf, nameOf } from './identity';
import type { Endpoint, NatGateway, Network, Route, RouteTable } from './network';
import { defaultRoute, gatewayEndpoint, interfaceEndpoint } from './reach';
import { gatewayEndpointOf } from './repair';

/** A service's traffic of one VPC that leaves through network address translation although an endpoint could carry it. */
export interface Detour {
  readonly service: string;
  readonly vpc: Identity;
  /** Names of the subnets, else of the route tables, else of the VPC, that take it. */
  readonly from: readonly string[];
  readonly nats: readonly { readonly kind: 'nat' | 'nat-instance'; readonly name: string }[];
  /** The default routes that lead there; none when they are in no file at hand. */
  readonly routes: readonly Route[];
  /** The private route tables in `stack` that an endpoint would have to serve. */
  readonly tables: readonly RouteTable[];
  /** An endpoint of the service that serves other tables of the VPC. */
  readonly endpoint: Endpoint | undefined;
  /** Where an endpoint would go. */
  readonly stack: Stack;
  readonly at: Place;
  /** Logical id of the resource that `at` is in. */
  readonly resource: string;
}

/** The detours of a network: one per VPC that is defined there and service. */
export function* detours(network: Network, services: readonly string[]): Generator<Detour> {
  if (network.open) return;
  for (const [key, resource] of network.vpcs) {
    const vpc: Identity = { kind: 'resource', key, resource, at: resource.idAt };
    const tables = [...network.routeTables.values()].filter(
      ({ vpc: of }) => of?.kind === 'resource' && of.key === key,
    );
    for (const service of services) {
      if (interfaceEndpoint(network, vpc, service).is === 'yes') continue;
      const detour = byRoute(network, vpc, service, tables) ?? byGateway(network, vpc, service, tables);
      if (detour !== undefined) yield detour;
    }
  }
}

/** What several deployments have of one detour, told with the first of them. */
export function together(detours: readonly Detour[]): Detour | undefined {
  const [first] = detours;
  if (first === undefined) return undefined;
  const once = <T>(items: readonly T[], keyOfItem: (item: T) => string): T[] => [
    ...new Map(items.map((item) => [keyOfItem(item), item])).values(),
  ];
  const all = <T>(of: (detour: Detour) => readonly T[], keyOfItem: (item: T) => string): T[] =>
    once(detours.flatMap(of), keyOfItem);
  return {
    ...first,
    from: all(
      ({ from }) => from,
      (name) => name,
    ),
    nats: all(
      ({ nats }) => nats,
      ({ name }) => name,
    ),
    routes: all(
      ({ routes }) => routes,
      ({ resource }) => keyOf(resource),
    ),
    tables: all(
      ({ tables }) => tables,
      ({ key }) => key,
    ),
  };
}

function byRoute(
  network: Network,
  vpc: Identity,
  service: string,
  tables: readonly RouteTable[],
): Detour | undefined {
  const unserved = tables.filter((table) => gatewayEndpoint(network, table, service).is === 'no');
  const taken = unserved.flatMap((table) => {
    if (passesOn(network, table)) return [];
    const { via, route } = defaultRoute(network, table);
    return (via === 'nat' || via === 'nat-instance') && route !== undefined ? [{ via, route, table }] : [];
  });
  const [first] = taken;
  if (first === undefined) return undefined;
  const subnets = taken.flatMap(({ table }) =>
    table.subnets.map((key) => network.subnets.get(key)?.resource.id ?? ''),
  );
  const { resource } = first.route;
  const { stack } = first.table.resource;
  return {
    service,
    vpc,
    from: subnets.length > 0 ? subnets : taken.map(({ table }) => table.resource.id),
    nats: taken.map(({ via, route: { target } }) => ({
      kind: via,
      name: target.to === undefined ? '' : nameOf(target.to),
    })),
    routes: taken.map(({ route }) => route),
    tables: privateTables(network, unserved, stack),
    endpoint: gatewayEndpointOf(network, vpc, service),
    stack,
    at: first.route.target.at,
    resource: resource.id,
  };
}

/**
 * Whether a table only takes the traffic of other networks on to the internet: its subnets hold a transit gateway's
 * interfaces, and nothing there has a way back into those networks. A gateway endpoint would serve none of them.
 */
function passesOn({ attached }: Network, { subnets, routes }: RouteTable): boolean {
  if (subnets.length === 0 || routes.some(({ target }) => target.kind === 'elsewhere')) return false;
  return subnets.every((key) => attached.has(key));
}

/** A public NAT gateway whose routes are in no file at hand, in a VPC without any endpoint for the service. */
function byGateway(
  network: Network,
  vpc: Identity,
  service: string,
  tables: readonly RouteTable[],
): Detour | undefined {
  // The way out of a transit gateway's network: whose traffic comes here is decided elsewhere.
  if (tables.some(({ routes }) => routes.some(({ target }) => target.kind === 'elsewhere'))) return undefined;
  const nat = [...network.natGateways.values()].find((gateway) => isLonely(network, gateway, vpc));
  if (nat === undefined || network.endpoints.some((endpoint) => mayServe(endpoint, vpc, service)))
    return undefined;
  const { resource } = nat;
  return {
    service,
    vpc,
    from: [nameOf(vpc)],
    nats: [{ kind: 'nat', name: resource.id }],
    routes: [],
    tables: privateTables(network, tables, resource.stack),
    endpoint: undefined,
    stack: resource.stack,
    at: resource.idAt,
    resource: resource.id,
  };
}

function isLonely(network: Network, { key, public: isPublic, vpc: of }: NatGateway, vpc: Identity): boolean {
  if (isPublic !== true || of?.kind !== 'resource' || vpc.kind !== 'resource' || of.key !== vpc.key)
    return false;
  if (network.handedOut.has(key) || network.handedOut.has(vpc.key)) return false;
  const leadsTo = ({ target }: Route): boolean => target.to?.kind === 'resource' && target.to.key === key;
  return (
    !network.strayRoutes.some(leadsTo) &&
    ![...network.routeTables.values()].some(({ routes }) => routes.some(leadsTo))
  );
}

function mayServe(endpoint: Endpoint, vpc: Identity, service: string): boolean {
  if (endpoint.kind !== 'gateway' && endpoint.kind !== 'unknown') return false;
  if (endpoint.service !== undefined && endpoint.service !== service) return false;
  return endpoint.vpc?.kind !== 'resource' || (vpc.kind === 'resource' && endpoint.vpc.key === vpc.key);
}

function privateTables(network: Network, tables: readonly RouteTable[], stack: Stack): RouteTable[] {
  return tables.filter((table) => {
    return table.resource.stack.id === stack.id && defaultRoute(network, table).via !== 'internet-gateway';
  });
}
