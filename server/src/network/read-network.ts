import { asString } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import { type Places, stacksAround } from './gather';
import { handedOut } from './handed-out';
import { type Identity, identify, identifyAll, keyOf } from './identity';
import type { NatGateway, Network, RouteTable, Subnet } from './network';
import { readEndpoint } from './read-endpoint';
import { readRoute } from './read-route';
import { workloadPlaces } from './workload-places';

/** Where the parts of a network name each other. */
const partPlaces: readonly (readonly [string, readonly Path[]])[] = [
  ['AWS::EC2::Subnet', [['VpcId']]],
  ['AWS::EC2::RouteTable', [['VpcId']]],
  ['AWS::EC2::NatGateway', [['SubnetId'], ['VpcId']]],
  ['AWS::EC2::SecurityGroup', [['VpcId']]],
];

/** Where what may be added to a network from another template names it. */
const additionPlaces: readonly (readonly [string, readonly Path[]])[] = [
  ['AWS::EC2::SubnetRouteTableAssociation', [['SubnetId'], ['RouteTableId']]],
  ['AWS::EC2::Route', [['RouteTableId'], ['NatGatewayId'], ['GatewayId']]],
  ['AWS::EC2::VPCEndpoint', [['VpcId'], ['RouteTableIds'], ['SubnetIds']]],
  ['AWS::EC2::FlowLog', [['ResourceId']]],
  ['AWS::EC2::SecurityGroupIngress', [['GroupId']]],
  ['AWS::EC2::SecurityGroupEgress', [['GroupId']]],
  ['AWS::EC2::NetworkAclEntry', [['NetworkAclId']]],
];

const attachmentTypes = ['AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'];

const additions: Places = new Map(additionPlaces);
const places: Places = new Map([...workloadPlaces, ...partPlaces, ...additionPlaces]);

/** The network that a stack takes part in. Everything is read once; the work grows with the number of resources. */
export function readNetwork(stack: Stack): Network {
  const stacks = stacksAround(stack, places, additions);
  const all = (type: string): Resource[] => stacks.flatMap((member) => [...member.resources(type)]);
  const { deployment } = stack;
  const routes = all('AWS::EC2::Route').map((route) => readRoute(route, deployment));
  const associations = all('AWS::EC2::SubnetRouteTableAssociation').map((resource) => ({
    subnet: identify(resource.get('SubnetId'), deployment),
    table: identify(resource.get('RouteTableId'), deployment),
  }));
  const tablesOf = grouped(associations, ({ subnet }) => subnet);
  const subnetsOf = grouped(associations, ({ table }) => table);
  const routesOf = grouped(routes, ({ table }) => table);
  const groupRules = [...all('AWS::EC2::SecurityGroupIngress'), ...all('AWS::EC2::SecurityGroupEgress')].map(
    (resource) => ({
      resource,
      group: identify(resource.get('GroupId') ?? resource.get('GroupName'), deployment),
    }),
  );
  const rulesOf = grouped(groupRules, ({ group }) => group);
  const aclEntries = all('AWS::EC2::NetworkAclEntry').map((resource) => ({
    resource,
    acl: identify(resource.get('NetworkAclId'), deployment),
  }));
  const aclsOf = grouped(
    all('AWS::EC2::SubnetNetworkAclAssociation').map((resource) => ({
      subnet: identify(resource.get('SubnetId'), deployment),
      acl: identify(resource.get('NetworkAclId'), deployment),
    })),
    ({ subnet }) => subnet,
  );
  return {
    stacks,
    open: stacks.some(({ template }) => template.open),
    vpcs: keyed(
      all('AWS::EC2::VPC').map((resource) => ({ key: keyOf(resource), resource })),
      ({ resource }) => resource,
    ),
    subnets: keyed(
      all('AWS::EC2::Subnet').map((resource): Subnet => {
        const tables = (tablesOf.get(keyOf(resource)) ?? []).flatMap(({ table }) =>
          table === undefined ? [] : [table],
        );
        return { key: keyOf(resource), resource, vpc: identify(resource.get('VpcId'), deployment), tables };
      }),
    ),
    routeTables: keyed(
      all('AWS::EC2::RouteTable').map((resource): RouteTable => {
        const key = keyOf(resource);
        const subnets = (subnetsOf.get(key) ?? []).flatMap(({ subnet }) =>
          subnet?.kind === 'resource' ? [subnet.key] : [],
        );
        return {
          key,
          resource,
          vpc: identify(resource.get('VpcId'), deployment),
          routes: routesOf.get(key) ?? [],
          subnets,
        };
      }),
    ),
    endpoints: all('AWS::EC2::VPCEndpoint').map(readEndpoint),
    natGateways: keyed(all('AWS::EC2::NatGateway').map(readNatGateway)),
    attached: new Set(
      attachmentTypes
        .flatMap(all)
        .flatMap((resource) => identifyAll(resource.get('SubnetIds'), deployment).items)
        .flatMap((subnet) => (subnet.kind === 'resource' ? [subnet.key] : [])),
    ),
    strayRoutes: routes.filter(({ table }) => table?.kind === 'unknown'),
    strayAssociations: associations.some(({ subnet }) => subnet?.kind === 'unknown'),
    groupRules: new Map([...rulesOf].map(([key, rules]) => [key, rules.map(({ resource }) => resource)])),
    strayGroupRules: groupRules.some(({ group }) => group === undefined || group.kind === 'unknown'),
    aclOf: new Map(
      [...aclsOf].flatMap(([key, [only, ...others]]) =>
        only?.acl === undefined || others.length > 0 ? [] : [[key, only.acl] as const],
      ),
    ),
    aclEntries: new Map(
      [...grouped(aclEntries, ({ acl }) => acl)].map(([key, entries]) => [
        key,
        entries.map(({ resource }) => resource),
      ]),
    ),
    strayAclEntries: aclEntries.some(({ acl }) => acl === undefined || acl.kind === 'unknown'),
    handedOut: handedOut(stacks),
  };
}

function readNatGateway(resource: Resource): NatGateway {
  const { deployment } = resource.stack;
  const subnet = identify(resource.get('SubnetId'), deployment);
  const vpc =
    identify(resource.get('VpcId'), deployment) ??
    (subnet?.kind === 'resource' ? identify(subnet.resource.get('VpcId'), deployment) : undefined);
  const connectivity = resource.get('ConnectivityType');
  const type = connectivity === undefined ? 'public' : asString(connectivity);
  return {
    key: keyOf(resource),
    resource,
    vpc,
    subnet,
    public: type === undefined ? undefined : type.toLowerCase() === 'public',
  };
}

function grouped<T>(
  items: readonly T[],
  by: (item: T) => Identity | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const identity = by(item);
    if (identity === undefined || identity.kind === 'unknown') continue;
    const group = groups.get(identity.key);
    if (group === undefined) groups.set(identity.key, [item]);
    else group.push(item);
  }
  return groups;
}

function keyed<T extends { readonly key: string }>(items: readonly T[]): ReadonlyMap<string, T>;
function keyed<T extends { readonly key: string }, V>(
  items: readonly T[],
  of: (item: T) => V,
): ReadonlyMap<string, V>;
function keyed<T extends { readonly key: string }, V>(
  items: readonly T[],
  of?: (item: T) => V,
): ReadonlyMap<string, T | V> {
  return new Map(items.map((item) => [item.key, of === undefined ? item : of(item)]));
}
