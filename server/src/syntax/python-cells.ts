import type { Range } from '../base/range';
import { type PythonDocument, parsePython } from './python';
import type { Body } from './python-tree';

/** A Python program in pieces that are parsed apart: what is broken in one does not reach the next. */
export interface PythonCells extends PythonDocument {
  readonly cells: readonly PythonDocument[];
  /** Where each cell's text starts in `text`; a line end follows each. */
  readonly starts: readonly number[];
}

/** Parses cells that run one after the other. Offsets count in `text`, the cells' texts with a line end after each. */
export function parsePythonCells(
  file: string,
  texts: readonly string[],
  previous?: PythonDocument,
): PythonCells {
  const older = previous !== undefined && isInCells(previous) ? previous.cells : [];
  const cells = texts.map((text, index) => parsePython(file, text, older[index]));
  const starts: number[] = [];
  let length = 0;
  for (const { text } of cells) {
    starts.push(length);
    length += text.length + 1;
  }
  const shifted = <T extends { readonly range: Range }>(of: (cell: PythonDocument) => readonly T[]): T[] =>
    cells.flatMap((cell, index) =>
      of(cell).map((one) => ({ ...one, range: shift(one.range, starts[index] ?? 0) })),
    );
  let body: Body | undefined;
  return {
    file,
    language: 'python',
    text: cells.map(({ text }) => `${text}\n`).join(''),
    source: cells.map(({ source, text }) => `${source.padEnd(text.length)}\n`).join(''),
    blocks: [],
    comments: shifted(({ comments }) => comments),
    damaged: cells.flatMap(({ damaged }, index) => damaged.map((range) => shift(range, starts[index] ?? 0))),
    // Each cell has its own.
    cache: (cells[0] ?? parsePython(file, '')).cache,
    cells,
    starts,
    get body() {
      body ??= cells.flatMap((cell, index) =>
        cell.body.map(({ offset, statement }) => ({ offset: offset + (starts[index] ?? 0), statement })),
      );
      return body;
    },
    get problems() {
      return shifted(({ problems }) => problems);
    },
  };
}

function isInCells(document: PythonDocument): document is PythonCells {
  return 'cells' in document;
}

function shift({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
