import type { TextEdit } from '../../base/edit';
import { columnOf, lineEnd, lineStart } from '../scan';
import type { Content, MapNode, Node, SequenceNode } from '../tree';
import { isEqual, isList, isRecord, needsTags } from './content';
import { elementsOf, isSpread, pairValueRange } from './flow';
import {
  afterColon,
  dashesOf,
  edit,
  endOf,
  finish,
  indentAt,
  propertiesOf,
  type Site,
  siteOf,
  startOf,
  writtenPairs,
} from './site';
import {
  type BlockStyle,
  blockStyleAt,
  itemLines,
  pairLines,
  type Written,
  writeItem,
  writeValue,
} from './write-block';
import { flowStyleAt, writeInline, writeLines } from './write-flow';

/** Replaces a value with its tag; its anchor and the comments around it stay. */
export function replaceNode(node: Node, content: Content): readonly TextEdit[] {
  const holder = node.parent ?? node;
  const site = siteOf(holder);
  if (site === undefined || isEqual(node, content)) return [];
  return finish(site, holder, replacement(site, node, content));
}

/** The edits of the document's text that replace a value; undefined when there are none. */
export function replacement(site: Site, node: Node, content: Content): readonly TextEdit[] | undefined {
  if (site.json && needsTags(content)) return undefined;
  const { parent } = node;
  if (parent === undefined) return replaceRoot(site, node, content);
  if (parent.flow) return replaceInFlow(site, parent, node, content);
  if (parent.kind === 'sequence') {
    const dash = dashesOf(site, parent)[parent.items.indexOf(node)];
    if (dash === undefined) return undefined;
    const style = styleInPlaceOf(site, parent, node, dash + 1);
    return replaceInBlock(site, node, dash + 1, writeItem(content, columnOf(site.text, dash), style));
  }
  const pair = writtenPairs(parent).find(({ value }) => value === node);
  const after = pair === undefined ? undefined : afterColon(site, pair);
  if (pair === undefined || after === undefined) return undefined;
  const style = styleInPlaceOf(site, parent, node, after);
  return replaceInBlock(
    site,
    node,
    after,
    writeValue(content, columnOf(site.text, startOf(pair.key)), style),
  );
}

/** Comments and blank lines above the value, and a comment behind it, would end up in a literal block. */
function styleInPlaceOf(site: Site, parent: MapNode | SequenceNode, node: Node, after: number): BlockStyle {
  const { text } = site;
  const end = endOf(site, node);
  const style = blockStyleAt(site, parent, node, end);
  const line = lineEnd(text, after);
  const between = startOf(node) > line && /#|\n[ \t]*\r?\n/.test(text.slice(line, startOf(node)));
  const behind = end > line && text.slice(end, lineEnd(text, end)).includes('#');
  return between || behind ? { ...style, literals: false } : style;
}

function replaceRoot(site: Site, node: Node, content: Content): readonly TextEdit[] {
  const start = startOf(node);
  const end = endOf(site, node);
  if (site.json || (node.kind !== 'scalar' && node.flow)) {
    return [edit(start, end, writeLines(content, flowStyleAt(site, undefined, node), indentAt(site, start)))];
  }
  const style = blockStyleAt(site, undefined, node);
  const column = columnOf(site.text, start);
  const lines = isRecord(content)
    ? pairLines(content, column, style)
    : isList(content)
      ? itemLines(content, column, style)
      : [];
  const text = lines.length > 0 ? lines.join(site.eol).trimStart() : writeInline(content, style.flow);
  return [edit(start, end, text)];
}

function replaceInFlow(
  site: Site,
  parent: MapNode | SequenceNode,
  node: Node,
  content: Content,
): readonly TextEdit[] | undefined {
  const pair = parent.kind === 'map' ? parent.pairs.find(({ value }) => value === node) : undefined;
  const element = parent.kind === 'map' ? undefined : elementsOf(site, parent)[parent.items.indexOf(node)];
  const range =
    parent.kind === 'map' && pair !== undefined ? pairValueRange(site, parent, pair.key.text) : element;
  if (range === undefined) return undefined;
  const style = flowStyleAt(site, parent, node);
  const source = site.text.slice(startOf(node), endOf(site, node));
  const spread =
    source.includes('\n') || (isSpread(site, parent) && (site.json || style.keyQuote !== undefined));
  const text = spread
    ? writeLines(content, style, indentAt(site, startOf(pair?.key ?? node)))
    : writeInline(content, style);
  const { anchor } = propertiesOf(site, range.start);
  const missing =
    node.kind === 'scalar' && node.style === 'missing' && /[:,]$/.test(site.text.slice(0, range.start));
  return [
    edit(range.start, range.end, (missing ? ' ' : '') + (anchor === undefined ? text : `${anchor} ${text}`)),
  ];
}

/**
 * Replaces what stands behind an indicator. A value has a part on the indicator's line and a part on the lines
 * below; each is replaced by itself, so that a comment at the end of the first line stays.
 */
function replaceInBlock(site: Site, node: Node, after: number, written: Written): readonly TextEdit[] {
  const { text, eol } = site;
  const start = startOf(node);
  const end = endOf(site, node);
  const properties = propertiesOf(site, after);
  const head = [properties.anchor, written.head]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  const below = written.lines.map((line) => eol + line).join('');
  const missing = node.kind === 'scalar' && node.style === 'missing';
  const onOneLine =
    missing || (node.kind === 'scalar' ? node.style !== 'literal' && node.style !== 'folded' : node.flow);
  if (onOneLine && !missing && below === '') {
    return [edit(properties.end > after ? properties.start : start, end, head)];
  }
  const space = head === '' ? '' : ' ';
  if (missing) {
    const stop = lineEnd(text, properties.end);
    if (text.slice(properties.end, stop).trim() === '') return [edit(after, stop, space + head + below)];
    return [edit(after, properties.end, space + head), edit(stop, stop, below)];
  }
  const line = lineEnd(text, after);
  const sameLine = start <= line;
  const inlineEnd = !sameLine
    ? Math.min(properties.end, line)
    : onOneLine || text[start] === '-' || node.kind !== 'scalar'
      ? end
      : headerEnd(text, start);
  const blockStart = !sameLine
    ? lineBefore(text, Math.max(after, properties.end > line ? properties.start : start))
    : lineEnd(text, inlineEnd);
  const blockEnd = Math.max(blockStart, end);
  if (inlineEnd === blockStart) return [edit(after, blockEnd, space + head + below)];
  const inline = edit(after, inlineEnd, space + head);
  return [
    ...(text.slice(after, inlineEnd) === inline.newText ? [] : [inline]),
    edit(blockStart, blockEnd, below),
  ];
}

/** The end of the header of a block scalar: `|-`. */
function headerEnd(text: string, start: number): number {
  return start + (/^[|>][-+\d]*/.exec(text.slice(start, start + 5))?.[0].length ?? 0);
}

/** The end of the line before the one that holds the offset. */
function lineBefore(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return start === 0 ? 0 : lineEnd(text, start - 1 - (text[start - 2] === '\r' ? 1 : 0));
}
