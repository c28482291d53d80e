import type { Declaration } from '../cloudformation/template';
import type { MapNode, Node } from '../syntax/tree';

/** The properties whose values are others, and what stands beside the properties with a dot in front. */
export function changedProperties(before: Declaration, after: Declaration): readonly string[] {
  const [old, fresh] = [mapOf(before.properties), mapOf(after.properties)];
  return [...new Set([...propertyNames(before), ...propertyNames(after)])].filter((name) =>
    name.startsWith('.')
      ? before.node.get(name.slice(1)) !== after.node.get(name.slice(1))
      : old?.get(name) !== fresh?.get(name),
  );
}

/** The names of what a resource holds, in the same way. */
export function propertyNames({ node, properties }: Declaration): readonly string[] {
  return [
    ...(mapOf(properties)?.pairs.map(({ key }) => key.text) ?? []),
    ...node.pairs.map(({ key }) => `.${key.text}`),
  ];
}

function mapOf(node: Node | undefined): MapNode | undefined {
  return node?.kind === 'map' ? node : undefined;
}
