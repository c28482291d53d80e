import type { Place } from '../base/range';
import { asString, type Value } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';
import type { KmsNeeds } from '../data/kms-need';
import { type KeyUse, kmsNeedsOfUse } from '../data/kms-uses';
import { keyNamed } from './encryption';
import type { Graph } from './graph';
import { endingReference } from './identity-policies';
import { roleNamed } from './workloads';

/** A key that a workload is told to use by its own properties, with the role that will do so. */
export interface ConfiguredUse {
  readonly workload: Resource;
  readonly role: Resource;
  readonly key: Resource;
  readonly needs: KmsNeeds;
  /** Where the workload is told. */
  readonly at: Place;
  /** Where the key is named. */
  readonly keyAt: Place;
  /** What fails without it: "writes of EtlJob to S3". */
  readonly fails: string;
}

/** The use of a key of the workspace by a role, when both are known. `at`: where the workload is told, if not at the key. */
export function use(
  workload: Resource,
  role: Resource | undefined,
  key: Value | undefined,
  kind: KeyUse,
  fails: string,
  graph: Graph,
  at?: Place,
): ConfiguredUse[] {
  if (role === undefined || key === undefined) return [];
  const named = keyNamed(key, workload, graph.find);
  if (named.kind !== 'customer') return [];
  return [
    { workload, role, key: named.key, needs: kmsNeedsOfUse(kind), at: at ?? key.at, keyAt: key.at, fails },
  ];
}

/** The role of the workspace that a property names. */
export function roleAt(resource: Resource, path: Path, graph: Graph): Resource | undefined {
  const value = resource.get(...path);
  return value === undefined ? undefined : roleNamed(value, resource.stack, graph);
}

/** The resource of a type that a value names, by reference or by its literal `Name`. */
export function named(
  value: Value | undefined,
  user: Resource,
  type: string,
  graph: Graph,
): Resource | undefined {
  if (value === undefined) return undefined;
  const reference = endingReference(value);
  const target = reference === undefined ? undefined : graph.find(reference);
  if (target !== undefined) return target.type === type ? target : undefined;
  const text = asString(value);
  if (text === undefined) return undefined;
  for (const stack of graph.joined(user.stack)) {
    for (const resource of stack.resources(type))
      if (asString(resource.get('Name')) === text) return resource;
  }
  return undefined;
}
