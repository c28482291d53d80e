import type { Range } from '../base/range';

/** A position as editors count: line and character from 0, characters in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface LineRange {
  readonly start: Position;
  readonly end: Position;
}

/** The lines of one text. `\r\n`, `\n` and a lone `\r` end a line, as they do in LSP. */
export interface Lines {
  readonly count: number;
  position(offset: number): Position;
  range(range: Range): LineRange;
  /** The text of a line without its end. */
  text(line: number): string;
}

export function linesOf(text: string): Lines {
  const starts = lineStarts(text);
  const position = (offset: number): Position => {
    const line = lineAt(starts, offset);
    const end = endOfLine(text, starts, line);
    return { line, character: Math.max(0, Math.min(offset, end) - (starts[line] ?? 0)) };
  };
  return {
    count: starts.length,
    position,
    range: ({ start, end }) => ({ start: position(start), end: position(end) }),
    text: (line) => text.slice(starts[line] ?? text.length, endOfLine(text, starts, line)),
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function endOfLine(text: string, starts: readonly number[], line: number): number {
  const next = starts[line + 1];
  if (next === undefined) return text.length;
  const crlf = text.charCodeAt(next - 1) === 10 && text.charCodeAt(next - 2) === 13;
  return Math.max(next - (crlf ? 2 : 1), starts[line] ?? 0);
}
