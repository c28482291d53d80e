import { mergeEdits, type TextEdit } from '../base/edit';
import type { Range } from '../base/range';

/** A text made from another one: stretches that were kept, and text that is new. */
type Piece = Range | string;

/** Several rounds of edits, each made on the result of the one before, told as edits of the first text. */
export class Patch {
  private pieces: readonly Piece[];

  constructor(private readonly length: number) {
    this.pieces = [{ start: 0, end: length }];
  }

  add(edits: readonly TextEdit[]): void {
    const pieces: Piece[] = [];
    let position = 0;
    for (const { range, newText } of mergeEdits(edits)) {
      pieces.push(...between(this.pieces, position, range.start), newText);
      position = range.end;
    }
    this.pieces = [...pieces, ...between(this.pieces, position, Number.POSITIVE_INFINITY)];
  }

  edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let position = 0;
    let newText = '';
    const keep = ({ start, end }: Range) => {
      if (start > position || newText !== '') edits.push({ range: { start: position, end: start }, newText });
      position = end;
      newText = '';
    };
    for (const piece of this.pieces) {
      if (typeof piece === 'string') newText += piece;
      else if (piece.end > piece.start) keep(piece);
    }
    keep({ start: this.length, end: this.length });
    return edits;
  }
}

/** The pieces that make up a stretch of the text that all of them make. */
function between(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const result: Piece[] = [];
  let position = 0;
  for (const piece of pieces) {
    const length = typeof piece === 'string' ? piece.length : piece.end - piece.start;
    const from = Math.max(0, start - position);
    const to = Math.min(length, end - position);
    if (from < to) result.push(part(piece, from, to));
    position += length;
  }
  return result;
}

function part(piece: Piece, from: number, to: number): Piece {
  if (typeof piece === 'string') return piece.slice(from, to);
  return { start: piece.start + from, end: piece.start + to };
}
