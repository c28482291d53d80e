import type { Value } from '../base/value';
import type { Node } from '../syntax/tree';
import { type Intrinsic, intrinsicOf, longIntrinsicOf } from './intrinsic';
import { subPieces } from './sub';

/** A text as far as it is known from one file alone: known parts, and `undefined` for each that is not. */
export type TextPieces = readonly (string | undefined)[];

/** The pieces of an evaluated text; undefined for what is no text. */
export function textPieces(value: Value): TextPieces | undefined {
  switch (value.kind) {
    case 'scalar':
      return [value.text];
    case 'text':
      return value.parts.map((part) => (part.kind === 'scalar' ? part.text : undefined));
    case 'reference':
    case 'unknown':
      return [undefined];
    default:
      return undefined;
  }
}

/** The pieces of a text as it is written: a literal, `Fn::Sub`, `Fn::Join`; undefined for anything else. */
export function writtenPieces(node: Node): TextPieces | undefined {
  const intrinsic = intrinsicOf(node);
  if (intrinsic === undefined) return node.kind === 'scalar' ? [node.text] : undefined;
  return calledPieces(intrinsic);
}

/** The pieces of what a function is given, where the tag of its short form stands at that itself. */
export function argumentPieces(node: Node, { argument, short }: Intrinsic): TextPieces | undefined {
  if (!short) return writtenPieces(argument);
  const inner = longIntrinsicOf(node);
  if (inner !== undefined) return calledPieces(inner);
  return node.kind === 'scalar' ? [node.text] : undefined;
}

function calledPieces({ name, argument }: Intrinsic): TextPieces | undefined {
  if (name === 'Fn::Sub') {
    const text = argument.kind === 'sequence' ? argument.items[0] : argument;
    return text?.kind === 'scalar'
      ? subPieces(text.text).map(({ kind, text: part }) => (kind === 'literal' ? part : undefined))
      : undefined;
  }
  return name === 'Fn::Join' ? joinedPieces(argument) : [undefined];
}

/**
 * The file of the template that a nested stack deploys, where the CDK has noted it: the address that it writes is the hash
 * of the file. https://docs.aws.amazon.com/cdk/v2/guide/assets.html
 */
export function assetPieces(declaration: Node): TextPieces | undefined {
  const metadata = declaration.kind === 'map' ? declaration.get('Metadata') : undefined;
  if (metadata?.kind !== 'map') return undefined;
  const [file, property] = [metadata.get('aws:asset:path'), metadata.get('aws:asset:property')];
  return file?.kind === 'scalar' && property?.kind === 'scalar' && property.text === 'TemplateURL'
    ? [file.text]
    : undefined;
}

function joinedPieces(argument: Node): TextPieces | undefined {
  if (argument.kind !== 'sequence') return undefined;
  const [delimiter, list] = argument.items;
  if (delimiter?.kind !== 'scalar' || list?.kind !== 'sequence' || intrinsicOf(delimiter) !== undefined)
    return undefined;
  if (intrinsicOf(list) !== undefined) return undefined;
  const pieces: (string | undefined)[] = [];
  for (const [index, item] of list.items.entries()) {
    if (index > 0) pieces.push(delimiter.text);
    pieces.push(...(writtenPieces(item) ?? [undefined]));
  }
  return merged(pieces);
}

function merged(pieces: TextPieces): TextPieces {
  const result: (string | undefined)[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece === '') continue;
    if (piece !== undefined && last !== undefined) result[result.length - 1] = last + piece;
    else result.push(piece);
  }
  return result.length === 0 ? [''] : result;
}

/** The whole text, when it is known. */
export function staticText(pieces: TextPieces): string | undefined {
  const [only, ...others] = pieces;
  return others.length === 0 ? only : undefined;
}

/** What follows the one unknown beginning of a text: `-vpc` of `${Stack}-vpc`. */
export function tailOf(pieces: TextPieces): string | undefined {
  const [head, tail, ...others] = pieces;
  return pieces.length === 2 && head === undefined && others.length === 0 ? tail : undefined;
}
