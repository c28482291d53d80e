import type { TextEdit } from '../base/edit';
import type { Range } from '../base/range';
import { scalarOffsets } from './embedded';
import { parseJson } from './json';
import { type Cell, cellsOf, type Piece } from './notebook-cells';
import { editsInNotebook } from './notebook-edits';
import { withoutMagics } from './notebook-magics';
import { type PythonCells, parsePythonCells } from './python-cells';
import type { TreeDocument } from './tree';

/**
 * A notebook with Python in it. Its code cells are one program, `python`, whose offsets count in a text of its own; everything
 * that leaves the notebook goes through `rangeInFile` and `editsInFile`.
 */
export interface Notebook {
  readonly file: string;
  readonly python: PythonCells;
  /** The file as JSON; undefined for cells that an editor holds open. */
  readonly tree: TreeDocument | undefined;
  rangeInFile(range: Range): Range;
  /** Edits of the program as edits of the file; none when one of them cannot be made there. */
  editsInFile(edits: readonly TextEdit[]): readonly TextEdit[];
}

/**
 * What an editor puts between, and before, the texts of the code cells that it holds open. Such a text stands for the
 * notebook's file, and its offsets are the file's.
 */
export const cellBreak = '\f\n';

/** Reads a notebook file (nbformat 3 and 4), or cells joined by `cellBreak`; undefined when it holds no Python. Never throws. */
export function parseNotebook(file: string, text: string, previous?: Notebook): Notebook | undefined {
  if (text.startsWith(cellBreak)) return openNotebook(file, text, previous);
  const tree = parseJson(file, text, previous?.tree);
  const cells = cellsOf(tree);
  if (cells === undefined || cells.length === 0) return undefined;
  const python = parsePythonCells(file, cells.map(textOf).map(withoutMagics), previous?.python);
  const pieces = piecesOf(cells, python.starts);
  return {
    file,
    python,
    tree,
    rangeInFile: (range) => rangeIn(tree, pieces, range),
    editsInFile: (edits) => editsInNotebook(tree, placedCells(python), pieces, edits, rangeIn),
  };
}

function textOf({ lines }: Cell): string {
  return lines.map(({ text }) => text).join('');
}

function openNotebook(file: string, text: string, previous: Notebook | undefined): Notebook {
  const texts = text.split(cellBreak).slice(1).map(withoutMagics);
  const python = parsePythonCells(file, texts, previous?.python);
  const cells = placedCells(python);
  // The program has one line end after each cell, the text two characters before each.
  const inFile = (offset: number): number => {
    const before = cells.findLastIndex(({ start }) => start <= offset);
    return offset + before + cellBreak.length;
  };
  const rangeInFile = ({ start, end }: Range): Range => ({ start: inFile(start), end: inFile(end) });
  return {
    file,
    python,
    tree: undefined,
    rangeInFile,
    editsInFile: (edits) => {
      const stays = ({ range }: TextEdit): boolean => cells.some((cell) => holds(cell, range));
      if (!edits.every(stays)) return [];
      return edits.map(({ range, newText }) => ({ range: rangeInFile(range), newText }));
    },
  };
}

function placedCells({ cells, starts }: PythonCells): readonly Range[] {
  return cells.map(({ text }, index) => {
    const start = starts[index] ?? 0;
    return { start, end: start + text.length };
  });
}

function holds(cell: Range, { start, end }: Range): boolean {
  return cell.start <= start && end <= cell.end;
}

function piecesOf(cells: readonly Cell[], starts: readonly number[]): readonly Piece[] {
  return cells.flatMap(({ lines }, index) => {
    let start = starts[index] ?? 0;
    return lines.map((node) => {
      const piece: Piece = { start, end: start + node.text.length, node };
      start = piece.end;
      return piece;
    });
  });
}

/** Offsets in the program to offsets in the JSON text. An end belongs to the character before it. */
function rangeIn(tree: TreeDocument, pieces: readonly Piece[], { start, end }: Range): Range {
  const first = pieceAt(pieces, start) ?? pieceAt(pieces, start - 1);
  if (first === undefined) return { start: 0, end: 0 };
  const from = scalarOffsets(tree, first.node)(start - first.start);
  if (end <= start) return { start: from, end: from };
  const last = pieceAt(pieces, end - 1) ?? first;
  const to = scalarOffsets(tree, last.node)(Math.min(end, last.end) - last.start);
  return { start: from, end: Math.max(from, to) };
}

/** The piece that holds the character at an offset; a binary search, for notebooks have thousands of lines. */
function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece === undefined) return undefined;
    if (offset < piece.start) high = middle - 1;
    else if (offset >= piece.end) low = middle + 1;
    else return piece;
  }
  return undefined;
}
