import type { Place } from '../base/range';
import type { Reference, Text, Value } from '../base/value';
import { identity as textIdentity } from '../cloudformation/condition';
import type { Deployment } from '../cloudformation/deployment';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';

/** Which thing of a network a value names. */
export type Identity =
  /** A resource that is deployed with the templates at hand. */
  | { readonly kind: 'resource'; readonly key: string; readonly resource: Resource; readonly at: Place }
  /** Something from outside: a parameter, an import, a literal id. The same key is the same thing. */
  | { readonly kind: 'outside'; readonly key: string; readonly name: string; readonly at: Place }
  | { readonly kind: 'unknown'; readonly at: Place };

/** What a list of ids names. */
export interface Members {
  readonly items: readonly Identity[];
  /** True when every item is listed and none of them is unknown. */
  readonly complete: boolean;
  /** Undefined when nothing is written. */
  readonly at: Place | undefined;
}

export const nobody: Members = { items: [], complete: true, at: undefined };

export function keyOf(resource: Resource): string {
  return `${resource.stack.id}/${resource.id}`;
}

/** The thing that a value names; `Ref` and the id attribute of a resource name the same. */
export function identify(value: Value | undefined, deployment: Deployment, depth = 0): Identity | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'reference') return identifyReference(value, deployment, depth);
  if (value.kind === 'scalar' && value.text !== '') {
    return { kind: 'outside', key: value.text, name: value.text, at: value.at };
  }
  if (value.kind === 'text' && value.parts.every(({ kind }) => kind !== 'unknown')) {
    return { kind: 'outside', key: textIdentity(value), name: describe(value), at: value.at };
  }
  return { kind: 'unknown', at: value.at };
}

/** The things that a list names. A single value is a list of one, unless it stands for a whole list itself. */
export function identifyAll(value: Value | undefined, deployment: Deployment): Members {
  if (value === undefined) return nobody;
  if (value.kind === 'text') return identifyJoined(value, deployment);
  if (value.kind !== 'list') return { items: [], complete: false, at: value.at };
  const items: Identity[] = [];
  for (const item of value.items) {
    const found = identify(item, deployment);
    if (found !== undefined) items.push(found);
  }
  const complete =
    !value.open && items.every(({ kind }) => kind !== 'unknown') && !value.items.some(holdsList);
  return { items, complete, at: value.at };
}

/** The ids in a text that is joined with commas, as lists are passed to nested stacks. */
function identifyJoined(value: Text, deployment: Deployment): Members {
  const items: Identity[] = [];
  for (const part of value.parts) {
    const separator = part.kind === 'scalar' && /^\s*,\s*$/.test(part.text);
    const found = separator ? undefined : identify(part, deployment);
    if (found !== undefined) items.push(found);
  }
  const complete = items.every(({ kind }) => kind === 'resource');
  return { items: items.filter(({ kind }) => kind === 'resource'), complete, at: value.at };
}

/** The stack with an id: of a template by itself, or nested in others. */
export function stackById(id: string, deployment: Deployment): Stack | undefined {
  const [file = '', ...nested] = id.split('#');
  let stack = deployment.stack(file);
  for (const name of nested) stack = stack?.child(name);
  return stack;
}

/** The name to call a thing by. */
export function nameOf(identity: Identity): string {
  if (identity.kind === 'resource') return identity.resource.id;
  return identity.kind === 'outside' ? identity.name : 'something chosen at deployment';
}

/** True when both certainly are the same thing. */
export function same(a: Identity | undefined, b: Identity | undefined): boolean {
  return (
    a !== undefined && b !== undefined && a.kind !== 'unknown' && b.kind !== 'unknown' && a.key === b.key
  );
}

/** Attributes by which a resource gives its own id, as `Ref` does. */
const ownId: ReadonlySet<string> = new Set([
  'VpcId',
  'SubnetId',
  'RouteTableId',
  'NatGatewayId',
  'InternetGatewayId',
  'GroupId',
  'InstanceId',
  'Id',
  'SubnetGroupName',
  'DBSubnetGroupName',
]);

function identifyReference(value: Reference, deployment: Deployment, depth: number): Identity {
  const { to, at } = value;
  if (to.type === 'parameter') return { kind: 'outside', key: textIdentity(value), name: to.name, at };
  if (to.type === 'pseudo') return { kind: 'unknown', at };
  if (to.type === 'import') {
    return to.name === undefined
      ? { kind: 'unknown', at }
      : { kind: 'outside', key: textIdentity(value), name: to.name, at };
  }
  const resource = stackById(to.stack, deployment)?.resource(to.id);
  if (resource === undefined) return { kind: 'unknown', at };
  if (to.attribute === undefined) return { kind: 'resource', key: keyOf(resource), resource, at };
  // A subnet's `VpcId` is its VPC's id; a VPC's own is the VPC itself.
  if (
    to.attribute === 'VpcId' &&
    resource.type !== 'AWS::EC2::VPC' &&
    resource.type !== 'AWS::EC2::VPCEndpoint'
  ) {
    const inner = depth > 4 ? undefined : identify(resource.get('VpcId'), deployment, depth + 1);
    return inner === undefined ? { kind: 'unknown', at } : { ...inner, at };
  }
  if (ownId.has(to.attribute)) return { kind: 'resource', key: keyOf(resource), resource, at };
  return { kind: 'outside', key: textIdentity(value), name: `${to.id}.${to.attribute}`, at };
}

/** An item that may stand for several things: a parameter list inside a list, or what a nested stack gives. */
function holdsList(value: Value): boolean {
  return value.kind === 'list' || value.kind === 'unknown';
}

function describe(value: Text): string {
  return value.parts
    .map((part) =>
      part.kind === 'scalar' ? part.text : part.kind === 'reference' ? `{${describeTarget(part)}}` : '',
    )
    .join('');
}

function describeTarget({ to }: Reference): string {
  if (to.type === 'resource') return to.id;
  return to.name ?? '';
}
