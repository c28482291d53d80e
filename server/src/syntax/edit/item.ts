import type { TextEdit } from '../../base/edit';
import { columnOf, lineEnd } from '../scan';
import type { Content, MapNode, Node, SequenceNode } from '../tree';
import { addToBlock, endBefore } from './block';
import { needsTags } from './content';
import { addToFlow, isSpread, pairValueRange } from './flow';
import { replacement } from './replace';
import {
  afterColon,
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
import { blockStyleAt, writeItemLines } from './write-block';
import { flowStyleAt, writeInline, writeLines } from './write-flow';

/** Adds an item at the end. */
export function appendItem(sequence: SequenceNode, content: Content): readonly TextEdit[] {
  return insertItem(sequence, sequence.items.length, content);
}

/** Adds an item so that it becomes the item `index`. */
export function insertItem(sequence: SequenceNode, index: number, content: Content): readonly TextEdit[] {
  const site = siteOf(sequence);
  if (site === undefined || (site.json && needsTags(content)) || index > sequence.items.length) return [];
  return finish(site, sequence, addItem(site, sequence, index, content));
}

function addItem(
  site: Site,
  sequence: SequenceNode,
  index: number,
  content: Content,
): readonly TextEdit[] | undefined {
  const { parent } = sequence;
  if (!sequence.flow) {
    const style = blockStyleAt(site, sequence, undefined, endBefore(site, sequence, index));
    return addToBlock(site, sequence, index, (column) => writeItemLines(content, column, style));
  }
  if (!site.json && sequence.items.length === 0 && parent?.flow === false)
    return replacement(site, sequence, [content]);
  const style = flowStyleAt(site, sequence, undefined);
  return addToFlow(site, sequence, index, style, (indent) =>
    indent === undefined ? writeInline(content, style) : writeLines(content, style, indent),
  );
}

/**
 * Makes a value that stands where a list is allowed (`Action: s3:GetObject`) a list of itself and new items, in the style
 * in which the author writes lists.
 */
export function wrapInList(node: Node, ...contents: readonly Content[]): readonly TextEdit[] {
  const map = node.parent;
  const site = map === undefined ? undefined : siteOf(map);
  if (map?.kind !== 'map' || site === undefined || (site.json && contents.some(needsTags))) return [];
  if (node.kind === 'scalar' && node.style === 'missing')
    return finish(site, map, replacement(site, node, contents));
  return finish(
    site,
    map,
    map.flow ? wrapInFlow(site, map, node, contents) : wrapInBlock(site, map, node, contents),
  );
}

function wrapInFlow(
  site: Site,
  map: MapNode,
  node: Node,
  contents: readonly Content[],
): readonly TextEdit[] | undefined {
  const key = map.pairs.find(({ value }) => value === node)?.key;
  const range = key === undefined ? undefined : pairValueRange(site, map, key.text);
  if (key === undefined || range === undefined) return undefined;
  const style = flowStyleAt(site, map, undefined);
  const source = site.text.slice(range.start, range.end);
  if (!isSpread(site, map) || (style.listsOnOneLine && !source.includes('\n') && contents.every(isText))) {
    const { bracketPadding: padding, comma } = style;
    return [
      edit(range.start, range.start, `[${padding}`),
      edit(
        range.end,
        range.end,
        `${contents.map((content) => comma + writeInline(content, style)).join('')}${padding}]`,
      ),
    ];
  }
  const outer = indentAt(site, startOf(key));
  const indent = outer + style.unit;
  const { eol } = style;
  const added = contents.map((content) => `,${eol}${indent}${writeLines(content, style, indent)}`).join('');
  return [
    edit(range.start, range.start, `[${eol}${indent}`),
    ...deepened(site, range.start, range.end, style.unit),
    edit(range.end, range.end, `${added}${eol}${outer}]`),
  ];
}

function wrapInBlock(
  site: Site,
  map: MapNode,
  node: Node,
  contents: readonly Content[],
): readonly TextEdit[] | undefined {
  const pair = writtenPairs(map).find(({ value }) => value === node);
  const after = pair === undefined ? undefined : afterColon(site, pair);
  if (pair === undefined || after === undefined) return undefined;
  if (node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')) return undefined;
  const style = blockStyleAt(site, map, undefined, endOf(site, node));
  const properties = propertiesOf(site, after);
  const start = properties.end > after ? properties.start : startOf(node);
  const end = endOf(site, node);
  const stop = lineEnd(site.text, end);
  const sameLine = start <= lineEnd(site.text, after);
  const spread = site.text.slice(start, end).includes('\n');
  if (sameLine && spread) return undefined;
  if (
    sameLine &&
    style.layout.listsInFlow &&
    contents.every(isText) &&
    isFlowSafe(site.text.slice(start, end))
  ) {
    const added = contents.map((content) => `, ${writeInline(content, style.flow)}`).join('');
    return [edit(start, start, '['), edit(end, end, `${added}]`)];
  }
  const column = sameLine
    ? columnOf(site.text, startOf(pair.key)) + style.layout.dash
    : columnOf(site.text, start);
  const added = contents
    .flatMap((content) => writeItemLines(content, column, style))
    .map((line) => site.eol + line)
    .join('');
  if (!sameLine) {
    return [edit(start, start, '- '), ...deepened(site, start, end, '  '), edit(stop, stop, added)];
  }
  return [edit(after, start, `${site.eol}${' '.repeat(column)}- `), edit(stop, stop, added)];
}

function isText(content: Content): boolean {
  return typeof content !== 'object';
}

/** Indents every line but the first of a stretch further. */
function deepened(site: Site, start: number, end: number, by: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = site.text.indexOf('\n', start); at >= 0 && at < end; at = site.text.indexOf('\n', at + 1)) {
    if (!/^\r?\n/.test(site.text.slice(at + 1, at + 3))) edits.push(edit(at + 1, at + 1, by));
  }
  return edits;
}

function isFlowSafe(source: string): boolean {
  return /^["']/.test(source) || !/[,[\]{}]/.test(source);
}
