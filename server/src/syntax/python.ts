import { Tree, TreeFragment } from '@lezer/common';
import { parser } from '@lezer/python';
import type { Range } from '../base/range';
import { errorsIn } from './python-errors';
import { buildBody } from './python-statements';
import type { Body } from './python-tree';
import { prepare } from './python-unclosed';
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

/** Parses a text; with the document's previous version only what changed is parsed again. Never throws. */
export function parsePython(file: string, text: string, previous?: PythonDocument): PythonDocument {
  const cache = previous?.cache ?? new StatementCache();
  const { source, scan, damaged } = prepare(text);
  const parsed = source === undefined ? undefined : parseTree(source, cache, previous);
  let body: Body | undefined;
  let problems: readonly SyntaxProblem[] | undefined;
  return {
    file,
    language: 'python',
    text,
    source: source ?? '',
    tree: parsed?.tree ?? Tree.empty,
    comments: scan.comments,
    damaged,
    cache,
    get body() {
      body ??= parsed ? bodyOf(source ?? '', parsed, cache) : [];
      return body;
    },
    get problems() {
      problems ??= parsed
        ? [...problemsIn(parsed), ...damaged.map((range) => ({ range, message: openAt(text, range) }))]
        : [{ range: { start: 0, end: 0 }, message: 'The text is too long or too deeply nested to be read.' }];
      return problems;
    },
  };
}

interface Parsed {
  readonly tree: Tree;
  readonly errors: readonly Range[];
}

function bodyOf(source: string, { tree, errors }: Parsed, cache: StatementCache): Body {
  cache.turn();
  try {
    return buildBody({ source, cache, errors }, tree.topNode, 0);
  } catch (error) {
    // The nesting is bounded; what remains is a stack that was nearly full when the parser was called.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function parseTree(
  source: string,
  { errors: memo }: StatementCache,
  previous: PythonDocument | undefined,
): Parsed | undefined {
  try {
    if (previous !== undefined && previous.tree.length > 0) {
      const tree = parser.parse(source, fragmentsOf(previous, source));
      const errors = errorsIn(tree, memo);
      if (errors !== undefined) return { tree, errors };
    }
    const tree = parser.parse(source);
    return { tree, errors: errorsIn(tree, memo) ?? [] };
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

function openAt(text: string, { start }: Range): string {
  return /["']/.test(text.charAt(start)) ? 'A string has no end.' : 'A bracket has no end.';
}

function problemsIn({ errors }: Parsed): SyntaxProblem[] {
  return errors.slice(0, 1000).map((range) => ({ range, message: 'This is not understood as Python.' }));
}
