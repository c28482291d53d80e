import type { Place } from '../base/range';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { MapNode, Node } from '../syntax/tree';

/** What stands at the end of a path. */
export interface Leaf {
  readonly node: Node;
  readonly keyAt: Place;
}

/** What stands under a path of properties, in every branch of every `Fn::If` on the way. */
export function* walk(start: Node, path: readonly string[], keyAt: Place = start): Generator<Leaf> {
  const branches = branchesOf(start);
  if (branches !== undefined) {
    if (path.length === 0) yield { node: start, keyAt };
    else for (const branch of branches) yield* walk(branch, path, keyAt);
    return;
  }
  const [step, ...rest] = path;
  if (step === undefined) yield { node: start, keyAt };
  else if (step === '[]' && start.kind === 'sequence')
    for (const item of start.items) yield* walk(item, rest, keyAt);
  else if (step === '[]') yield* walk(start, rest, keyAt);
  else if (start.kind === 'map') yield* intoMap(start, step, rest);
}

function* intoMap(map: MapNode, step: string, rest: readonly string[]): Generator<Leaf> {
  if (step === '{}') for (const { key, value } of map.pairs) yield* walk(value, rest, key);
  const pair = map.pair(step);
  if (pair !== undefined) yield* walk(pair.value, rest, pair.key);
}

/** What a node may be: itself, or every branch of its `Fn::If`; nothing for other functions. */
export function plainBranches(node: Node): readonly Node[] {
  if (intrinsicOf(node) === undefined) return [node];
  return branchesOf(node)?.flatMap(plainBranches) ?? [];
}

function branchesOf(node: Node): readonly Node[] | undefined {
  const intrinsic = intrinsicOf(node);
  if (intrinsic?.name !== 'Fn::If') return undefined;
  return intrinsic.argument.kind === 'sequence' ? intrinsic.argument.items.slice(1) : [];
}

/** The last property of a path. */
export function keyOf(path: readonly string[]): string {
  return path.findLast((step) => step !== '[]' && step !== '{}') ?? '';
}
