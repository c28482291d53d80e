import type { MapNode, Node, Pair } from '../syntax/tree';
import { intrinsicOf } from './intrinsic';

/** What the identifiers of the loops around something stand for, in one turn of them. */
export type Variables = ReadonlyMap<string, string>;

export const noVariables: Variables = new Map();

/** A pair of a map that its loops are written out in. */
export interface WrittenPair extends Pair {
  /** The key's text, with the identifiers of loops replaced. */
  readonly name: string;
  readonly variables: Variables;
}

/**
 * The pairs of a map, with every `Fn::ForEach` replaced by the pairs that it makes. A loop over something that is only
 * known at deployment makes none here; see `hasGeneratedPart`.
 */
export function* pairsOf(map: MapNode, variables: Variables = noVariables): Generator<WrittenPair> {
  for (const pair of map.pairs) {
    if (!isLoop(pair)) {
      yield { key: pair.key, value: pair.value, name: withVariables(pair.key.text, variables), variables };
      continue;
    }
    for (const turn of turnsOf(pair, variables) ?? []) yield* pairsOf(turn.body, turn.variables);
  }
}

/** The last pair with a name; of a map without loops, at no more cost than looking it up. */
export function pairNamed(map: MapNode, name: string, variables: Variables): WrittenPair | undefined {
  if (variables.size === 0 && !map.pairs.some(isLoop)) {
    const pair = map.pair(name);
    return pair === undefined ? undefined : { key: pair.key, value: pair.value, name, variables };
  }
  let found: WrittenPair | undefined;
  for (const pair of pairsOf(map, variables)) if (pair.name === name) found = pair;
  return found;
}

/** True when a map gets pairs that are not written in it: by a macro, or by a loop over something unknown. */
export function hasGeneratedPart(map: MapNode, variables: Variables = noVariables): boolean {
  return map.pairs.some((pair) => {
    if (pair.key.text === 'Fn::Transform') return true;
    if (!isLoop(pair)) return false;
    const turns = turnsOf(pair, variables);
    return turns === undefined || turns.some((turn) => hasGeneratedPart(turn.body, turn.variables));
  });
}

/** Puts what the identifiers stand for: `${Name}` as it is, `&{Name}` with its letters and digits alone. */
export function withVariables(text: string, variables: Variables): string {
  if (variables.size === 0 || !text.includes('{')) return text;
  return text.replace(/([$&])\{([A-Za-z0-9]+)\}/g, (written, sign: string, name: string) => {
    const value = variables.get(name);
    if (value === undefined) return written;
    return sign === '$' ? value : value.replace(/[^A-Za-z0-9]/g, '');
  });
}

function isLoop({ key }: Pair): boolean {
  return key.text.startsWith('Fn::ForEach');
}

/** So many turns at most; the service allows no template that is nearly as large as the result of more. */
const mostTurns = 500;

interface Turn {
  readonly variables: Variables;
  readonly body: MapNode;
}

/** The turns of one loop; undefined when they are not known. */
function turnsOf({ value }: Pair, outer: Variables): readonly Turn[] | undefined {
  if (value.kind !== 'sequence' || value.items.length !== 3) return undefined;
  const [identifier, collection, body] = value.items;
  if (identifier?.kind !== 'scalar' || identifier.text === '' || body?.kind !== 'map') return undefined;
  const items = collection === undefined ? undefined : itemsOf(collection, outer);
  if (items === undefined || items.length > mostTurns) return undefined;
  return items.map((item) => ({ variables: new Map([...outer, [identifier.text, item]]), body }));
}

/** The texts of a collection that is written as a list. */
function itemsOf(collection: Node, variables: Variables): readonly string[] | undefined {
  if (collection.kind !== 'sequence' || intrinsicOf(collection) !== undefined) return undefined;
  const items: string[] = [];
  for (const item of collection.items) {
    if (item.kind !== 'scalar' || intrinsicOf(item) !== undefined || item.style === 'missing')
      return undefined;
    items.push(withVariables(item.text, variables));
  }
  return items;
}
