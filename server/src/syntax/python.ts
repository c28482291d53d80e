import { Tree, TreeFragment } from '@lezer/common';
import { parser } from '@lezer/python';
import type { Range } from '../base/range';
import { errorOffsets } from './python-errors';
import type { PythonScan } from './python-scan';
import { scanPython } from './python-scan';
import { buildBody } from './python-statements';
import type { Body } from './python-tree';
import { StatementCache } from './statement-cache';
import type { Comment, SyntaxProblem } from './tree';

/** What the parser makes of a Python text. `damaged` are the stretches that it had to guess at. */
export interface PythonDocument {
  readonly file: string;
  readonly language: 'python';
  readonly text: string;
  /** The text as it was parsed: of the same length, with what is not Python blanked. */
  readonly source: string;
  readonly tree: Tree;
  readonly comments: readonly Comment[];
  /** Worked out when first read. */
  readonly problems: readonly SyntaxProblem[];
  readonly damaged: readonly Range[];
  /** The top-level statements, placed by their offsets in the file; built when first read. */
  readonly body: Body;
  /** For the next version of the document. */
  readonly cache: StatementCache;
}

/** Longer texts are data, not programs; they are not read. */
const longest = 4_000_000;

/** Parses a text; with the document's previous version only what changed is parsed again. Never throws. */
export function parsePython(file: string, text: string, previous?: PythonDocument): PythonDocument {
  const cache = previous?.cache ?? new StatementCache();
  const { source, scan, damaged } = prepare(text);
  const tree = source === undefined ? undefined : parseTree(source, previous);
  let body: Body | undefined;
  let problems: readonly SyntaxProblem[] | undefined;
  return {
    file,
    language: 'python',
    text,
    source: source ?? '',
    tree: tree ?? Tree.empty,
    comments: scan.comments,
    damaged,
    cache,
    get body() {
      body ??= tree ? bodyOf(source ?? '', tree, cache) : [];
      return body;
    },
    get problems() {
      problems ??= tree
        ? [...problemsIn(tree), ...damaged.map((range) => ({ range, message: 'A string has no end.' }))]
        : [{ range: { start: 0, end: 0 }, message: 'The text is too long or too deeply nested to be read.' }];
      return problems;
    },
  };
}

function bodyOf(source: string, tree: Tree, cache: StatementCache): Body {
  cache.turn();
  try {
    return buildBody({ source, cache, errors: errorOffsets(tree, cache.errors) }, tree.topNode, 0);
  } catch (error) {
    // The nesting is bounded; what remains is a stack that was nearly full when the parser was called.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function parseTree(source: string, previous: PythonDocument | undefined): Tree | undefined {
  try {
    if (!previous || previous.tree.length === 0) return parser.parse(source);
    return parser.parse(source, fragmentsOf(previous, source));
  } catch (error) {
    // Building the tree of thousands of nested brackets overflows the stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function fragmentsOf(previous: PythonDocument, source: string): readonly TreeFragment[] {
  const before = previous.source;
  const shorter = Math.min(before.length, source.length);
  let prefix = 0;
  while (prefix < shorter && before.charCodeAt(prefix) === source.charCodeAt(prefix)) prefix++;
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    before.charCodeAt(before.length - 1 - suffix) === source.charCodeAt(source.length - 1 - suffix)
  ) {
    suffix++;
  }
  const change = { fromA: prefix, toA: before.length - suffix, fromB: prefix, toB: source.length - suffix };
  return TreeFragment.applyChanges(TreeFragment.addTree(previous.tree), [change]);
}

interface Prepared {
  /** Undefined when the text is not to be parsed. */
  readonly source: string | undefined;
  readonly scan: PythonScan;
  readonly damaged: readonly Range[];
}

function prepare(text: string): Prepared {
  if (text.length > longest) {
    return {
      source: undefined,
      scan: { comments: [], magics: [], triples: [], unclosed: false, cut: [] },
      damaged: [],
    };
  }
  let source = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  // A blank in place of the mark would indent the first statement.
  if (source !== text) source = `\n${text.slice(1)}`;
  let scan = scanPython(source);
  const damaged: Range[] = [];
  for (let attempt = 0; scan.unclosed && attempt < 4; attempt++) {
    const gap = unclosedString(source, scan.triples);
    if (!gap) break;
    damaged.push(gap);
    source = `${source.slice(0, gap.start)}""${blank(source.slice(gap.start + 2, gap.end))}${source.slice(gap.end)}`;
    scan = scanPython(source);
  }
  if (scan.unclosed) {
    const last = scan.triples[scan.triples.length - 1];
    if (last) damaged.push(last);
  }
  for (const { start, end } of [...scan.magics].reverse()) {
    source = source.slice(0, start) + blank(source.slice(start, end)) + source.slice(end);
  }
  return { source, scan, damaged: [...damaged, ...scan.cut] };
}

/**
 * Which string lost its end: the first triple-quoted one that swallows a line of code at column 0. The range goes
 * from its quotes to that line.
 */
function unclosedString(source: string, triples: readonly Range[]): Range | undefined {
  const code =
    /^(?:(?:async )?def \w+\s*\(|class \w+\s*[(:]|import \w|from [\w.]+ import |@\w|(?:if|for|while|with|try|else|except)\b[^\r\n]*:[ \t]*(?:#.*)?\r?$|[A-Za-z_][\w.]*(?:\[[^\]\r\n]*\])?\s*=[^=]|[A-Za-z_][\w.]*\()/gm;
  for (const { start, end } of triples) {
    code.lastIndex = start + 3;
    const found = code.exec(source);
    if (found && found.index < end) return { start, end: found.index };
  }
  return undefined;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

function problemsIn(tree: Tree): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  tree.iterate({
    enter: (node) => {
      if (node.type.isError && problems.length < 1000) {
        problems.push({
          range: { start: node.from, end: node.to },
          message: 'This is not understood as Python.',
        });
      }
    },
  });
  return problems;
}
