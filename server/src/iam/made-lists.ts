import type { TextEdit } from '../base/edit';
import type { List, Value } from '../base/value';
import { replaceNode } from '../syntax/edit/replace';
import { type Content, isNode, type Node } from '../syntax/tree';
import type { Statement } from './policy';

/** The list of several items in which an item stands, when a function makes it: `Fn::Split`. */
export function madeList({ value }: Statement, item: Value): List | undefined {
  const list = listAround(value, item);
  return list !== undefined && isMade(list) && list.items.length > 1 ? list : undefined;
}

/** True for a list that is written as a function, whose items are no nodes of their own. */
export function isMade({ at }: List): boolean {
  return isNode(at) && (at.kind !== 'sequence' || at.tag !== undefined);
}

/** Writes a list out instead of the function that makes it, with others in the place of an item, or at its end. */
export function spellOut(
  list: List,
  item: Value | undefined,
  contents: readonly Content[],
): readonly TextEdit[] {
  const others = list.items.filter((one) => one !== item);
  if (!isNode(list.at) || list.open || !isSplit(list.at)) return [];
  if (!others.every(({ kind }) => kind === 'scalar')) return [];
  const texts = list.items.flatMap((one): readonly Content[] => {
    if (one === item) return contents;
    return one.kind === 'scalar' ? [one.text] : [];
  });
  const all = item === undefined ? [...texts, ...contents] : texts;
  const [only, ...more] = all;
  if (only === undefined) return [];
  return replaceNode(list.at, more.length === 0 ? only : all);
}

/** What another function gives (`Ref` of a stored list) belongs to somebody else, and stays a reference. */
function isSplit(node: Node): boolean {
  return node.tag === '!Split' || (node.kind === 'map' && node.get('Fn::Split') !== undefined);
}

function listAround(value: Value, item: Value): List | undefined {
  if (value.kind === 'list')
    return value.items.includes(item) ? value : firstOf(value.items, (one) => listAround(one, item));
  if (value.kind !== 'mapping') return undefined;
  return firstOf([...value.entries.values()], (entry) => listAround(entry.value, item));
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
