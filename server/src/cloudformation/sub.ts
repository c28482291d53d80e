import { type Place, partOf } from '../base/range';
import { unknown, type Value } from '../base/value';
import type { Node, ScalarNode } from '../syntax/tree';
import { evaluate, type Part, partsOf, textFrom } from './evaluate';
import { type Scope, textIn } from './scope';
import { withStored } from './stored';

/** A piece of a `Fn::Sub` text: literal text, or the name between `${` and `}`. Offsets count in the text. */
export interface SubPiece {
  readonly kind: 'literal' | 'name';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Splits a text at its `${Name}` placeholders. `${!Name}` is the literal `${Name}`. */
export function subPieces(text: string): SubPiece[] {
  const pieces: SubPiece[] = [];
  let position = 0;
  const literal = (start: number, end: number, content = text.slice(start, end)): void => {
    if (start < end) pieces.push({ kind: 'literal', text: content, start, end });
  };
  for (let open = text.indexOf('${'); open !== -1; open = text.indexOf('${', position)) {
    const close = text.indexOf('}', open);
    if (close === -1) break;
    literal(position, open);
    const name = text.slice(open + 2, close);
    if (name.startsWith('!')) literal(open, close + 1, `\${${name.slice(1)}}`);
    else pieces.push({ kind: 'name', text: name.trim(), start: open, end: close + 1 });
    position = close + 1;
  }
  literal(position, text.length);
  return pieces;
}

/** The value of `Fn::Sub`, with or without its map of variables. */
export function readSub(argument: Node, node: Node, scope: Scope): Value {
  if (argument.kind === 'scalar') return substitute(argument, new Map(), node, scope);
  const [text] = argument.kind === 'sequence' ? argument.items : [];
  if (text?.kind !== 'scalar') return unknown('an unfinished Sub', node);
  return substitute(text, variablesOf(argument, scope), node, scope);
}

/** What the second argument of `Fn::Sub` gives names to; empty where there is none. */
export function variablesOf(argument: Node, scope: Scope): ReadonlyMap<string, Value> {
  const variables = argument.kind === 'sequence' ? argument.items[1] : undefined;
  const given = variables === undefined ? undefined : evaluate(variables, scope);
  const values = new Map<string, Value>();
  if (given?.kind === 'mapping') for (const [key, entry] of given.entries) values.set(key, entry.value);
  return values;
}

/** A text with its placeholders filled in. */
export function substitute(
  text: ScalarNode,
  variables: ReadonlyMap<string, Value>,
  node: Node,
  scope: Scope,
): Value {
  const parts: Part[] = [];
  const written = textIn(scope, text);
  for (const piece of subPieces(written)) {
    const at = written === text.text ? pieceAt(text, piece) : text;
    if (piece.kind === 'literal') parts.push({ kind: 'scalar', text: piece.text, value: piece.text, at });
    else parts.push(...partsOf(variables.get(piece.text) ?? named(piece.text, at, scope), at));
  }
  return withStored(textFrom(parts, node), node, scope);
}

function named(name: string, at: Place, scope: Scope): Value {
  const dot = name.indexOf('.');
  return dot === -1 ? scope.refer(name, at) : scope.attribute(name.slice(0, dot), name.slice(dot + 1), at);
}

/** The place of a piece, as long as the text stands in the file letter by letter; else the whole scalar. */
function pieceAt(node: ScalarNode, piece: SubPiece): Place {
  const { start, end } = node.range;
  const quotes = end - start - node.text.length;
  if (node.style === 'plain' && quotes === 0) return partOf(node, piece.start, piece.end);
  if ((node.style === 'single' || node.style === 'double') && quotes === 2)
    return partOf(node, piece.start + 1, piece.end + 1);
  return node;
}
