import type { TextEdit } from '../../base/edit';
import { overlaps } from '../../base/range';
import { documentOf, EmbeddedOrigin, isWritten, rangeInDocument } from '../origin';
import { lineEnd, skipTrivia } from '../scan';
import type { MapNode, Node, Pair, SequenceNode, TreeDocument } from '../tree';

/** A document that is being edited; offsets are those of its own text. */
export interface Site {
  readonly document: TreeDocument;
  readonly text: string;
  readonly json: boolean;
  readonly eol: '\n' | '\r\n';
}

/** Where a node can be edited; undefined behind aliases, where nothing is written. */
export function siteOf(node: Node): Site | undefined {
  const document = documentOf(node);
  if (document === undefined || !isWritten(node)) return undefined;
  const { text } = document;
  const newline = text.indexOf('\n');
  return {
    document,
    text,
    json: document.language === 'json',
    eol: text[newline - 1] === '\r' ? '\r\n' : '\n',
  };
}

/** Replaces a stretch of the document's text. */
export function edit(start: number, end: number, newText: string): TextEdit {
  return { range: { start, end }, newText };
}

/**
 * Turns edits of the document's text into edits of its file. There are none where the parser had to guess, and none
 * where a text inside another text is not written as it is read.
 */
export function finish(site: Site, node: Node, edits: readonly TextEdit[] | undefined): readonly TextEdit[] {
  if (edits === undefined) return [];
  const { origin } = node;
  const inFile =
    origin instanceof EmbeddedOrigin ? withNames(origin, edits, embeddedEdits(origin, site, edits)) : edits;
  const guessed = inFile.some(({ range }) => site.document.damaged.some((damage) => overlaps(damage, range)));
  return guessed ? [] : inFile.filter(({ range, newText }) => range.start < range.end || newText !== '');
}

/** With what makes `${Name}` a name, when the edits write one and the text has had none. */
function withNames(
  { whenNamed }: EmbeddedOrigin,
  edits: readonly TextEdit[],
  inFile: readonly TextEdit[],
): readonly TextEdit[] {
  const isNamed = edits.some(({ newText }) => newText.includes('${'));
  return isNamed && inFile.length > 0 ? [...whenNamed, ...inFile] : inFile;
}

/** Where the host has escapes, they are written for whatever needs one, and line ends are escapes, too. */
function escapedEdits(origin: EmbeddedOrigin, edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.map(({ range, newText }) =>
    edit(origin.toFile(range.start), origin.toFile(range.end), origin.spell(newText)),
  );
}

/**
 * The host's escapes are not known here: new quotes are written where the text's own quotes stand as they are, and
 * new lines where its own line ends do. In a block scalar each line gets the host's indentation.
 */
function embeddedEdits(origin: EmbeddedOrigin, site: Site, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (origin.escapes) return escapedEdits(origin, edits);
  const { text } = site;
  const indent = hostIndent(origin, text);
  const quotesStand = text.includes('"') && quotesAreWritten(origin, text);
  const mapped: TextEdit[] = [];
  for (const { range, newText } of edits) {
    if (!isWrittenAsRead(origin, text, range.start, range.end)) return [];
    if (/['\\]/.test(newText) || (newText.includes('"') && !quotesStand)) return [];
    if (newText.includes('\n') && indent === undefined) return [];
    const start = origin.toFile(range.start);
    const end = range.end === range.start ? start : origin.toFile(range.end - 1) + 1;
    mapped.push(edit(start, end, origin.spell(newText).replaceAll('\n', `\n${indent ?? ''}`)));
  }
  return mapped;
}

/** The blanks before each line of the text in its host; undefined where its line ends are no line ends there. */
function hostIndent(origin: EmbeddedOrigin, text: string): string | undefined {
  const widths = new Set<number>();
  for (let at = text.indexOf('\n'); at >= 0 && at + 1 < text.length; at = text.indexOf('\n', at + 1)) {
    if (text[at + 1] !== '\n') widths.add(origin.toFile(at + 1) - origin.toFile(at) - 1);
  }
  const [width] = widths;
  // The escape `\n` is one character longer than a line end; blocks are indented by two or more.
  return widths.size !== 1 || width === undefined || width === 1 ? undefined : ' '.repeat(width);
}

/** True when every quote of the text stands as itself in its host, whatever is done to the letters between them. */
function quotesAreWritten(origin: EmbeddedOrigin, text: string): boolean {
  for (let at = text.indexOf('"'); at >= 0 && at + 1 < text.length; at = text.indexOf('"', at + 1)) {
    if (origin.toFile(at + 1) - origin.toFile(at) !== 1) return false;
  }
  return true;
}

function isWrittenAsRead(origin: EmbeddedOrigin, text: string, start: number, end: number): boolean {
  for (let at = start; at < end && at + 1 < text.length; at++) {
    if (text[at] !== '\n' && origin.toFile(at + 1) - origin.toFile(at) !== 1) return false;
  }
  return true;
}

export function startOf(node: Node): number {
  return rangeInDocument(node).start;
}

/** Where the node's text ends; for a missing value where its indicator or tag ends. */
export function endOf(site: Site, node: Node): number {
  const { end } = rangeInDocument(node);
  if (node.kind !== 'scalar' || node.style !== 'missing') return end;
  const before = site.text[end - 1];
  return before === ' ' || before === '\t' ? end - 1 : end;
}

/** The pairs that stand in the map's own text, without those merged into it. */
export function writtenPairs(map: MapNode): readonly Pair[] {
  return map.pairs.filter(({ key }) => isWritten(key));
}

/** The offset behind the colon of a pair; undefined when there is none. */
export function afterColon(site: Site, pair: Pair): number | undefined {
  const at = skipTrivia(site.text, rangeInDocument(pair.key).end, site.document.language);
  return site.text[at] === ':' ? at + 1 : undefined;
}

/** The offset of the dash of each item of a block sequence. */
export function dashesOf(site: Site, sequence: SequenceNode): readonly number[] {
  const dashes: number[] = [];
  let at = startOf(sequence);
  for (const item of sequence.items) {
    const dash = skipTrivia(site.text, at, 'yaml');
    dashes.push(dash);
    at = Math.max(dash + 1, endOf(site, item));
  }
  return dashes;
}

/** Tag and anchor of a value. Offsets equal `after` when there are none. */
export interface Properties {
  /** Start of the first. */
  readonly start: number;
  readonly end: number;
  readonly anchor: string | undefined;
}

/** The tag and anchor between an indicator (`after` is the offset behind it) and a node. */
export function propertiesOf(site: Site, after: number): Properties {
  let start = after;
  let end = after;
  let anchor: string | undefined;
  if (site.json) return { start, end, anchor };
  for (;;) {
    const at = skipTrivia(site.text, end, 'yaml');
    const property = /[!&][^\s,[\]{}]*/y;
    property.lastIndex = at;
    const found = property.exec(site.text)?.[0];
    if (found === undefined) return { start, end, anchor };
    if (end === after) start = at;
    end = at + found.length;
    if (found.startsWith('&')) anchor = found;
  }
}

/** The end of a comment that follows on the same line, or `offset` when none does. */
export function commentEnd(site: Site, offset: number): number {
  const rest = site.text.slice(offset, lineEnd(site.text, offset));
  const comment = (site.json ? /^[ \t]*(?:\/\/.*|\/\*.*?\*\/)/ : /^[ \t]+#.*/).exec(rest)?.[0];
  return offset + (comment?.trimEnd().length ?? 0);
}

/** True when nothing but blanks stands before the offset on its line. */
export function isFirstOnLine({ text }: Site, offset: number): boolean {
  for (let at = offset - 1; at >= 0 && text[at] !== '\n'; at--) {
    const character = text[at];
    if (character !== ' ' && character !== '\t' && character !== '\uFEFF') return false;
  }
  return true;
}

/** The blanks at the start of the line that holds the offset. */
export function indentAt({ text }: Site, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^\uFEFF?([ \t]*)/.exec(text.slice(start, offset))?.[1] ?? '';
}
