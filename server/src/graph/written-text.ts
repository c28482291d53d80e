import type { Place } from '../base/range';
import { intrinsicOf } from '../cloudformation/intrinsic';
import { type SubPiece, subPieces } from '../cloudformation/sub';
import type { Template } from '../cloudformation/template';
import { scalarOffsets } from '../syntax/embedded';
import { documentOf } from '../syntax/origin';
import type { MapNode, Node, ScalarNode } from '../syntax/tree';

/**
 * A text as it stands in a template, whatever the conditions: every branch of an `Fn::If` and every value that an
 * `Fn::FindInMap` may find is one. What is only known after deployment stands in it as `${Name}`.
 */
export interface WrittenText {
  readonly text: string;
  /** The names that are put in: of parameters, resources, attributes, pseudo parameters. */
  readonly names: readonly string[];
  /** The scalar that holds the whole text, when one does. */
  readonly node: ScalarNode | undefined;
  /** Where a part of the text stands in the file. Offsets count in `text`. */
  placeOf(start: number, end: number): Place;
}

/** The texts that a node may give. Nothing for what is no text. */
export function writtenTexts(node: Node, template: Template, depth = 0): readonly WrittenText[] {
  if (depth > 20) return [];
  const inner = (other: Node): readonly WrittenText[] => writtenTexts(other, template, depth + 1);
  const intrinsic = intrinsicOf(node);
  if (intrinsic === undefined) return node.kind === 'scalar' ? [wholeText(node, template)] : [];
  const { argument, name } = intrinsic;
  switch (name) {
    case 'Fn::If':
      return argument.kind === 'sequence' ? argument.items.slice(1).flatMap(inner) : [];
    case 'Ref':
    case 'Fn::GetAtt':
      return referred(argument, node);
    case 'Fn::Sub':
      return substituted(argument, template);
    case 'Fn::Join':
      return joined(argument, inner);
    case 'Fn::FindInMap':
      return argument.kind === 'sequence' ? mapped(argument.items, template).flatMap(inner) : [];
    case 'Fn::Select':
      return argument.kind === 'sequence' ? selected(argument.items, inner) : [];
    case 'Fn::Base64':
      return intrinsic.short ? encoded(argument, template, depth) : inner(argument);
    default:
      return [];
  }
}

/** The names that a node refers to in any way that gives their value; not those that only choose. */
export function namesReferred(node: Node, template: Template): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (current: Node): void => {
    const intrinsic = intrinsicOf(current);
    if (intrinsic?.name === 'Fn::FindInMap' || intrinsic?.name === 'Condition') return;
    if (intrinsic?.name === 'Fn::If') {
      if (intrinsic.argument.kind === 'sequence') intrinsic.argument.items.slice(1).forEach(visit);
      return;
    }
    if (intrinsic !== undefined) {
      for (const { names: found } of writtenTexts(current, template))
        for (const name of found) names.add(name);
    }
    if (current.kind === 'map') for (const { value } of current.pairs) visit(value);
    if (current.kind === 'sequence') current.items.forEach(visit);
  };
  visit(node);
  return names;
}

/** What stands behind a `!Base64`: a scalar with that tag, or a function in its long form. */
function encoded(argument: Node, template: Template, depth: number): readonly WrittenText[] {
  if (argument.kind === 'scalar') return [wholeText(argument, template)];
  const [call] = argument.kind === 'map' ? argument.pairs : [];
  if (call?.key.text === 'Fn::Sub') return substituted(call.value, template);
  const inner = (other: Node): readonly WrittenText[] => writtenTexts(other, template, depth + 1);
  return call?.key.text === 'Fn::Join' ? joined(call.value, inner) : [];
}

/** A scalar's text as it stands, whatever function it is given to; every place in it is found by its letters. */
export function wholeText(node: ScalarNode, template: Template, names: readonly string[] = []): WrittenText {
  return {
    text: node.value === null ? '' : node.text,
    names,
    node,
    placeOf(start, end) {
      const isBlock = node.style === 'literal' || node.style === 'folded';
      if (start <= 0 && end >= node.text.length && !isBlock && !node.text.includes('\n')) return node;
      return {
        file: node.file,
        get range() {
          // The node may have moved since, into a newer document.
          const toFile = scalarOffsets(documentOf(node) ?? template.document, node);
          return { start: toFile(start), end: toFile(end) };
        },
      };
    },
  };
}

function referred(argument: Node, node: Node): readonly WrittenText[] {
  const name =
    argument.kind === 'scalar'
      ? argument.text
      : argument.kind === 'sequence'
        ? argument.items.map((item) => (item.kind === 'scalar' ? item.text : '')).join('.')
        : '';
  return [{ text: `\${${name}}`, names: [name], node: undefined, placeOf: () => node }];
}

function substituted(argument: Node, template: Template): readonly WrittenText[] {
  const text = argument.kind === 'sequence' ? argument.items[0] : argument;
  if (text?.kind !== 'scalar') return [];
  const variables = argument.kind === 'sequence' ? argument.items[1] : undefined;
  const given = variables?.kind === 'map' ? variables : undefined;
  const names = subPieces(text.text)
    .filter(({ kind }: SubPiece) => kind === 'name')
    .flatMap((piece) => {
      const value = given?.get(piece.text);
      return value === undefined ? [piece.text] : [...namesReferred(value, template)];
    });
  const inner = (node: Node): readonly WrittenText[] => writtenTexts(node, template, 15);
  return [
    wholeText(text, template, names),
    ...(given?.pairs ?? []).flatMap(({ value }) => inner(value)),
    ...(given === undefined ? [] : filledIn(text, given, template, inner)),
  ];
}

/** The text with what the template itself puts into it: a password may stand beside the URL that it is for. */
function filledIn(
  text: ScalarNode,
  given: MapNode,
  template: Template,
  inner: (node: Node) => readonly WrittenText[],
): readonly WrittenText[] {
  const own = wholeText(text, template);
  let isFilled = false;
  const parts = subPieces(text.text).map(({ kind, text: piece, start, end }): WrittenText => {
    const value = kind === 'name' ? given.get(piece) : undefined;
    const [written] = value === undefined ? [] : inner(value);
    if (written?.node !== undefined && written.names.length === 0) isFilled = true;
    return (
      written ?? {
        text: text.text.slice(start, end),
        names: kind === 'name' ? [piece] : [],
        node: undefined,
        placeOf: (from, to) => own.placeOf(start + from, start + to),
      }
    );
  });
  return isFilled ? [concatenated(parts, text)] : [];
}

function joined(argument: Node, inner: (node: Node) => readonly WrittenText[]): readonly WrittenText[] {
  if (argument.kind !== 'sequence' || argument.items.length !== 2) return [];
  const [delimiter, list] = argument.items;
  if (delimiter?.kind !== 'scalar' || list?.kind !== 'sequence' || intrinsicOf(list) !== undefined) return [];
  const unwritten: WrittenText = { text: '$' + '{?}', names: [], node: undefined, placeOf: () => argument };
  const between: WrittenText = { ...unwritten, text: delimiter.text };
  const parts = list.items.flatMap((item, index) => {
    const [written = unwritten] = inner(item);
    return index === 0 ? [written] : [between, written];
  });
  return [concatenated(parts, argument)];
}

/** Several texts as one, each part of which stands where it is written. */
function concatenated(written: readonly WrittenText[], whole: Node): WrittenText {
  const parts: { readonly from: number; readonly written: WrittenText }[] = [];
  let text = '';
  for (const part of written) {
    parts.push({ from: text.length, written: part });
    text += part.text;
  }
  return {
    text,
    names: written.flatMap(({ names }) => names),
    node: undefined,
    placeOf(start, end) {
      const part = parts.findLast(({ from }) => from <= start);
      if (part === undefined) return whole;
      const length = part.written.text.length;
      return part.written.placeOf(Math.min(start - part.from, length), Math.min(end - part.from, length));
    },
  };
}

/** The chosen item of a list that is written here, or of a text that is split; every item where the number is not known. */
function selected(
  [number, list]: readonly Node[],
  inner: (node: Node) => readonly WrittenText[],
): readonly WrittenText[] {
  if (number === undefined || list === undefined) return [];
  const isKnown = number.kind === 'scalar' && intrinsicOf(number) === undefined && /^\d+$/.test(number.text);
  const chosen = <T>(items: readonly T[]): readonly T[] =>
    isKnown ? items.slice(Number(number.text), Number(number.text) + 1) : items;
  const split = intrinsicOf(list);
  if (split === undefined) return list.kind === 'sequence' ? chosen(list.items).flatMap(inner) : [];
  if (split.name !== 'Fn::Split' || split.argument.kind !== 'sequence') return [];
  const [delimiter, source] = split.argument.items;
  if (delimiter?.kind !== 'scalar' || source === undefined) return [];
  return inner(source).flatMap((written) => chosen(pieces(written, delimiter.text)));
}

/** The parts of a text between delimiters. What is only known after deployment may have delimiters of its own. */
function pieces(written: WrittenText, delimiter: string): readonly WrittenText[] {
  if (written.names.length > 0 || delimiter === '') return [];
  let from = 0;
  return written.text.split(delimiter).map((text) => {
    const start = from;
    from += text.length + delimiter.length;
    const placeOf: WrittenText['placeOf'] = (a, b) => written.placeOf(start + a, start + b);
    return { text, names: [], node: undefined, placeOf };
  });
}

/** Every scalar of a mapping that the keys may find. */
function mapped(items: readonly Node[], template: Template): readonly Node[] {
  const [name, first, second] = items;
  const mapping =
    name?.kind === 'scalar' && name.tag === undefined ? template.mappings?.get(name.text) : undefined;
  if (mapping === undefined || first === undefined || second === undefined) return [];
  return under(mapping, first).flatMap((middle) => under(middle, second));
}

function under(node: Node, key: Node): readonly Node[] {
  if (node.kind !== 'map') return [];
  if (key.kind !== 'scalar' || key.tag !== undefined) return node.pairs.map(({ value }) => value);
  const found = node.get(key.text);
  return found === undefined ? [] : [found];
}
