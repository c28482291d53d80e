import type { TextEdit } from '../../base/edit';
import type { Range } from '../../base/range';
import { lineEnd, lineStart, nextLine, skipTrivia } from '../scan';
import type { MapNode, Node, SequenceNode } from '../tree';
import {
  afterColon,
  commentEnd,
  edit,
  endOf,
  indentAt,
  isFirstOnLine,
  propertiesOf,
  type Site,
  startOf,
  writtenPairs,
} from './site';
import type { FlowStyle } from './write-flow';

/** Writes an element; `indent` is undefined where it belongs on one line. */
export type WriteElement = (indent: string | undefined) => string;

/** Adds an element to a map or list in flow style so that it becomes the element `index`. */
export function addToFlow(
  site: Site,
  node: MapNode | SequenceNode,
  index: number,
  style: FlowStyle,
  write: WriteElement,
): readonly TextEdit[] | undefined {
  const elements = elementsOf(site, node);
  const first = elements[0];
  if (first === undefined) return fillEmpty(site, node, style, write);
  const previous = elements[Math.min(index, elements.length) - 1];
  if (previous === undefined) return addFirst(site, node, first, style, write);
  const indent = indentAt(site, previous.start);
  if (!isFirstOnLine(site, previous.start)) {
    const spread = site.text.slice(previous.start, previous.end).includes('\n');
    return [edit(previous.end, previous.end, style.comma + write(spread ? indent : undefined))];
  }
  const line = site.eol + indent + write(indent);
  const comma = skipTrivia(site.text, previous.end, site.document.language);
  if (site.text[comma] === ',') {
    const at = commentEnd(site, comma + 1);
    return [edit(at, at, `${line},`)];
  }
  const at = commentEnd(site, previous.end);
  if (at === previous.end) return [edit(at, at, `,${line}`)];
  return [edit(previous.end, previous.end, ','), edit(at, at, line)];
}

/** Removes an element with its comma, its comment, and the comments directly above it. */
export function removeFromFlow(
  site: Site,
  node: MapNode | SequenceNode,
  index: number,
): readonly TextEdit[] | undefined {
  const elements = elementsOf(site, node);
  const element = elements[index];
  if (element === undefined) return undefined;
  const previous = elements[index - 1];
  const next = elements[index + 1];
  if (previous === undefined && next === undefined)
    return [edit(startOf(node) + 1, endOf(site, node) - 1, '')];
  const comma = skipTrivia(site.text, element.end, site.document.language);
  const hasComma = site.text[comma] === ',';
  const tail = commentEnd(site, hasComma ? comma + 1 : element.end);
  const alone =
    isFirstOnLine(site, element.start) && /^[ \t]*$/.test(site.text.slice(tail, lineEnd(site.text, tail)));
  if (alone) {
    const lines = edit(commentsAbove(site, element.start), nextLine(site.text, tail), '');
    const before =
      previous === undefined ? undefined : skipTrivia(site.text, previous.end, site.document.language);
    if (next !== undefined || hasComma || before === undefined || site.text[before] !== ',') return [lines];
    return [edit(before, before + 1, ''), lines];
  }
  if (previous !== undefined) return [edit(previous.end, element.end, '')];
  return next === undefined ? undefined : [edit(element.start, next.start, '')];
}

/** The start of the line of the first of the comments that stand directly above, at the same indentation. */
export function commentsAbove(site: Site, offset: number): number {
  const indent = indentAt(site, offset);
  let start = lineStart(site.text, offset);
  while (start > 0) {
    const above = lineStart(site.text, start - 1);
    const line = site.text.slice(above, start);
    if (
      !line.startsWith(indent) ||
      !(site.json ? /^(?:\/\/|\/\*.*\*\/\s*$)/ : /^#/).test(line.slice(indent.length))
    )
      return start;
    start = above;
  }
  return start;
}

/** Where each element stands, with key, tag and anchor, without comma. */
export function elementsOf(site: Site, node: MapNode | SequenceNode): readonly Range[] {
  if (node.kind === 'map') {
    return writtenPairs(node).map(({ key, value }) => ({
      start: startOf(key),
      end: Math.max(endOf(site, key), endOf(site, value)),
    }));
  }
  let after = startOf(node) + 1;
  return node.items.map((item) => {
    const start = itemStart(site, item, after);
    const end = endOf(site, item);
    const comma = skipTrivia(site.text, end, site.document.language);
    after = site.text[comma] === ',' ? comma + 1 : end;
    return { start, end };
  });
}

function itemStart(site: Site, item: Node, after: number): number {
  const { start, end } = propertiesOf(site, after);
  return end > after ? start : startOf(item);
}

/** The value's range with tag and anchor; undefined where a pair has no colon. */
export function pairValueRange(site: Site, map: MapNode, key: string): Range | undefined {
  const pair = writtenPairs(map).findLast((candidate) => candidate.key.text === key);
  const after = pair === undefined ? undefined : afterColon(site, pair);
  if (pair === undefined || after === undefined) return undefined;
  const properties = propertiesOf(site, after);
  const start =
    properties.end > after
      ? properties.start
      : Math.min(startOf(pair.value), Math.max(after, startOf(pair.value)));
  return { start, end: Math.max(start, endOf(site, pair.value), properties.end) };
}

function addFirst(
  site: Site,
  node: MapNode | SequenceNode,
  first: Range,
  style: FlowStyle,
  write: WriteElement,
): readonly TextEdit[] {
  if (!isFirstOnLine(site, first.start)) {
    const spread = site.text.slice(first.start, first.end).includes('\n');
    const indent = spread ? indentAt(site, first.start) : undefined;
    return [edit(first.start, first.start, write(indent) + style.comma)];
  }
  const indent = indentAt(site, first.start);
  const at = commentEnd(site, startOf(node) + 1);
  return [edit(at, at, `${site.eol}${indent}${write(indent)},`)];
}

function fillEmpty(
  site: Site,
  node: MapNode | SequenceNode,
  style: FlowStyle,
  write: WriteElement,
): readonly TextEdit[] {
  const open = startOf(node) + 1;
  const close = endOf(site, node) - 1;
  const inside = site.text.slice(open, close);
  const outer = indentAt(site, startOf(node));
  const indent = outer + style.unit;
  if (inside.trim() !== '') {
    const at = open + inside.trimEnd().length;
    const lineBreak = inside.slice(inside.trimEnd().length).includes('\n') ? '' : site.eol + outer;
    return [edit(at, at, site.eol + indent + write(indent) + lineBreak)];
  }
  const spread = inside.includes('\n') || (site.json && isSpread(site, node.parent));
  if (spread) return [edit(open, close, site.eol + indent + write(indent) + site.eol + outer)];
  const padding = node.kind === 'map' ? style.padding : style.bracketPadding;
  return [edit(open, close, padding + write(undefined) + padding)];
}

/** True when elements stand on lines of their own; so do those of a document that is empty. */
export function isSpread(site: Site, node: MapNode | SequenceNode | undefined): boolean {
  const first = node === undefined ? undefined : elementsOf(site, node)[0];
  return first === undefined || isFirstOnLine(site, first.start);
}
