import { asBoolean, type Value } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';
import { identify, identifyAll, type Members, nobody } from './identity';
import type { Need, Workload, WorkloadKind } from './workload';

/** What is known of a workload besides its place. */
export interface More {
  readonly mayBePublic?: boolean;
  readonly needs?: readonly Need[];
  readonly users?: readonly Resource[];
}

/**
 * A workload whose subnets a property lists or names; none when the property is not there. Without a path to its groups it
 * has groups of AWS's making.
 */
export function placed(
  resource: Resource,
  kind: WorkloadKind,
  subnets: Path,
  groups: Path | undefined,
  more: More = {},
): Workload[] {
  const value = resource.get(...subnets);
  if (value === undefined) return [];
  return [workload(resource, kind, subnets, membersOf(value, resource), groups, more)];
}

/** A workload whose subnets are those of its subnet group. */
export function grouped(
  resource: Resource,
  kind: WorkloadKind,
  property: string,
  groups: string,
  more: More = {},
): Workload[] {
  const named = identify(resource.get(property), resource.stack.deployment);
  if (named === undefined) return [];
  const group = named.kind === 'resource' ? named.resource : undefined;
  const written = group?.get('SubnetIds');
  const subnets: Members =
    written === undefined ? { items: [], complete: false, at: undefined } : membersOf(written, resource);
  return [
    workload(resource, kind, [property], subnets, [groups], { mayBePublic: isPublic(resource), ...more }),
  ];
}

function workload(
  resource: Resource,
  kind: WorkloadKind,
  path: Path,
  subnets: Members,
  groups: Path | undefined,
  { mayBePublic = false, needs = [], users = [] }: More,
): Workload {
  const written = groups === undefined ? undefined : resource.get(...groups);
  const securityGroups = written === undefined ? nobody : membersOf(written, resource);
  return { resource, kind, users, subnets, placed: path, securityGroups, mayBePublic, needs };
}

/** A single id is a list of one; what may be a list itself stays unknown. */
function membersOf(value: Value, { stack }: Resource): Members {
  if (value.kind === 'list' || value.kind === 'text') return identifyAll(value, stack.deployment);
  const one = identify(value, stack.deployment);
  if (one === undefined || one.kind !== 'resource') return { items: [], complete: false, at: value.at };
  return { items: [one], complete: true, at: value.at };
}

export function isPublic(resource: Resource): boolean {
  const written = resource.get('PubliclyAccessible');
  return written !== undefined && asBoolean(written) !== false;
}
