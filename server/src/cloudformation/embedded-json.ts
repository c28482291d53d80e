import type { TextEdit } from '../base/edit';
import type { Entry, Value } from '../base/value';
import { unknown } from '../base/value';
import { escapesIn, parseEmbeddedJson, scalarOffsets } from '../syntax/embedded';
import { documentOf, embeddingOf, isWritten } from '../syntax/origin';
import { isNode, type Node, type ScalarNode, type TreeDocument } from '../syntax/tree';
import { intrinsicOf } from './intrinsic';
import type { Scope } from './scope';
import { subPieces, substitute, variablesOf } from './sub';

/**
 * The data in a JSON text that stands where data is expected (`PolicyDocument: '{"Version": …}'`), as a text or
 * in `Fn::Sub`. What `Fn::Sub` puts into the text is a value in it; without a scope it is unknown.
 */
export function embeddedJson(value: Value, scope?: Scope): Value | undefined {
  if (!isNode(value.at)) return undefined;
  const intrinsic = intrinsicOf(value.at);
  if (intrinsic === undefined) return parsed(value.at, literal);
  if (intrinsic.name !== 'Fn::Sub') return undefined;
  const { argument } = intrinsic;
  const text = argument.kind === 'sequence' ? argument.items[0] : argument;
  if (text === undefined) return undefined;
  if (scope === undefined) return parsed(text, withUnknowns);
  const values = variablesOf(argument, scope);
  return parsed(text, (node) =>
    node.text.includes('${') ? substitute(node, values, node, scope) : literal(node),
  );
}

type ReadText = (node: ScalarNode) => Value;

function parsed(text: Node, read: ReadText): Value | undefined {
  if (text.kind !== 'scalar' || !/^\s*\{/.test(text.text)) return undefined;
  const document = documentOf(text);
  if (document === undefined) return undefined;
  const toFile = scalarOffsets(document, text);
  const spell = escapesIn(document, text);
  const { root } = parseEmbeddedJson(text.file, text.text, toFile, {
    placeholders: read !== literal,
    whenNamed: read === literal ? asSub(text, document) : [],
    ...(spell === undefined ? {} : { spell, escapes: true }),
  });
  return root === undefined ? undefined : convert(root, read);
}

/** Makes a text the argument of `Fn::Sub`. One that holds `${aws:username}` would lose it. */
function asSub(text: ScalarNode, { language }: TreeDocument): readonly TextEdit[] {
  if (
    text.text.includes('${') ||
    !isWritten(text) ||
    embeddingOf(text) !== undefined ||
    text.tag !== undefined
  )
    return [];
  const { start, end } = text.range;
  const insert = (at: number, newText: string): TextEdit => ({ range: { start: at, end: at }, newText });
  return language === 'json' ? [insert(start, '{"Fn::Sub": '), insert(end, '}')] : [insert(start, '!Sub ')];
}

function convert(node: Node, read: ReadText): Value {
  if (node.kind === 'scalar') return read(node);
  if (node.kind === 'sequence')
    return { kind: 'list', items: node.items.map((item) => convert(item, read)), open: false, at: node };
  const entries = new Map<string, Entry>();
  for (const { key, value } of node.pairs)
    entries.set(key.text, { key: key.text, keyAt: key, value: convert(value, read) });
  return { kind: 'mapping', entries, open: false, at: node };
}

function literal(node: ScalarNode, text = node.text): Value {
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
