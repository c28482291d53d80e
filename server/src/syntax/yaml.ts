import type { Range } from '../base/range';
import { keepNodes } from './keep-nodes';
import { matchParts } from './kept-parts';
import { MovableOrigin } from './origin';
import { longestText } from './scan';
import {
  type Comment,
  MapNode,
  type Node,
  type Pair,
  ScalarNode,
  type SyntaxProblem,
  type TreeDocument,
} from './tree';
import { type Converted, convertYaml } from './yaml-convert';
import { type Stretch, splitYaml } from './yaml-segments';

/**
 * Parses YAML. Never throws: what cannot be read is named in `problems`, and what had to be guessed in `damaged`.
 * `previous`, an older version of the same file, is used up: what is written as it was gives its nodes, the
 * same objects, to the new document, which moves them; its other nodes must not be used any more.
 *
 * Aliases are replaced by what they stand for and merge keys by the pairs they merge; the range of such nodes is
 * the alias's.
 */
export function parseYaml(file: string, text: string, previous?: TreeDocument): TreeDocument {
  if (previous?.file === file && previous.language === 'yaml' && previous.text === text) return previous;
  const older = previous?.file === file && isSegmented(previous) ? previous : undefined;
  if (text.length > longestText) return unreadable(file, text, 'The file is too large to be read.');
  if (text.includes('\u0000')) return unreadable(file, text, 'The file is not a text.');
  try {
    return parseSegmented(file, text, older) ?? parseWhole(file, text);
  } catch {
    return unreadable(file, text, 'The file is nested too deeply to be read.');
  }
}

/** A part of the text with all that was made of it; its ranges count from `origin.base`. */
interface Segment {
  readonly text: string;
  readonly origin: MovableOrigin;
  readonly converted: Converted;
}

interface SegmentedDocument extends TreeDocument {
  readonly segments: readonly Segment[];
}

function isSegmented(document: TreeDocument): document is SegmentedDocument {
  return 'segments' in document;
}

function parseSegmented(
  file: string,
  text: string,
  older: SegmentedDocument | undefined,
): TreeDocument | undefined {
  const stretches = splitYaml(text);
  if (stretches === undefined) return undefined;
  const texts = stretches.map(({ start, end }) => text.slice(start, end));
  const kept = matchParts(older?.segments ?? [], texts);
  const parts: Part[] = [];
  for (const [index, stretch] of stretches.entries()) {
    const { text: source = '', same, before } = kept[index] ?? {};
    const segment = same ?? parseSegment(file, source, before);
    const pairs = segment.converted.openAlias ? undefined : pairsOf(segment);
    if (pairs === undefined) return undefined;
    parts.push({ stretch, segment, pairs });
  }
  for (const { stretch, segment } of parts) segment.origin.base = stretch.start;
  return join(file, text, parts);
}

interface Part {
  readonly stretch: Stretch;
  readonly segment: Segment;
  readonly pairs: readonly Pair[];
}

function parseSegment(file: string, text: string, before: Segment | undefined): Segment {
  const segment = readSegment(text, before?.origin.begun() ?? new MovableOrigin(file, 0));
  const older = before?.converted.root;
  const { root } = segment.converted;
  if (before === undefined || older === undefined || root === undefined) return segment;
  const kept = keepNodes({ root: older, text: before.text }, { root, text });
  return { ...segment, converted: { ...segment.converted, root: kept } };
}

function readSegment(text: string, origin: MovableOrigin): Segment {
  const converted = convertYaml(text, origin);
  const { root } = converted;
  if (root?.kind !== 'scalar' || root.style !== 'plain') return { text, origin, converted };
  // A key that is being typed: it has no colon yet.
  const { start, end } = root.range;
  const key = new ScalarNode(origin, start, end, undefined, root.text, root.text, 'plain');
  const pair = { key, value: new ScalarNode(origin, end, end, undefined, '', null, 'missing') };
  const problem = { range: { start, end }, message: 'A colon and a value belong behind this key.' };
  return {
    text,
    origin,
    converted: {
      ...converted,
      root: new MapNode(origin, start, end, undefined, [pair], false),
      problems: [...converted.problems, problem],
      damaged: [...converted.damaged, { start, end }],
    },
  };
}

/** The pairs of a part that is one block map, as all parts are unless the text was split wrongly. */
function pairsOf({ converted: { root } }: Segment): readonly Pair[] | undefined {
  if (root === undefined) return [];
  return root.kind === 'map' && !root.flow && root.tag === undefined ? root.pairs : undefined;
}

function join(file: string, text: string, parts: readonly Part[]): SegmentedDocument | undefined {
  const origin = new MovableOrigin(file, 0);
  const pairs: Pair[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === undefined) break;
    if (part.stretch.kind !== 'header') {
      pairs.push(...part.pairs);
      continue;
    }
    const inner: Pair[] = [];
    while (parts[i + 1]?.stretch.kind === 'entry') inner.push(...(parts[++i]?.pairs ?? []));
    const header = part.pairs.at(-1);
    const body = blockMap(origin, inner);
    if (header === undefined || body === undefined) return undefined;
    pairs.push(...part.pairs.slice(0, -1), { key: header.key, value: body });
  }
  const root = blockMap(origin, pairs);
  if (root === undefined) return undefined;
  const document: SegmentedDocument = {
    file,
    text,
    language: 'yaml',
    root,
    comments: [...commentsBefore(text, parts[0]?.stretch.start ?? 0), ...parts.flatMap(movedComments)],
    problems: [...parts.flatMap(movedProblems), ...repeatedKeys(root)],
    damaged: parts.flatMap(({ segment, stretch }) =>
      segment.converted.damaged.map((range) => moved(range, stretch.start)),
    ),
    segments: parts.map(({ segment }) => segment),
  };
  origin.document = document;
  for (const { segment } of parts) segment.origin.document = document;
  return document;
}

function blockMap(origin: MovableOrigin, pairs: readonly Pair[]): MapNode | undefined {
  const first = pairs[0];
  const last = pairs.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return new MapNode(origin, first.key.range.start, last.value.range.end, undefined, pairs, false);
}

function moved({ start, end }: Range, base: number): Range {
  return { start: start + base, end: end + base };
}

function movedComments({ segment, stretch }: Part): readonly Comment[] {
  return segment.converted.comments.map(({ range, text }) => ({ range: moved(range, stretch.start), text }));
}

function movedProblems({ segment, stretch }: Part): readonly SyntaxProblem[] {
  return segment.converted.problems.map(({ range, message }) => ({
    range: moved(range, stretch.start),
    message,
  }));
}

/** The comments above a `---` line, which belongs to no part. */
function commentsBefore(text: string, end: number): readonly Comment[] {
  const comments: Comment[] = [];
  for (const match of text.slice(0, end).matchAll(/(?<=^\uFEFF?|\n|^---.*?\s|\n---.*?\s)#[^\r\n]*/g)) {
    const source = match[0].trimEnd();
    comments.push({
      range: { start: match.index, end: match.index + source.length },
      text: source.replace(/^#+/, '').trim(),
    });
  }
  return comments;
}

/** Keys that stand twice in the maps that span parts; the parts know their own. */
function repeatedKeys(root: MapNode): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const spanning: readonly Node[] = [
    root,
    ...root.pairs.map(({ value }) => value).filter(({ origin }) => origin === root.origin),
  ];
  for (const map of spanning) {
    if (map.kind !== 'map') continue;
    const seen = new Set<string>();
    for (const { key } of map.pairs) {
      if (seen.has(key.text))
        problems.push({ range: key.range, message: `The key ${key.text} stands here twice.` });
      seen.add(key.text);
    }
  }
  return problems;
}

function parseWhole(file: string, text: string): TreeDocument {
  const base = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const origin = new MovableOrigin(file, base);
  const converted = convertYaml(text.slice(base), origin);
  const document: TreeDocument = {
    file,
    text,
    language: 'yaml',
    root: converted.root,
    comments: converted.comments.map((comment) => ({ ...comment, range: moved(comment.range, base) })),
    problems: converted.problems.map((problem) => ({ ...problem, range: moved(problem.range, base) })),
    damaged: converted.damaged.map((range) => moved(range, base)),
  };
  origin.document = document;
  return document;
}

function unreadable(file: string, text: string, message: string): TreeDocument {
  const range = { start: 0, end: text.length };
  return {
    file,
    text,
    language: 'yaml',
    root: undefined,
    comments: [],
    problems: [{ range, message }],
    damaged: [range],
  };
}
