import type { Place } from '../base/range';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import { typesWithKeys } from './encryption';
import type { Graph } from './graph';

/** Data that is encrypted with a customer managed key of the workspace. */
export interface Encrypted {
  readonly data: Resource;
  readonly key: Resource;
  /** Where the data's encryption names the key. */
  readonly at: Place;
}

export function encryptedIn(stack: Stack, graph: Graph): Encrypted[] {
  return graph.joined(stack).flatMap((one) =>
    [...one.resources(...typesWithKeys)].flatMap((data) => {
      const use = graph.encryptionOf(data);
      return use.kind === 'customer' ? [{ data, key: use.key, at: use.at }] : [];
    }),
  );
}
