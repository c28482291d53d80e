import type { Change } from '../base/edit';
import { branchesOf } from '../cloudformation/branches';
import type { Stack } from '../cloudformation/stack';
import { type Identity, same } from './identity';
import type { Endpoint, Network, RouteTable, Subnet } from './network';
import { listed, serviceName } from './phrase';
import {
  type Content,
  gatewayEndpointContent,
  givenIn,
  interfaceEndpointContents,
  tableItem,
} from './writing';

/** A way to give a network what it lacks; rules offer it as a fix. */
export interface Repair {
  readonly title: string;
  readonly changes: readonly Change[];
}

/** Makes a gateway endpoint serve more route tables: one that is there, else a new one after a resource of the stack. */
export function serveTables(
  network: Network,
  stack: Stack,
  service: string,
  vpc: Identity,
  tables: readonly RouteTable[],
): Repair | undefined {
  const here = tables.filter(({ resource }) => resource.stack.id === stack.id);
  if (here.length === 0) return undefined;
  const names = listed(here.map(({ resource }) => resource.id));
  const endpoint = gatewayEndpointOf(network, vpc, service);
  if (endpoint?.resource.stack.id === stack.id && endpoint.routeTables.complete) {
    return { title: `Add ${names} to ${endpoint.resource.id}`, changes: addTables(endpoint, here) };
  }
  // An endpoint that other deployments have would then serve the same tables a second time there, and the deployment fails.
  if (hasOtherwise(stack, service)) return undefined;
  const content = gatewayEndpointContent(stack, service, vpc, here);
  if (content === undefined) return undefined;
  const id = stack.freeId(endpointId(network, service, vpc));
  return {
    title: `Add a gateway endpoint for ${serviceName(service)} to ${names}`,
    changes: [stack.insertResource(id, content, placeForEndpoint(network, stack, vpc, here))],
  };
}

/** Where a stack has several VPCs, the name says which one the endpoint is for. */
function endpointId({ vpcs }: Network, service: string, vpc: Identity): string {
  const id = endpointIds.get(service) ?? 'GatewayEndpoint';
  return vpcs.size > 1 && vpc.kind === 'resource' ? `${vpc.resource.id}${id}` : id;
}

/** After the last endpoint that the VPC has in the stack, else after the last of its routes and route tables there. */
function placeForEndpoint(
  { endpoints, routeTables }: Network,
  stack: Stack,
  vpc: Identity,
  tables: readonly RouteTable[],
): string | undefined {
  const ofEndpoints = endpoints.filter(({ vpc: of }) => same(of, vpc)).map(({ resource }) => resource);
  const ofTables = [...routeTables.values(), ...tables]
    .filter(({ vpc: of }) => same(of, vpc))
    .flatMap(({ resource, routes }) => [resource, ...routes.map((route) => route.resource)]);
  for (const candidates of [ofEndpoints, ofTables]) {
    const here = candidates.filter((resource) => resource.stack.id === stack.id);
    const [last] = here.sort((a, b) => b.idAt.range.start - a.idAt.range.start);
    if (last !== undefined) return last.id;
  }
  return undefined;
}

/** True when the template declares an endpoint of the service that is not deployed here, under a condition. */
function hasOtherwise(stack: Stack, service: string): boolean {
  const deployed = new Set([...stack.resources('AWS::EC2::VPCEndpoint')].map(({ id }) => id));
  return [...stack.wholeTemplate.resources.values()].some(({ id, type, node }) => {
    if (type !== 'AWS::EC2::VPCEndpoint' || deployed.has(id)) return false;
    const { start, end } = node.range;
    return new RegExp(`\\.${service}\\b`).test(stack.template.document.text.slice(start, end));
  });
}

/** Adds an interface endpoint with private names, and a security group that lets the VPC in. */
export function addInterface(
  stack: Stack,
  service: string,
  vpc: Identity,
  subnets: readonly Identity[],
  after: string,
): Repair | undefined {
  const id = stack.freeId(
    `${service.replace(/[^a-z]+(.)/g, (_, next: string) => next.toUpperCase()).replace(/^./, (first) => first.toUpperCase())}Endpoint`,
  );
  const contents = interfaceEndpointContents(stack, service, vpc, subnets, `${id}SecurityGroup`);
  if (contents === undefined) return undefined;
  return {
    title: `Add an interface endpoint for ${serviceName(service)}`,
    changes: [
      stack.insertResource(id, contents.endpoint, after),
      stack.insertResource(`${id}SecurityGroup`, contents.group, after),
    ],
  };
}

/** Lets HTTPS from a subnet into an endpoint's security group. */
export function letIn(subnet: Subnet, group: Identity): Repair | undefined {
  if (group.kind !== 'resource' || group.resource.stack.id !== subnet.resource.stack.id) return undefined;
  const { resource } = group;
  const { id, stack } = subnet.resource;
  const permission: Content = {
    Description: `HTTPS from ${id}`,
    IpProtocol: 'tcp',
    FromPort: 443,
    ToPort: 443,
    CidrIp: stack.write.getAtt(id, 'CidrBlock'),
  };
  return {
    title: `Let HTTPS from ${id} into ${resource.id}`,
    changes: [resource.append(['SecurityGroupIngress'], permission)],
  };
}

/** The gateway endpoint that a VPC has for a service, whatever tables it serves. */
export function gatewayEndpointOf(network: Network, vpc: Identity, service: string): Endpoint | undefined {
  return network.endpoints.find(
    ({ kind, service: of, vpc: owner }) =>
      kind === 'gateway' &&
      of === service &&
      owner?.kind === 'resource' &&
      vpc.kind === 'resource' &&
      owner.key === vpc.key,
  );
}

const endpointIds: ReadonlyMap<string, string> = new Map([
  ['s3', 'S3Endpoint'],
  ['dynamodb', 'DynamoDBEndpoint'],
]);

/** To every list that the property can be and that lacks the table. */
function addTables({ resource, routeTables }: Endpoint, tables: readonly RouteTable[]): Change[] {
  const { stack, declaration } = resource;
  const given = givenIn(declaration.condition);
  if (routeTables.at === undefined)
    return [
      resource.set(
        ['RouteTableIds'],
        tables.flatMap((table) => tableItem(stack, table, given) ?? []),
      ),
    ];
  return branchesOf(resource, 'RouteTableIds').flatMap((branch) => {
    const here = new Map([...given, ...branch.given]);
    return tables
      .filter((table) => !branch.names(table.resource.id))
      .flatMap((table) => tableItem(stack, table, here) ?? [])
      .map((item) => branch.append(item));
  });
}
