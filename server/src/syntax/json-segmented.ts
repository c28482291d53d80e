import { createScanner } from 'jsonc-parser';
import type { Range } from '../base/range';
import { keyNode, repeatedKeys, safeShape, valueNode } from './json-convert';
import { type JsonSection, type JsonSplit, type JsonStretch, splitJson } from './json-segments';
import { keepPairs } from './keep-nodes';
import { type KeptPart, matchParts } from './kept-parts';
import { MovableOrigin } from './origin';
import { wholeLines } from './scan';
import { type Comment, MapNode, type Pair, ScalarNode, type SyntaxProblem, type TreeDocument } from './tree';

/** A part of the text with all that was made of it; its ranges count from its start. */
interface Part {
  readonly text: string;
  readonly origin: MovableOrigin;
  readonly pairs: readonly Pair[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
  readonly damaged: readonly Range[];
  readonly hasErrors: boolean;
  /** True for what may be a piece of something larger: the lines did not show where that ends. */
  readonly isPiece: boolean;
  readonly hasComma: boolean;
}

export interface SegmentedJson extends TreeDocument {
  readonly parts: readonly Part[];
}

/**
 * Parses a JSON text part by part and takes over the parts of its predecessor whose text did not change. A part that is broken
 * breaks no other one. Undefined where the text has to be read as a whole: its lines do not show the parts, or two of them look
 * like pieces, as what was cut in the wrong place does on both sides.
 */
export function parseSegmentedJson(
  file: string,
  text: string,
  base: number,
  older: readonly Part[],
): SegmentedJson | undefined {
  const source = base === 0 ? text : text.slice(base);
  const split = splitJson(source);
  return split === undefined ? undefined : new Joiner(file, text, source, base, older).document(split);
}

class Joiner {
  private readonly placed: { readonly part: Part; readonly start: number }[] = [];
  private readonly gaps: SyntaxProblem[] = [];
  private kept: readonly KeptPart<Part>[] = [];
  private readonly origin: MovableOrigin;

  constructor(
    private readonly file: string,
    private readonly text: string,
    private readonly source: string,
    private readonly base: number,
    private readonly older: readonly Part[],
  ) {
    this.origin = new MovableOrigin(file, base);
  }

  document({ open, sections, close }: JsonSplit): SegmentedJson | undefined {
    this.kept = matchParts(
      this.older,
      sections.flatMap(stretchesOf).map((stretch) => this.textOf(stretch)),
    );
    const pairs = sections.flatMap((section, index) => this.section(section, index + 1 < sections.length));
    if (this.placed.filter(({ part }) => part.isPiece).length > 1) return undefined;
    for (const { part, start } of this.placed) part.origin.base = start + this.base;
    const root = new MapNode(this.origin, open, close + 1, undefined, pairs, true);
    const moved = ({ start, end }: Range, by: number): Range => ({ start: start + by, end: end + by });
    const document: SegmentedJson = {
      file: this.file,
      language: 'json',
      text: this.text,
      root,
      comments: this.placed.flatMap(({ part, start }) =>
        part.comments.map(({ range, text }) => ({ range: moved(range, start + this.base), text })),
      ),
      problems: [
        ...this.placed.flatMap(({ part, start }) =>
          part.problems.map(({ range, message }) => ({ range: moved(range, start + this.base), message })),
        ),
        ...this.gaps,
        ...repeatedAcross(root),
      ],
      damaged: [
        ...this.placed.flatMap(({ part, start }) =>
          part.damaged.map((range) => moved(range, start + this.base)),
        ),
        ...this.gaps.map(({ range }) => range),
      ],
      parts: this.placed.map(({ part }) => part),
    };
    this.origin.document = document;
    for (const { part } of this.placed) part.origin.document = document;
    return document;
  }

  private section(section: JsonSection, hasNext: boolean): readonly Pair[] {
    if (section.kind === 'part') return this.part(section, hasNext).pairs;
    const { start, open, entries, close, end, hasComma } = section;
    const header = this.place({ start, end: open }, headerPart);
    const [pair] = header.pairs;
    const inner = entries.flatMap((entry, index) => this.part(entry, index + 1 < entries.length).pairs);
    if (hasNext && !hasComma) this.gap(end);
    const value = new MapNode(this.origin, open, close + 1, undefined, inner, true);
    return pair === undefined ? [] : [{ key: pair.key, value }];
  }

  private part(stretch: JsonStretch, hasNext: boolean): Part {
    const part = this.place(stretch, readPart);
    if (hasNext && !part.hasComma && !part.hasErrors) this.gap(stretch.end);
    return part;
  }

  /** Takes the stretches in the order in which they were matched with older parts. */
  private place(stretch: JsonStretch, read: (file: string, text: string, before?: Part) => Part): Part {
    const { same, before } = this.kept[this.placed.length] ?? {};
    const part = same ?? read(this.file, this.textOf(stretch), before);
    this.placed.push({ part, start: stretch.start });
    return part;
  }

  private textOf({ start, end }: JsonStretch): string {
    return this.source.slice(start, end);
  }

  /** A comma is missing before what stands behind an offset. */
  private gap(offset: number): void {
    const next = offset + (/^\s*/.exec(this.source.slice(offset, offset + 1000))?.[0].length ?? 0);
    const { start, end } = wholeLines(this.source, { start: next, end: next });
    const range = { start: start + this.base, end: end + this.base };
    this.gaps.push({ range, message: 'JSON: CommaExpected.' });
  }
}

function stretchesOf(section: JsonSection): readonly JsonStretch[] {
  if (section.kind === 'part') return [section];
  return [{ start: section.start, end: section.open }, ...section.entries];
}

function readPart(file: string, text: string, before?: Part): Part {
  const part = readPairs(text, before?.origin.begun() ?? new MovableOrigin(file, 0));
  return before === undefined ? part : { ...part, pairs: keepPairs(before, part) };
}

/** Reads what stands between braces: pairs with the comments around them, and the comma behind them. */
function readPairs(text: string, origin: MovableOrigin): Part {
  const wrapped = `{${text}}`;
  const shape = safeShape(wrapped);
  const all = { start: 0, end: text.length };
  if (typeof shape === 'string') {
    const problems = [{ range: all, message: shape }];
    return {
      text,
      origin,
      pairs: [],
      comments: [],
      problems,
      damaged: [all],
      hasErrors: true,
      isPiece: true,
      hasComma: true,
    };
  }
  const inText = ({ start, end }: Range): Range => ({
    start: Math.max(0, start - 1),
    end: Math.min(text.length, Math.max(0, end - 1)),
  });
  const lines = (range: Range): Range => inText(wholeLines(wrapped, range));
  const { root, comments, errors } = shape;
  const properties = root?.type === 'object' ? (root.children ?? []) : [];
  const pairs = properties.flatMap((property) => {
    const key = property.children?.[0];
    const value = key === undefined ? undefined : valueNode(property, key, wrapped, origin, 1);
    return key === undefined || value === undefined ? [] : [{ key: keyNode(key, origin, 1), value }];
  });
  const last = properties.at(-1);
  const rest = last === undefined ? '' : wrapped.slice(last.offset + last.length);
  return {
    text,
    origin,
    pairs,
    comments: comments.map(({ range, text: said }) => ({ range: inText(range), text: said })),
    problems: [
      ...errors.map(({ range, message }) => ({ range: lines(range), message })),
      ...(root === undefined ? [] : repeatedKeys(root)).map(({ range, message }) => ({
        range: inText(range),
        message,
      })),
    ],
    damaged: errors.map(({ range }) => lines(range)),
    hasErrors: errors.length > 0,
    isPiece: errors.length > 0 && !isWholePair(text),
    hasComma: /^(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*,/.test(rest),
  };
}

/** The key before an object that is split further. */
function headerPart(file: string, text: string): Part {
  const origin = new MovableOrigin(file, 0);
  const end = text.lastIndexOf('"') + 1;
  const name = String(JSON.parse(text.slice(0, end)));
  const key = new ScalarNode(origin, 0, end, undefined, name, name, 'double');
  const value = new ScalarNode(origin, end, end, undefined, '', null, 'missing');
  return {
    text,
    origin,
    pairs: [{ key, value }],
    comments: [],
    problems: [],
    damaged: [],
    hasErrors: false,
    isPiece: false,
    hasComma: true,
  };
}

/** True for a key with a value, however broken inside, whose brackets are all closed. */
function isWholePair(text: string): boolean {
  if (!/^\s*"(?:[^"\\\r\n]|\\.)*"\s*:\s*[^\s,]/.test(text)) return false;
  const scanner = createScanner(text, true);
  const open: number[] = [];
  for (let kind: number = scanner.scan(); kind !== endOfFile; kind = scanner.scan()) {
    const closing = closedBy.get(kind);
    if (closing !== undefined) open.push(closing);
    else if (kind === closeBrace || kind === closeBracket) {
      if (open.pop() !== kind) return false;
    }
  }
  return open.length === 0;
}

/** The library's `SyntaxKind`, which as a const enum cannot be imported by single-file compilers. */
const [openBrace, closeBrace, openBracket, closeBracket, endOfFile] = [1, 2, 3, 4, 17];
const closedBy: ReadonlyMap<number, number> = new Map([
  [openBrace, closeBrace],
  [openBracket, closeBracket],
]);

/** Keys that stand twice in the objects that span parts; the parts know their own. */
function repeatedAcross(root: MapNode): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  for (const map of [root, ...root.pairs.map(({ value }) => value)]) {
    if (map.kind !== 'map' || map.origin !== root.origin) continue;
    const seen = new Set<string>();
    for (const { key } of map.pairs) {
      if (seen.has(key.text))
        problems.push({ range: key.range, message: `The key ${key.text} stands here twice.` });
      seen.add(key.text);
    }
  }
  return problems;
}
