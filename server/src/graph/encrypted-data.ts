import type { Place } from '../base/range';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import { type CompiledPolicy, compile } from '../iam/compile';
import { resourceKey } from '../iam/resource-key';
import { serviceOf, targetOf } from './data-grants';
import { typesWithKeys } from './encryption';
import type { Graph } from './graph';
import type { Attached } from './identity-policies';

/** Data that is encrypted with a customer managed key of the workspace. */
export interface Encrypted {
  readonly data: Resource;
  readonly key: Resource;
  /** Where the data's encryption names the key. */
  readonly at: Place;
}

/** The encrypted data of joined stacks, by what a statement has to name to speak of it. */
export interface EncryptedData {
  readonly all: readonly Indexed[];
  readonly byKey: ReadonlyMap<string, readonly Indexed[]>;
  /** What has a name that the files do not show, so that any statement may mean it. */
  readonly nameless: readonly Indexed[];
  /** What has a policy of its own that lets somebody in. */
  readonly shared: readonly Indexed[];
}

interface Indexed extends Encrypted {
  readonly order: number;
}

export function encryptedIn(stack: Stack, graph: Graph): EncryptedData {
  const all: Indexed[] = [];
  const byKey = new Map<string, Indexed[]>();
  const nameless: Indexed[] = [];
  for (const data of graph.joined(stack).flatMap((one) => [...one.resources(...typesWithKeys)])) {
    const use = graph.encryptionOf(data);
    const target = use.kind === 'customer' ? targetOf(data, graph) : undefined;
    if (use.kind !== 'customer' || target === undefined) continue;
    const encrypted: Indexed = { data, key: use.key, at: use.at, order: all.length };
    all.push(encrypted);
    const key = resourceKey(target);
    const others = key === undefined ? nameless : byKey.get(key);
    if (others !== undefined) others.push(encrypted);
    else if (key !== undefined) byKey.set(key, [encrypted]);
  }
  const shared = all.filter(({ data }) =>
    graph
      .protecting(data)
      .some(({ statements }) =>
        statements.some(
          ({ effect, principals }) =>
            effect === 'Allow' && principals?.principals.some(({ type }) => type === 'AWS'),
        ),
      ),
  );
  return { all, byKey, nameless, shared };
}

/** The data that some statement of the policies may speak of, in the order of the templates. */
export function reachedBy(
  policies: readonly Attached[],
  { all, byKey, nameless }: EncryptedData,
  graph: Graph,
): readonly Encrypted[] {
  const found = new Set(nameless);
  for (const { policy } of policies) {
    const { keys, wide } = reachOf(compile(policy, graph.names));
    for (const key of keys) for (const one of byKey.get(key) ?? []) found.add(one);
    if (wide === 'all') return all;
    if (wide.size > 0) for (const one of all) if (wide.has(serviceOf(one.data.type))) found.add(one);
  }
  return [...found].sort((a, b) => a.order - b.order);
}

interface Reach {
  readonly keys: ReadonlySet<string>;
  /** The services of the statements that may speak of any resource. */
  readonly wide: ReadonlySet<string> | 'all';
}

function reachOf(compiled: CompiledPolicy): Reach {
  const known = knownReaches.get(compiled) ?? reachIn(compiled);
  knownReaches.set(compiled, known);
  return known;
}

/** Holds derived data only. */
const knownReaches = new WeakMap<CompiledPolicy, Reach>();

function reachIn({ statements }: CompiledPolicy): Reach {
  const keys = new Set<string>();
  const wide = new Set<string>();
  let all = false;
  for (const statement of statements) {
    const named = statement.keys;
    for (const key of named ?? []) keys.add(key);
    if (named !== undefined) continue;
    all ||= statement.services === undefined;
    for (const service of statement.services ?? []) wide.add(service);
  }
  return { keys, wide: all ? 'all' : wide };
}
