import type { Place } from '../base/range';
import type { Resource } from '../cloudformation/resource';
import { keyOf, nameOf } from './identity';
import type { Network, Route, RouteTable, Subnet } from './network';
import { listed, serviceName } from './phrase';
import { defaultRoute, pathToInternet, pathToService, type Reached, type ServicePath } from './reach';
import type { Workload } from './workload';
import { workloadOf } from './workloads';

/** What there is to say about a part of a network, for hovers. */
export interface NetworkExplanation {
  readonly title: string;
  readonly notes: readonly Note[];
}

interface Note {
  readonly text: string;
  readonly at: Place | undefined;
}

/** What can be reached, and over which path, seen from a resource; undefined for what is no part of a network. */
export function explainNetwork(resource: Resource, network: Network): NetworkExplanation | undefined {
  const key = keyOf(resource);
  const subnet = network.subnets.get(key);
  if (subnet !== undefined) return { title: `What ${resource.id} reaches`, notes: ofSubnet(network, subnet) };
  const table = network.routeTables.get(key);
  if (table !== undefined) return { title: `Where ${resource.id} leads`, notes: ofTable(network, table) };
  if (network.natGateways.has(key)) return { title: `What takes ${resource.id}`, notes: ofNat(network, key) };
  const endpoint = network.endpoints.find((one) => one.resource === resource);
  if (endpoint !== undefined) {
    const title = `Who reaches ${endpoint.service === undefined ? 'its service' : serviceName(endpoint.service)} through ${resource.id}`;
    return { title, notes: ofEndpoint(network, key, endpoint.service) };
  }
  const workload = workloadOf(resource, network);
  return workload === undefined
    ? undefined
    : { title: `What ${resource.id} reaches`, notes: ofWorkload(network, workload) };
}

function ofSubnet(network: Network, subnet: Subnet): Note[] {
  const inside = network.endpoints.flatMap(({ kind, service, usualNames }) =>
    kind === 'interface' && service !== undefined && usualNames === true ? [service] : [],
  );
  const services = [...new Set(['s3', 'dynamodb', ...inside])];
  return [
    {
      text: `The internet: ${words(pathToInternet(network, subnet.key))}.`,
      at: pathToInternet(network, subnet.key).because[0],
    },
    ...services.map((service) => serviceNote(network, subnet, service)),
  ];
}

function serviceNote(network: Network, subnet: Subnet, service: string): Note {
  const path = pathToService(network, subnet.key, service);
  return { text: `${serviceName(service)}: ${words(path)}.`, at: path.because[0] };
}

function ofTable(network: Network, table: RouteTable): Note[] {
  const path = defaultRoute(network, table);
  const subnets = table.subnets.flatMap((key) => network.subnets.get(key)?.resource.id ?? []);
  const who =
    subnets.length === 0
      ? 'No subnet of these files is associated with it.'
      : `It serves ${listed(subnets)}.`;
  return [
    { text: `The internet: ${words(path)}.`, at: path.because[0] },
    { text: who, at: undefined },
  ];
}

/** When a NAT gateway is right; the finding about it never asks to remove it. */
function ofNat(network: Network, key: string): Note[] {
  const leadsTo = ({ target }: Route): boolean => target.to?.kind === 'resource' && target.to.key === key;
  const tables = [...network.routeTables.values()].filter(({ routes }) => routes.some(leadsTo));
  const names = tables.map(({ resource }) => resource.id);
  return [
    {
      text:
        names.length === 0
          ? 'No route of these files leads to it.'
          : `${listed(names)} ${names.length > 1 ? 'lead' : 'leads'} to it.`,
      at: tables[0]?.resource.idAt,
    },
    {
      text: 'It is right for package indexes and other APIs. S3 and DynamoDB have gateway endpoints, which cost nothing.',
      at: undefined,
    },
  ];
}

function ofEndpoint(network: Network, key: string, service: string | undefined): Note[] {
  if (service === undefined) return [];
  const through = [...network.subnets.values()].filter(
    (subnet) => pathToService(network, subnet.key, service).endpoint?.key === key,
  );
  if (through.length === 0) return [{ text: 'No subnet of these files.', at: undefined }];
  return through.map(({ resource }) => ({ text: resource.id, at: resource.idAt }));
}

function ofWorkload(network: Network, { subnets, needs }: Workload): Note[] {
  const services = [...new Set(['s3', ...needs.map(({ service }) => service)])];
  return subnets.items.flatMap((item): Note[] => {
    const subnet = item.kind === 'resource' ? network.subnets.get(item.key) : undefined;
    if (subnet === undefined) return [{ text: `${nameOf(item)} is not in these files.`, at: undefined }];
    return services.map((service) => {
      const note = serviceNote(network, subnet, service);
      return { ...note, text: `From ${subnet.resource.id}, ${note.text}` };
    });
  });
}

function words({ via, endpoint, route }: Reached<ServicePath>): string {
  const target = route?.target.to === undefined ? '' : ` ${nameOf(route.target.to)}`;
  switch (via) {
    case 'gateway-endpoint':
      return `through ${endpoint?.resource.id}, for nothing`;
    case 'interface-endpoint':
      return `through ${endpoint?.resource.id}, without leaving the VPC`;
    case 'nat':
      return `through the NAT gateway${target}, billed per GB`;
    case 'nat-instance':
      return `through the NAT instance${target}`;
    case 'internet-gateway':
      return `through the internet gateway${target}, with a public address only`;
    case 'none':
      return 'nothing leads there';
    default:
      return 'not known from these files';
  }
}
