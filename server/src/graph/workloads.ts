import type { Place } from '../base/range';
import { asList, lookUp, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import { trustNeeds, typesWithTrustNeeds } from '../data/trust-principals';
import type { Graph } from './graph';
import { endingReference } from './identity-policies';

/** A resource that works with a role: a Glue job, a function, a delivery stream. */
export interface Workload {
  readonly resource: Resource;
  readonly role: Resource;
  /** The property that names the role. */
  readonly at: Place;
}

const workloadTypes: readonly string[] = [
  ...new Set([...typesWithTrustNeeds(), 'AWS::EMR::Cluster', 'AWS::EC2::Instance']),
];

/** The workloads of a stack and of the stacks joined with it. */
export interface Workloads {
  readonly all: readonly Workload[];
  readonly byRole: ReadonlyMap<Resource, readonly Workload[]>;
  readonly byResource: ReadonlyMap<Resource, readonly Workload[]>;
}

/** Every workload of a stack and of the stacks joined with it, with the role of the workspace that it runs as. */
export function workloadsIn(stack: Stack, graph: Graph): Workloads {
  const all: Workload[] = [];
  const byRole = new Map<Resource, Workload[]>();
  const byResource = new Map<Resource, Workload[]>();
  for (const one of graph.joined(stack)) {
    for (const resource of one.resources(...workloadTypes)) {
      for (const [role, { at }] of rolesOf(resource, graph)) {
        const workload = { resource, role, at };
        all.push(workload);
        put(byRole, role, workload);
        put(byResource, resource, workload);
      }
    }
  }
  return { all, byRole, byResource };
}

function put(index: Map<Resource, Workload[]>, key: Resource, workload: Workload): void {
  const others = index.get(key);
  if (others === undefined) index.set(key, [workload]);
  else others.push(workload);
}

function rolesOf(resource: Resource, graph: Graph): ReadonlyMap<Resource, Value> {
  const written = [
    ...trustNeeds(resource.type).flatMap(({ path }) => valuesAt(resource, path)),
    ...profileRoles(resource, graph),
  ];
  const found = new Map<Resource, Value>();
  for (const value of written) {
    const role = roleNamed(value, resource.stack, graph);
    if (role !== undefined && !found.has(role)) found.set(role, value);
  }
  return found;
}

/** The role of the workspace that a value names: by reference, ARN, or literal name. */
export function roleNamed(value: Value, stack: Stack, graph: Graph): Resource | undefined {
  const reference = endingReference(value);
  const target = reference === undefined ? undefined : graph.find(reference);
  if (target !== undefined) return target.type === 'AWS::IAM::Role' ? target : undefined;
  const text = value.kind === 'text' ? value.parts.at(-1) : value;
  if (text?.kind !== 'scalar') return undefined;
  const name = text.text.slice(text.text.lastIndexOf('/') + 1);
  for (const one of graph.joined(stack)) {
    for (const role of one.resources('AWS::IAM::Role')) {
      const given = role.get('RoleName');
      if (given?.kind === 'scalar' && given.text === name) return role;
    }
  }
  return undefined;
}

/** An EMR cluster and an EC2 instance name an instance profile, which wraps the role. */
function profileRoles(resource: Resource, graph: Graph): Value[] {
  const property = profileProperties.get(resource.type);
  const value = property === undefined ? undefined : resource.get(property);
  const reference = value === undefined ? undefined : endingReference(value);
  const profile = reference === undefined ? undefined : graph.find(reference);
  return profile?.type === 'AWS::IAM::InstanceProfile' ? [...asList(profile.get('Roles'))] : [];
}

const profileProperties: ReadonlyMap<string, string> = new Map([
  ['AWS::EMR::Cluster', 'JobFlowRole'],
  ['AWS::EC2::Instance', 'IamInstanceProfile'],
]);

/** The values under a path in which `[]` stands for every list item. */
export function valuesAt(resource: Resource, path: readonly string[]): readonly Value[] {
  const many = path.indexOf('[]');
  if (many === -1) {
    const value = resource.get(...path);
    return value === undefined ? [] : [value];
  }
  return asList(resource.get(...path.slice(0, many))).flatMap((item) => {
    const rest = path.slice(many + 1);
    if (rest.includes('[]')) return [];
    const value = lookUp(item, ...rest);
    return value === undefined ? [] : [value];
  });
}
