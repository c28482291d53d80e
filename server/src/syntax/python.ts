import type { Range } from '../base/range';
import { type Block, blocksOf } from './python-blocks';
import type { Body, Placed } from './python-tree';
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
  readonly comments: readonly Comment[];
  /** Worked out when first read. */
  readonly problems: readonly SyntaxProblem[];
  readonly damaged: readonly Range[];
  /** The top-level statements, placed by their offsets in the file; built when first read. */
  readonly body: Body;
  /** For the next version of the document. */
  readonly blocks: readonly Block[];
  readonly cache: StatementCache;
}

/** Parses a text; with the document's previous version only what changed is parsed again. Never throws. */
export function parsePython(file: string, text: string, previous?: PythonDocument): PythonDocument {
  const cache = previous?.cache ?? new StatementCache();
  const { source, scan, damaged } = prepare(text);
  const blocks = source === undefined ? [] : blocksOf(source, scan.paragraphs, previous?.blocks ?? [], cache);
  let body: Body | undefined;
  let problems: readonly SyntaxProblem[] | undefined;
  return {
    file,
    language: 'python',
    text,
    source: source ?? '',
    comments: scan.comments,
    damaged,
    blocks,
    cache,
    get body() {
      if (body !== undefined) return body;
      cache.turn();
      body = placed(blocks);
      return body;
    },
    get problems() {
      problems ??=
        source === undefined
          ? [unreadable(0)]
          : [...problemsIn(blocks), ...damaged.map((range) => ({ range, message: openAt(text, range) }))];
      return problems;
    },
  };
}

function placed(blocks: readonly Block[]): Body {
  const body: Placed[] = [];
  let base = 0;
  for (const block of blocks) {
    for (const { offset, statement } of block.body) body.push({ offset: base + offset, statement });
    base += block.text.length;
  }
  return body;
}

function openAt(text: string, { start }: Range): string {
  return /["']/.test(text.charAt(start)) ? 'A string has no end.' : 'A bracket has no end.';
}

/** So many are told. */
const most = 1000;

function problemsIn(blocks: readonly Block[]): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  let base = 0;
  for (const { text, tree, errors } of blocks) {
    if (tree === undefined) problems.push(unreadable(base));
    for (const { start, end } of errors)
      problems.push({
        range: { start: base + start, end: base + end },
        message: 'This is not understood as Python.',
      });
    base += text.length;
  }
  return problems.slice(0, most);
}

function unreadable(start: number): SyntaxProblem {
  return {
    range: { start, end: start },
    message: 'The text is too long or too deeply nested to be read.',
  };
}
