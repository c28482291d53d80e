import type { Range } from '../base/range';
import type { Comment } from './tree';

/** What one pass over the characters of a Python text finds, without a grammar. */
export interface PythonScan {
  readonly comments: readonly Comment[];
  /** Lines of a notebook that are not Python: `%run x`, `!pip install y`, the cell under `%%sql`. */
  readonly magics: readonly Range[];
  /** All triple-quoted strings, in text order. */
  readonly triples: readonly Range[];
  /** The last triple-quoted string has no end. */
  readonly unclosed: boolean;
  /** Single-line strings without an end, from the quote to the end of the line. */
  readonly cut: readonly Range[];
  /** The outermost bracket that is still open at the end. */
  readonly open: number | undefined;
  /** Where the paragraphs of the top level begin: statements that stand at column 0 below a blank line. */
  readonly paragraphs: readonly number[];
}

const hash = 35;
const backslash = 92;
const newline = 10;
const carriageReturn = 13;
const at = 64;

export function scanPython(text: string): PythonScan {
  const comments: Comment[] = [];
  const magics: Range[] = [];
  const triples: Range[] = [];
  const cut: Range[] = [];
  let outermost: number | undefined;
  let depth = 0;
  const paragraphs: number[] = [];
  let atLineStart = true;
  let isBelowBlank = false;
  let isBelowDecorator = false;
  let position = 0;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === newline || code === carriageReturn) {
      // The second half of a line end is no blank line.
      if (atLineStart && !(code === newline && text.charCodeAt(position - 1) === carriageReturn))
        isBelowBlank = true;
      atLineStart = true;
      position++;
      continue;
    }
    if (code === 32 || code === 9 || code === 12) {
      position++;
      continue;
    }
    if (atLineStart && depth === 0 && (code === 37 || code === 33)) {
      const end = magicEnd(text, position);
      magics.push({ start: position, end });
      position = end;
      continue;
    }
    if (atLineStart && code !== hash) {
      if (depth === 0) {
        if (isBelowBlank && !isBelowDecorator && beginsStatement(text, position)) paragraphs.push(position);
        isBelowDecorator = code === at;
      }
      isBelowBlank = false;
    }
    atLineStart = false;
    if (code === hash) {
      const end = lineEnd(text, position);
      comments.push({
        range: { start: position, end },
        text: text.slice(position, end).replace(/^#+/, '').trim(),
      });
      position = end;
    } else if (code === 34 || code === 39) {
      const triple = text.charCodeAt(position + 1) === code && text.charCodeAt(position + 2) === code;
      if (triple) {
        const end = closeTriple(text, position + 3, code);
        triples.push({ start: position, end: end < 0 ? text.length : end });
        if (end < 0) return { comments, magics, triples, unclosed: true, cut, open: undefined, paragraphs };
        position = end;
      } else {
        const end = closeSingle(text, position + 1, code);
        if (text.charCodeAt(end - 1) !== code || end === position + 1) cut.push({ start: position, end });
        position = end;
      }
    } else if (code === backslash) {
      // A continued line does not start a statement.
      position += text.charCodeAt(position + 1) === carriageReturn ? 3 : 2;
    } else {
      if (code === 40 || code === 91 || code === 123) {
        if (depth++ === 0) outermost = position;
      } else if ((code === 41 || code === 93 || code === 125) && depth > 0) depth--;
      position++;
    }
  }
  const open = depth > 0 ? outermost : undefined;
  return { comments, magics, triples, unclosed: false, cut, open, paragraphs };
}

/** True for a letter at column 0 with which something begins that does not belong to the statement above. */
function beginsStatement(text: string, position: number): boolean {
  const before = text.charCodeAt(position - 1);
  if (before !== newline && before !== carriageReturn) return false;
  statement.lastIndex = position;
  return statement.test(text);
}

const statement = /@|(?!(?:else|elif|except|finally|case)\b)[A-Za-z_]/y;

/** The offset after the closing quotes, or -1. */
function closeTriple(text: string, from: number, quote: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === backslash) i++;
    else if (code === quote && text.charCodeAt(i + 1) === quote && text.charCodeAt(i + 2) === quote)
      return i + 3;
  }
  return -1;
}

/** The offset after the closing quote, or the end of the line. */
function closeSingle(text: string, from: number, quote: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === backslash) {
      if (text.charCodeAt(i + 1) === carriageReturn && text.charCodeAt(i + 2) === newline) i++;
      i++;
    } else if (code === quote) return i + 1;
    else if (code === newline || code === carriageReturn) return i;
  }
  return text.length;
}

function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === newline || code === carriageReturn) return i;
  }
  return text.length;
}

/** Magics whose cell is still Python. */
const pythonCells = /^%%(?:time|timeit|capture|prun|pyspark|spark|python3?)\b/;
const cellEnd = /\r?\n(?=[ \t]*\r?\n|%%|# ?%%|# In\[|# COMMAND)/g;

function magicEnd(text: string, start: number): number {
  const end = lineEnd(text, start);
  const line = text.slice(start, end);
  if (!line.startsWith('%%') || pythonCells.test(line)) return end;
  cellEnd.lastIndex = end;
  return cellEnd.exec(text)?.index ?? text.length;
}
