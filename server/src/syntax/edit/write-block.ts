import type { Content, MapNode, Node, SequenceNode } from '../tree';
import { isList, isRecord, isScalarContent, isTagged } from './content';
import { type Layout, layoutAt } from './layout';
import { isPlainSafe, writeScalar, writeTagged } from './scalar';
import type { Site } from './site';
import { type FlowStyle, flowStyleAt, writeInline } from './write-flow';

/** A value in block style: what stands behind its indicator, and the lines below with their indentation. */
export interface Written {
  readonly head: string;
  readonly lines: readonly string[];
}

export interface BlockStyle {
  readonly layout: Layout;
  readonly flow: FlowStyle;
  /** Keys are quoted even where they need not be. */
  readonly keyQuote: "'" | '"' | undefined;
  /** False where a comment or blanks follow that a literal block would take for its own text. */
  readonly literals: boolean;
}

/** The style for a value that comes to stand in `near`, in place of `old`; `end` is where the text before its lines ends. */
export function blockStyleAt(
  site: Site,
  near: MapNode | SequenceNode | undefined,
  old: Node | undefined,
  end?: number,
): BlockStyle {
  const layout = layoutAt(site, near);
  const flow = { ...flowStyleAt(site, near, old), keyQuote: undefined, padding: layout.padding, colon: ': ' };
  return {
    layout,
    flow,
    keyQuote: keyQuoteOf(near),
    literals: end === undefined || !looseTextFollows(site, end),
  };
}

/** The value of a key that stands in `column`. */
export function writeValue(content: Content, column: number, style: BlockStyle): Written {
  return write(content, column, style, style.layout.dash);
}

/** The value of an item whose dash stands in `column`. */
export function writeItem(content: Content, column: number, style: BlockStyle): Written {
  const nested = isRecord(content)
    ? pairLines(content, column + 2, style)
    : isList(content)
      ? itemLines(content, column + 2, style)
      : [];
  const [first, ...lines] = nested;
  if (first !== undefined && !isShortList(content, style)) return { head: first.trimStart(), lines };
  return write(content, column, style, style.layout.unit);
}

/** A pair as lines, each with its indentation. */
export function writePair(
  key: string,
  content: Content,
  column: number,
  style: BlockStyle,
): readonly string[] {
  const { head, lines } = writeValue(content, column, style);
  return [`${' '.repeat(column)}${writeBlockKey(key, style)}:${head === '' ? '' : ` ${head}`}`, ...lines];
}

export function writeItemLines(content: Content, column: number, style: BlockStyle): readonly string[] {
  const { head, lines } = writeItem(content, column, style);
  return [`${' '.repeat(column)}-${head === '' ? '' : ` ${head}`}`, ...lines];
}

export function pairLines(
  content: { readonly [key: string]: Content },
  column: number,
  style: BlockStyle,
): readonly string[] {
  return Object.entries(content).flatMap(([key, value]) => writePair(key, value, column, style));
}

export function itemLines(content: readonly Content[], column: number, style: BlockStyle): readonly string[] {
  return content.flatMap((item) => writeItemLines(item, column, style));
}

export function writeBlockKey(key: string, { flow, keyQuote }: BlockStyle): string {
  if (keyQuote !== undefined)
    return writeScalar(key, { ...flow.scalar, quote: keyQuote, always: true }, false);
  return isPlainSafe(key, false) ? key : writeScalar(key, { ...flow.scalar, always: true }, false);
}

function write(content: Content, column: number, style: BlockStyle, dash: number): Written {
  if (isTagged(content)) {
    if (typeof content.content === 'string' && !content.content.includes('\n')) {
      return { head: `${content.tag} ${writeTagged(content.content, style.flow.scalar, false)}`, lines: [] };
    }
    const { head, lines } = write(content.content, column, style, dash);
    return { head: head === '' ? content.tag : `${content.tag} ${head}`, lines };
  }
  if (isScalarContent(content)) return writeText(content, column, style);
  if (isShortList(content, style)) return { head: writeInline(content, style.flow), lines: [] };
  if (isList(content)) return { head: '', lines: itemLines(content, column + dash, style) };
  if (Object.keys(content).length === 0) return { head: '{}', lines: [] };
  return { head: '', lines: pairLines(content, column + style.layout.unit, style) };
}

function isShortList(content: Content, { layout }: BlockStyle): boolean {
  return isList(content) && (content.length === 0 || (layout.listsInFlow && content.every(isScalarContent)));
}

/** Text of several lines becomes a literal block where one can hold it. */
function writeText(content: string | number | boolean, column: number, style: BlockStyle): Written {
  const isBlock =
    typeof content === 'string' &&
    /\n./.test(content) &&
    /^\S/.test(content) &&
    !/[^\P{Cc}\n\t]|\uFEFF/u.test(content);
  if (!isBlock || !style.literals || /\n\n$/.test(content))
    return { head: writeScalar(content, style.flow.scalar, false), lines: [] };
  const indent = ' '.repeat(column + style.layout.unit);
  const ends = content.endsWith('\n');
  const lines = (ends ? content.slice(0, -1) : content).split('\n');
  return { head: ends ? '|' : '|-', lines: lines.map((line) => (line === '' ? '' : indent + line)) };
}

function looseTextFollows({ text }: Site, end: number): boolean {
  return /^[^\n]*\n(?:\r?\n)*[ \t]+(?:#|\r?\n|$)/.test(text.slice(end, end + 2000));
}

function keyQuoteOf(near: MapNode | SequenceNode | undefined): "'" | '"' | undefined {
  if (near?.kind !== 'map' || near.pairs.length === 0) return undefined;
  if (near.pairs.every(({ key }) => key.style === 'double')) return '"';
  return near.pairs.every(({ key }) => key.style === 'single') ? "'" : undefined;
}
