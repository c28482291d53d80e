import { unknown, type Value } from '../base/value';
import type { Node } from '../syntax/tree';
import { argumentValue, type Part, partsOf, textFrom } from './evaluate';
import type { Scope } from './scope';

/** `Fn::Split` of a text whose references hold no separator. */
export function split(argument: Node, node: Node, scope: Scope): Value {
  const given = argumentValue(argument, node, scope);
  if (given?.kind !== 'list' || given.items.length !== 2) return unknown('an unfinished Split', node);
  const [delimiter, text] = given.items;
  const parts = text === undefined ? [] : partsOf(text, node);
  const items = delimiter?.kind === 'scalar' ? itemsBetween(parts, delimiter.text) : undefined;
  if (items === undefined) return unknown('a list split at deployment', node);
  return { kind: 'list', items: items.map((one) => textFrom(one, node)), open: false, at: node };
}

/** The parts of a text by item; undefined where a part may hold a separator. */
export function itemsBetween(
  parts: readonly Part[],
  separator: string,
): readonly (readonly Part[])[] | undefined {
  if (!parts.every((part) => isOneItem(part, separator))) return undefined;
  const items: Part[][] = [[]];
  for (const part of parts) {
    const [first = '', ...more] = part.kind === 'scalar' ? part.text.split(separator) : [];
    items.at(-1)?.push(part.kind === 'scalar' ? { ...part, text: first, value: first } : part);
    for (const piece of more) items.push([{ kind: 'scalar', text: piece, value: piece, at: part.at }]);
  }
  return items;
}

/** Whether a part is known or holds no separator: the id, name or ARN of a resource has no comma. */
function isOneItem(part: Part, separator: string): boolean {
  if (part.kind === 'scalar') return true;
  if (part.kind !== 'reference' || part.to.type !== 'resource' || separator.trim() !== ',') return false;
  return part.to.attribute === undefined || /^\w*(?:Id|Arn)$/.test(part.to.attribute);
}
