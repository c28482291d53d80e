import { unknown, type Value } from '../base/value';
import type { MapNode, Node } from '../syntax/tree';
import { argumentValue, evaluate } from './evaluate';
import type { Stack } from './stack';

/**
 * `Fn::FindInMap`. A key that is chosen at deployment may be any key of the mapping: when all that can be found is the
 * same, that is the value.
 */
export function findInMap(argument: Node, node: Node, stack: Stack): Value | undefined {
  const given = argumentValue(argument, stack);
  if (given?.kind !== 'list' || given.items.length < 3) return unknown('an unfinished FindInMap', node);
  const [name, first, second, fallback] = given.items;
  const mapping = name?.kind === 'scalar' ? stack.template.mappings?.get(name.text) : undefined;
  if (mapping?.kind !== 'map') return unknown('a value of a mapping', node);
  const found = under(mapping, first).flatMap((middle) => (middle.kind === 'map' ? under(middle, second) : []));
  if (found.length === 0) {
    if (fallback?.kind === 'mapping') return fallback.entries.get('DefaultValue')?.value;
    return unknown('a value that the mapping does not have', node);
  }
  const values = found.map((item) => evaluate(item, stack));
  const [one] = values;
  if (one === undefined) return unknown('a value of a mapping', node);
  if (values.length > 1 && (fallback !== undefined || values.some((value) => !sameScalar(value, one)))) {
    return unknown('a value of a mapping that is chosen at deployment', node);
  }
  return one;
}

/** What a key finds: one node for a known key, every node for a key that is chosen at deployment. */
function under(map: MapNode, key: Value | undefined): Node[] {
  if (key?.kind !== 'scalar') return map.pairs.map(({ value }) => value);
  const found = map.get(key.text);
  return found === undefined ? [] : [found];
}

function sameScalar(a: Value | undefined, b: Value): boolean {
  return a?.kind === 'scalar' && b.kind === 'scalar' && a.text === b.text;
}
