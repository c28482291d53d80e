import type { TextEdit } from '../base/edit';
import type { Range } from '../base/range';
import type { FileKind } from './report';

/** A language in which a comment can be written, by the way its texts go over several lines. */
export type CommentLanguage = 'yaml' | 'jsonc' | 'python' | 'shell';

/** Stands where the author writes why the finding is allowed. */
export const reasonPlaceholder = 'say why';

/** Undefined when the file can hold no comment: plain JSON, notebooks. */
export function commentLanguage(kind: FileKind, file: string, text: string): CommentLanguage | undefined {
  if (kind === 'script') return 'python';
  if (kind === 'shell') return 'shell';
  if (!/^(?:template|policy|parameters|setup)$/.test(kind)) return undefined;
  if (/\.toml$/i.test(file)) return undefined;
  if (!/^\ufeff?\s*[[{]/.test(text)) return /^\ufeff?\s*\/[/*]/.test(text) ? 'jsonc' : 'yaml';
  return /\.jsonc$/i.test(file) ? 'jsonc' : undefined;
}

/**
 * The edit that writes `lakewarden: allow <rule> (say why)` on a line of its own above the finding, indented
 * like the line it is about. None for a finding within a text of several lines: the comment would become a part
 * of the text, and one above the text covers its first line only.
 */
export function suppressionChange(
  text: string,
  language: CommentLanguage,
  at: Range,
  rule: string,
): readonly TextEdit[] {
  const lines = linesOf(text);
  const found = lines.findLastIndex((line) => line.start <= at.start);
  const target = lines[found];
  if (target === undefined || startOfText(lines, found, language) !== found) return [];
  const indentation = /^[ \t]*/.exec(target.text)?.[0] ?? '';
  const marker = language === 'jsonc' ? '//' : '#';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const bom = target.start === 0 && text.startsWith('\ufeff') ? 1 : 0;
  const position = target.start + bom;
  const comment = `${indentation}${marker} lakewarden: allow ${rule} (${reasonPlaceholder})${lineEnd}`;
  return [{ range: { start: position, end: position }, newText: comment }];
}

interface Line {
  readonly start: number;
  /** Without the line end. */
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, text: line.endsWith('\r') ? line.slice(0, -1) : line });
    start += line.length + 1;
  }
  return lines;
}

/** Index of the line where the text (string, block scalar, continued command) of line `index` begins. */
function startOfText(lines: readonly Line[], index: number, language: CommentLanguage): number {
  switch (language) {
    case 'yaml':
      return startOfScalar(lines, index);
    case 'python':
      return startOfString(lines, index);
    case 'shell':
      return startOfCommand(lines, index);
    case 'jsonc':
      return index;
  }
}

function startOfScalar(lines: readonly Line[], index: number): number {
  let i = 0;
  while (i <= index) {
    const end = endOfScalar(lines, i);
    if (index <= end) return i;
    i = end + 1;
  }
  return index;
}

/** Index of the last line of the block scalar or quoted scalar that begins on line `index`. */
function endOfScalar(lines: readonly Line[], index: number): number {
  const line = lines[index]?.text ?? '';
  const lead = /^(\s*(?:- +)*)(?:(?:"[^"]*"|'[^']*'|[^\s#"'][^#]*?)\s*:\s+|(?=\S))(.*)$/.exec(line);
  if (lead === null) return index;
  const value = (lead[2] ?? '').replace(/^[!&]\S*\s+/, '');
  const quote = /^["']/.exec(value)?.[0];
  if (quote !== undefined) return endOfQuoted(lines, index, value, quote);
  if (!/^[|>][-+0-9]*\s*(?:#.*)?$/.test(value)) return index;
  const parent = /^\s*$/.test(line.slice(0, line.length - value.length))
    ? -1
    : keyColumn(lead[1] ?? '', line);
  let end = index;
  for (let i = index + 1; i < lines.length; i++) {
    const next = lines[i]?.text ?? '';
    if (next.trim() === '') continue;
    if (indentationOf(next) <= parent) break;
    end = i;
  }
  return end;
}

/** The column that the lines of a block scalar are indented beyond. */
function keyColumn(lead: string, line: string): number {
  const isItem = !/:\s/.test(line.slice(lead.length));
  return isItem ? lead.replace(/- +$/, '').length : lead.length;
}

function endOfQuoted(lines: readonly Line[], index: number, value: string, quote: string): number {
  const closing = quote === '"' ? /^(?:[^"\\]|\\.)*"/ : /^(?:[^']|'')*'(?!')/;
  if (closing.test(value.slice(1))) return index;
  for (let i = index + 1; i < lines.length; i++) {
    if (closing.test(lines[i]?.text ?? '')) return i;
  }
  return index;
}

function indentationOf(line: string): number {
  return line.length - line.trimStart().length;
}

function startOfString(lines: readonly Line[], index: number): number {
  let start = 0;
  let open: string | undefined;
  for (let i = 0; i <= index; i++) {
    const line = lines[i]?.text ?? '';
    const isContinued = open !== undefined || (lines[i - 1]?.text ?? '').endsWith('\\');
    if (!isContinued) start = i;
    open = openString(line, open);
  }
  return start;
}

/** The triple quote that is still open after a line of Python. */
function openString(line: string, before: string | undefined): string | undefined {
  let open = before;
  for (let i = 0; i < line.length; i++) {
    const three = line.slice(i, i + 3);
    if (line[i] === '\\') i += 1;
    else if (open !== undefined && three === open) {
      open = undefined;
      i += 2;
    } else if (open === undefined && (three === '"""' || three === "'''")) {
      open = three;
      i += 2;
    } else if (open === undefined && line[i] === '#') return undefined;
    else if (open === undefined && (line[i] === '"' || line[i] === "'")) i = endOfShortString(line, i);
  }
  return open;
}

function endOfShortString(line: string, start: number): number {
  for (let i = start + 1; i < line.length; i++) {
    if (line[i] === '\\') i += 1;
    else if (line[i] === line[start]) return i;
  }
  return line.length;
}

function startOfCommand(lines: readonly Line[], index: number): number {
  let start = index;
  while (start > 0 && /(?:^|[^\\])\\$/.test(lines[start - 1]?.text ?? '')) start -= 1;
  return start;
}
