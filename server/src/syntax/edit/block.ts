import type { TextEdit } from '../../base/edit';
import { columnOf, lineEnd, lineStart, nextLine } from '../scan';
import type { MapNode, Node, SequenceNode } from '../tree';
import { commentsAbove } from './flow';
import { afterColon, dashesOf, edit, endOf, isFirstOnLine, type Site, startOf, writtenPairs } from './site';

/** A pair or item of a block collection. */
interface BlockEntry {
  /** Of the key or the dash. */
  readonly start: number;
  readonly end: number;
  readonly value: Node;
}

/** Adds lines to a block collection so that they become the entry `index`. */
export function addToBlock(
  site: Site,
  node: MapNode | SequenceNode,
  index: number,
  write: (column: number) => readonly string[],
): readonly TextEdit[] | undefined {
  const entries = entriesOf(site, node);
  const first = entries[0];
  if (first === undefined) return undefined;
  const column = columnOf(site.text, first.start);
  const added = write(column);
  const gap = hasGaps(site, entries) ? site.eol : '';
  const previous = entries[Math.min(index, entries.length) - 1];
  if (previous !== undefined) {
    const at = lastLineEnd(site, previous);
    return at === undefined ? undefined : [edit(at, at, site.eol + gap + added.join(site.eol))];
  }
  if (!isFirstOnLine(site, first.start)) {
    return [edit(first.start, first.start, added.join(site.eol).trimStart() + site.eol + ' '.repeat(column))];
  }
  const above = Math.max(commentsAbove(site, first.start), site.text.charCodeAt(0) === 0xfeff ? 1 : 0);
  return [edit(above, above, added.join(site.eol) + site.eol + gap)];
}

/** Where the entry before the place `index` ends, or the collection begins. */
export function endBefore(site: Site, node: MapNode | SequenceNode, index: number): number {
  const entries = entriesOf(site, node);
  return entries[Math.min(index, entries.length) - 1]?.end ?? startOf(node);
}

/** Removes an entry that is not the only one, with its comment, and the comments directly above it. */
export function removeFromBlock(
  site: Site,
  node: MapNode | SequenceNode,
  index: number,
): readonly TextEdit[] | undefined {
  const entries = entriesOf(site, node);
  const entry = entries[index];
  const next = entries[index + 1];
  if (entry === undefined || entries.length < 2) return undefined;
  const end = lastLineEnd(site, entry);
  if (end === undefined) return undefined;
  if (!isFirstOnLine(site, entry.start)) {
    return next === undefined ? undefined : [edit(entry.start, next.start, '')];
  }
  const isTitle = index === 0 && columnOf(site.text, entry.start) === 0;
  const start = isTitle ? lineStart(site.text, entry.start) : commentsAbove(site, entry.start);
  return [removedLines(site, Math.max(start, site.text.charCodeAt(0) === 0xfeff ? 1 : 0), end)];
}

/** Of the blank lines on both sides of what goes, those below go too; at the end of the text, those above. */
function removedLines(site: Site, start: number, end: number): TextEdit {
  const { text } = site;
  let after = nextLine(text, end);
  const above = /(?:\r?\n[ \t]*)*\r?\n$/.exec(text.slice(Math.max(0, start - 400), start))?.[0] ?? '';
  const blankAbove = (above.match(/\n/g)?.length ?? 0) > 1;
  if (blankAbove || start === 0) after += /^(?:[ \t]*\r?\n)*/.exec(text.slice(after))?.[0].length ?? 0;
  if (after < text.length) return edit(start, after, '');
  // Nothing follows: the text ends as it did, with a line end or without.
  const lastBreak =
    /\r?\n$/.exec(text.slice(0, end)) === null && end === text.length
      ? above.length
      : blankAbove
        ? above.length - site.eol.length
        : 0;
  return edit(start - lastBreak, after, '');
}

/** The end of the entry's last line, behind its comment; undefined when something else stands there. */
function lastLineEnd(site: Site, { end, value }: BlockEntry): number | undefined {
  const lineStop = lineEnd(site.text, end);
  if (!/^[ \t]*(?:[ \t]#.*)?$/.test(site.text.slice(end, lineStop))) return undefined;
  // With `|+` the blank lines below belong to the text.
  const last = lastScalar(value);
  const keeps =
    last?.kind === 'scalar' &&
    (last.style === 'literal' || last.style === 'folded') &&
    /^[|>]\d?\+/.test(site.text.slice(startOf(last)));
  if (!keeps) return lineStop;
  const kept = /^(?:\r?\n[ \t]*)*(?=\r?\n|$)/.exec(site.text.slice(lineStop))?.[0] ?? '';
  return lineStop + kept.length;
}

function lastScalar(node: Node): Node | undefined {
  if (node.kind === 'scalar') return node;
  const last = node.kind === 'map' ? node.pairs.at(-1)?.value : node.items.at(-1);
  return last === undefined ? undefined : lastScalar(last);
}

export function entriesOf(site: Site, node: MapNode | SequenceNode): readonly BlockEntry[] {
  if (node.kind === 'sequence') {
    const dashes = dashesOf(site, node);
    return node.items.map((value, i) => {
      const start = dashes[i] ?? startOf(value);
      return { start, end: Math.max(start + 1, endOf(site, value)), value };
    });
  }
  return writtenPairs(node).map((pair) => {
    const keyStart = startOf(pair.key);
    const explicit =
      /\?[ \t]+$/.exec(site.text.slice(lineStart(site.text, keyStart), keyStart))?.[0].length ?? 0;
    const end = Math.max(endOf(site, pair.value), afterColon(site, pair) ?? endOf(site, pair.key));
    return { start: keyStart - explicit, end, value: pair.value };
  });
}

/** True when the author leaves blank lines between the entries. */
function hasGaps(site: Site, entries: readonly BlockEntry[]): boolean {
  let gaps = 0;
  for (let i = 1; i < entries.length; i++) {
    const before = entries[i - 1];
    const after = entries[i];
    if (before === undefined || after === undefined) break;
    if (/\n[ \t]*\r?\n/.test(site.text.slice(before.end, after.start))) gaps++;
  }
  return gaps > 0 && gaps * 2 >= entries.length - 1;
}
