import type { Place } from '../base/range';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Identity, Members } from './identity';

/**
 * What the stacks that are deployed together say about their network, in one deployment. Things are found by the key of
 * their identity. What a parameter, an import or a macro decides is not there; `reach.ts` answers `unknown` for it.
 */
export interface Network {
  /** The outermost stack, its nested stacks and the stacks whose exports they import. */
  readonly stacks: readonly Stack[];
  /** True when a macro may add or change anything. */
  readonly open: boolean;
  readonly vpcs: ReadonlyMap<string, Resource>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly routeTables: ReadonlyMap<string, RouteTable>;
  readonly endpoints: readonly Endpoint[];
  readonly natGateways: ReadonlyMap<string, NatGateway>;
  /** Keys of the subnets in which a transit gateway has its interfaces. */
  readonly attached: ReadonlySet<string>;
  /** Routes whose table is not known: any table may have them. */
  readonly strayRoutes: readonly Route[];
  /** True when some subnet, not known which, is associated with some table. */
  readonly strayAssociations: boolean;
  /** The rules of security groups that are resources of their own, by the key of their group. */
  readonly groupRules: ReadonlyMap<string, readonly Resource[]>;
  /** True when some such rule belongs to a group that is not known. */
  readonly strayGroupRules: boolean;
  /** The network ACL of a subnet, by the subnet's key; a subnet without one has the VPC's own, which lets everything pass. */
  readonly aclOf: ReadonlyMap<string, Identity>;
  /** The entries of network ACLs, by the key of their ACL. */
  readonly aclEntries: ReadonlyMap<string, readonly Resource[]>;
  /** True when some entry belongs to an ACL that is not known. */
  readonly strayAclEntries: boolean;
  /** Keys of things that are handed to nested stacks without a template at hand, or to custom resources. */
  readonly handedOut: ReadonlySet<string>;
}

export interface Subnet {
  readonly key: string;
  readonly resource: Resource;
  readonly vpc: Identity | undefined;
  /** The tables that it is explicitly associated with; more than one is a mistake or a decision outside of the file. */
  readonly tables: readonly Identity[];
}

export interface RouteTable {
  readonly key: string;
  readonly resource: Resource;
  readonly vpc: Identity | undefined;
  readonly routes: readonly Route[];
  /** Keys of the subnets that are explicitly associated with it. */
  readonly subnets: readonly string[];
}

export interface Route {
  readonly resource: Resource;
  readonly table: Identity | undefined;
  readonly destination: Destination;
  readonly target: RouteTarget;
}

/**
 * `everywhere` is all of IPv4, `everywhere-v6` all of IPv6; `somewhere` is less than that, certainly not the whole
 * internet; `listed` is what a prefix list names.
 */
export type Destination = 'everywhere' | 'everywhere-v6' | 'somewhere' | 'listed' | 'unknown';

export interface RouteTarget {
  readonly kind:
    | 'internet-gateway'
    | 'nat-gateway'
    | 'nat-instance'
    /** Only out, only IPv6. */
    | 'egress-only'
    /** Transit gateway, peering, virtual private gateway, firewall endpoint: where it goes on to is decided elsewhere. */
    | 'elsewhere'
    | 'local'
    | 'unknown';
  readonly to: Identity | undefined;
  /** The value that names the target. */
  readonly at: Place;
}

export interface NatGateway {
  readonly key: string;
  readonly resource: Resource;
  readonly vpc: Identity | undefined;
  readonly subnet: Identity | undefined;
  /** False for a private NAT gateway; undefined when that is chosen at deployment. */
  readonly public: boolean | undefined;
}

export interface Endpoint {
  readonly key: string;
  readonly resource: Resource;
  readonly kind: 'gateway' | 'interface' | 'other' | 'unknown';
  /** The last part of its service name (`s3`, `secretsmanager`, `ecr.api`); undefined when it is chosen at deployment. */
  readonly service: string | undefined;
  readonly vpc: Identity | undefined;
  readonly routeTables: Members;
  readonly subnets: Members;
  readonly securityGroups: Members;
  /** Whether the service's usual names lead to the endpoint inside the VPC. Undefined when that is chosen at deployment. */
  readonly usualNames: boolean | undefined;
}
