import { type Change, change } from '../base/edit';
import { appendItem } from '../syntax/edit/item';
import type { Content, Node } from '../syntax/tree';
import type { Outcomes } from './implied';
import { intrinsicOf } from './intrinsic';
import type { Resource } from './resource';

/** One of the lists that a property is, by the outcomes of the conditions that choose it. */
export interface Branch {
  readonly given: Outcomes;
  /** Whether a logical id is named in it, for whatever deployments. */
  names(id: string): boolean;
  append(content: Content): Change;
}

/** The lists that a property can be: one, or those in the branches of `Fn::If`. None where it is no plain list. */
export function branchesOf(resource: Resource, property: string): Branch[] {
  const { properties } = resource.declaration;
  const node = properties?.kind === 'map' ? properties.get(property) : undefined;
  return node === undefined ? [] : branchesIn(node, new Map(), resource);
}

function branchesIn(node: Node, given: Outcomes, resource: Resource): Branch[] {
  const intrinsic = intrinsicOf(node);
  if (intrinsic?.name === 'Fn::If' && intrinsic.argument.kind === 'sequence') {
    const [name, then, otherwise] = intrinsic.argument.items;
    if (name?.kind !== 'scalar' || then === undefined || otherwise === undefined) return [];
    return [
      ...branchesIn(then, new Map([...given, [name.text, true]]), resource),
      ...branchesIn(otherwise, new Map([...given, [name.text, false]]), resource),
    ];
  }
  if (intrinsic !== undefined || node.kind !== 'sequence') return [];
  return [
    {
      given,
      names: (id) => isNamedIn(node, new RegExp(`(?:^|\\$\\{)${id}(?:$|[.}])`)),
      append: (content) => change(resource.file, () => appendItem(node, content)),
    },
  ];
}

function isNamedIn(node: Node, pattern: RegExp): boolean {
  if (node.kind === 'scalar') return pattern.test(node.text);
  const inner = node.kind === 'sequence' ? node.items : node.pairs.map(({ value }) => value);
  return inner.some((one) => isNamedIn(one, pattern));
}
