import { scanPython } from './python-scan';

/**
 * A cell's text in which the lines that are not Python (`%pip install x`, `!aws s3 ls`, the cell under `%%sql`) are
 * comments. Of each such line one character is replaced, so that every offset stays and a token in it is still found.
 */
export function withoutMagics(cell: string): string {
  if (!/[!%?]/.test(cell)) return cell;
  let text = cell;
  for (const { start, end } of scanPython(cell).magics) {
    const stop = continued(cell, end);
    text = text.slice(0, start) + commented(cell.slice(start, stop)) + text.slice(stop);
  }
  return text.replace(assigned, '$1_#').replace(asked, (line: string) => commented(line));
}

/** `files = !ls`, `%time`-like magics on the right: what they give is not known. */
const assigned = /^([ \t]*[A-Za-z_][\w, \t]*=[ \t]*)[!%]\S/gm;

/** `df?`, `??spark.read`: a question to the notebook. */
const asked = /^[ \t]*(?:\?{1,2}[\w.*]+|[\w.*]+\?{1,2})[ \t]*$/gm;

function commented(lines: string): string {
  return lines.replace(/^([ \t]*)[^\s]/gm, '$1#');
}

/** A command goes on after a backslash at the end of its line. */
function continued(text: string, lineEnd: number): number {
  let end = lineEnd;
  while (text[end - 1] === '\\' && end < text.length) {
    const next = text.indexOf('\n', end + 1);
    end = next < 0 ? text.length : next;
  }
  return end;
}
