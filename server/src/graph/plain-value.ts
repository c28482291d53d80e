import { type Entry, unknown, type Value } from '../base/value';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Node } from '../syntax/tree';

/**
 * The value of a node in a file that is not a template: what is written is what is meant. A function of CloudFormation, which
 * a file may hold that templates include, is not known here.
 */
export function plainValue(node: Node): Value {
  const intrinsic = intrinsicOf(node);
  if (intrinsic !== undefined) return unknown(`the result of ${intrinsic.name}`, node);
  if (node.kind === 'scalar') return { kind: 'scalar', text: node.text, value: node.value, at: node };
  if (node.kind === 'sequence')
    return { kind: 'list', items: node.items.map(plainValue), open: false, at: node };
  const entries = new Map<string, Entry>();
  for (const { key, value } of node.pairs) {
    entries.set(key.text, { key: key.text, keyAt: key, value: plainValue(value) });
  }
  return { kind: 'mapping', entries, open: false, at: node };
}
