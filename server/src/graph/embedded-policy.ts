import type { Entry, Value } from '../base/value';
import { unknown } from '../base/value';
import { subPieces } from '../cloudformation/sub';
import { parseEmbeddedJson, scalarOffsets } from '../syntax/embedded';
import { documentOf } from '../syntax/origin';
import { isNode, type Node, type ScalarNode } from '../syntax/tree';

/**
 * The data in a JSON text that stands where data is expected (`PolicyDocument: '{"Version": …}'`). What `Fn::Sub` puts into
 * the text is unknown in it.
 */
export function embeddedJson(value: Value): Value | undefined {
  const { at } = value;
  if (!isNode(at) || at.kind !== 'scalar' || !/^\s*\{/.test(at.text)) return undefined;
  const document = documentOf(at);
  if (document === undefined) return undefined;
  const { root } = parseEmbeddedJson(at.file, at.text, scalarOffsets(document, at));
  return root === undefined ? undefined : convert(root, at.tag === '!Sub');
}

function convert(node: Node, substituted: boolean): Value {
  if (node.kind === 'scalar') return substituted ? withUnknowns(node) : literal(node, node.text);
  if (node.kind === 'sequence') {
    return {
      kind: 'list',
      items: node.items.map((item) => convert(item, substituted)),
      open: false,
      at: node,
    };
  }
  const entries = new Map<string, Entry>();
  for (const { key, value } of node.pairs) {
    entries.set(key.text, { key: key.text, keyAt: key, value: convert(value, substituted) });
  }
  return { kind: 'mapping', entries, open: false, at: node };
}

function literal(node: ScalarNode, text: string): Value {
  return { kind: 'scalar', text, value: node.text === text ? node.value : text, at: node };
}

function withUnknowns(node: ScalarNode): Value {
  const pieces = subPieces(node.text);
  if (pieces.every(({ kind }) => kind === 'literal'))
    return literal(node, pieces.map(({ text }) => text).join(''));
  const parts = pieces.map(({ kind, text }) =>
    kind === 'literal'
      ? ({ kind: 'scalar', text, value: text, at: node } as const)
      : unknown(`the value of ${text}`, node),
  );
  return { kind: 'text', parts, at: node };
}
