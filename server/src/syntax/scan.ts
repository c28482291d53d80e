import type { Range } from '../base/range';

/** Texts longer than this are not read: CloudFormation refuses templates above 1 MB. In UTF-16 code units. */
export const longestText = 5_000_000;

/** The first offset from `offset` on that is neither blank, line end nor comment. */
export function skipTrivia(text: string, offset: number, language: 'yaml' | 'json'): number {
  const trivia =
    language === 'yaml'
      ? /(?:[ \t\r\n\uFEFF]+|(?<=^|[ \t\r\n])#[^\r\n]*)*/y
      : /(?:[ \t\r\n\uFEFF]+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
  trivia.lastIndex = offset;
  return offset + (trivia.exec(text)?.[0].length ?? 0);
}

export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The end of the line, before its line end characters. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** The start of the following line, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** Distance from the start of the line; a byte order mark does not count. */
export function columnOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (text.charCodeAt(start) === 0xfeff ? 1 : 0);
}

/** Widens a range to whole lines, and keeps it within the text. */
export function wholeLines(text: string, range: Range): Range {
  const start = lineStart(text, Math.min(range.start, text.length));
  const end = lineEnd(text, Math.max(start, Math.min(range.end, text.length)));
  return { start, end };
}
