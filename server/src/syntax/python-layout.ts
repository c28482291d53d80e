import type { Range } from '../base/range';

/** What stands between two brackets: `(a, b=c)`, `{'k': v}`. Offsets in the text. */
export interface Bracketed {
  /** After the opening bracket. */
  readonly start: number;
  /** Before the closing bracket. */
  readonly end: number;
  /** The items without surrounding blanks and comments. */
  readonly items: readonly Item[];
  readonly trailingComma: boolean;
  /** The offset after the last thing that is neither blank nor comment. */
  readonly last: number;
}

export interface Item extends Range {
  /** The offset after a `:` or `=` at the item's own level; undefined when there is none. */
  readonly separator: number | undefined;
}

/** The brackets that open at `open`; undefined when they are not closed. */
export function readBrackets(text: string, open: number): Bracketed | undefined {
  const token =
    /#[^\r\n]*|[A-Za-z]{0,2}(?:'''(?:[^\\]|\\[\s\S])*?'''|"""(?:[^\\]|\\[\s\S])*?"""|'(?:[^'\\\r\n]|\\[\s\S])*'|"(?:[^"\\\r\n]|\\[\s\S])*")|[()[\]{}]|[,]|[=!<>:]=|[:=]|[^\s()[\]{},:=#'"!<>]+|[!<>'"]/g;
  const items: Item[] = [];
  let depth = 0;
  let item: { start: number; end: number; separator: number | undefined } | undefined;
  let trailingComma = false;
  let last = open + 1;
  token.lastIndex = open;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const found = match[0];
    if (found.startsWith('#')) continue;
    const end = match.index + found.length;
    if (found === ')' || found === ']' || found === '}') {
      depth--;
      if (depth === 0) {
        if (item) items.push(item);
        return { start: open + 1, end: match.index, items, trailingComma, last };
      }
    }
    if (found === '(' || found === '[' || found === '{') {
      depth++;
      if (depth === 1) continue;
    }
    last = end;
    if (depth === 1 && found === ',') {
      if (item) items.push(item);
      item = undefined;
      trailingComma = true;
      continue;
    }
    trailingComma = false;
    item ??= { start: match.index, end, separator: undefined };
    item.end = end;
    if (depth === 1 && (found === ':' || found === '=')) item.separator ??= end;
  }
  return undefined;
}

/** Edits of a text that put one more item at the end of brackets, laid out as the items before it are. */
export function appendItem(text: string, brackets: Bracketed, code: string, eol: string): Insertion[] {
  const { items, last, trailingComma } = brackets;
  const final = items[items.length - 1];
  const [first] = items;
  if (!first || !final) return [{ at: last, text: code }];
  const previous = items[items.length - 2];
  const comma = trailingComma ? '' : ',';
  const onOwnLines = previous
    ? text.slice(previous.end, final.start).includes('\n')
    : text.slice(brackets.start, first.start).includes('\n');
  if (!onOwnLines) return [{ at: last, text: `${comma} ${code}${trailingComma ? ',' : ''}` }];
  const indentation = indentationAt(text, final.start);
  const line = `${eol}${indentation}${code}${trailingComma ? ',' : ''}`;
  const lineEnd = endOfLine(text, last);
  // A comment behind the last item stays with it.
  if (lineEnd < brackets.end && /^[ \t]*#/.test(text.slice(last, lineEnd))) {
    return comma === ''
      ? [{ at: lineEnd, text: line }]
      : [
          { at: last, text: comma },
          { at: lineEnd, text: line },
        ];
  }
  return [{ at: last, text: `${comma}${line}` }];
}

export interface Insertion {
  readonly at: number;
  readonly text: string;
}

export function endOfLine(text: string, from: number): number {
  const found = text.slice(from).search(/\r?\n|\r/);
  return found < 0 ? text.length : from + found;
}

/** The offset of the line after the one that `from` stands in; the end of the text when there is none. */
export function nextLine(text: string, from: number): number {
  const end = endOfLine(text, from);
  if (text.startsWith('\r\n', end)) return end + 2;
  return Math.min(end + 1, text.length);
}

/** Blanks that bring a new line to the column of `offset`; the line's own indentation where the item begins it. */
function indentationAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const before = text.slice(start, offset);
  return /^\s*$/.test(before) ? before : before.replace(/[^\t]/g, ' ');
}
