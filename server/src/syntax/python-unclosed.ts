import type { Range } from '../base/range';
import { type PythonScan, scanPython } from './python-scan';

/** A text as it is given to the parser, and what had to be guessed for that. */
export interface Prepared {
  /** Undefined when the text is not to be parsed. */
  readonly source: string | undefined;
  readonly scan: PythonScan;
  readonly damaged: readonly Range[];
}

/** Longer texts are data, not programs; they are not read. */
const longest = 4_000_000;

/**
 * Blanks what is not Python, and closes what was left open: a parser that looks for the end of a string or bracket in the
 * rest of the file takes all of it for something else, at every letter that is typed before the end.
 */
export function prepare(text: string): Prepared {
  if (text.length > longest) {
    return {
      source: undefined,
      scan: {
        comments: [],
        magics: [],
        triples: [],
        unclosed: false,
        cut: [],
        open: undefined,
        paragraphs: [],
      },
      damaged: [],
    };
  }
  let source = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  // A blank in place of the mark would indent the first statement.
  if (source !== text) source = `\n${text.slice(1)}`;
  let scan = scanPython(source);
  const damaged: Range[] = [];
  for (let attempt = 0; (scan.unclosed || scan.open !== undefined) && attempt < 4; attempt++) {
    const gap = scan.unclosed ? unclosedString(source, scan.triples) : unclosedBracket(source, scan);
    if (!gap) break;
    damaged.push(gap);
    const filling = scan.unclosed ? '""' : fillingFor(source, gap.start);
    const rest = blank(source.slice(gap.start + filling.length, gap.end));
    source = `${source.slice(0, gap.start)}${filling}${rest}${source.slice(gap.end)}`;
    scan = scanPython(source);
  }
  if (scan.unclosed) {
    const last = scan.triples[scan.triples.length - 1];
    if (last) damaged.push(last);
  }
  for (const { start, end } of [...scan.magics].reverse()) {
    source = source.slice(0, start) + blank(source.slice(start, end)) + source.slice(end);
  }
  return { source, scan, damaged: [...damaged, ...scan.cut] };
}

/**
 * Which string lost its end: the first triple-quoted one that swallows a line of code at column 0. The range goes
 * from its quotes to that line.
 */
function unclosedString(source: string, triples: readonly Range[]): Range | undefined {
  const code =
    /^(?:(?:async )?def \w+\s*\(|class \w+\s*[(:]|import \w|from [\w.]+ import |@\w|(?:if|for|while|with|try|else|except)\b[^\r\n]*:[ \t]*(?:#.*)?\r?$|[A-Za-z_][\w.]*(?:\[[^\]\r\n]*\])?\s*=[^=]|[A-Za-z_][\w.]*\()/gm;
  for (const { start, end } of triples) {
    code.lastIndex = start + 3;
    const found = code.exec(source);
    if (found && found.index < end) return { start, end: found.index };
  }
  return undefined;
}

/**
 * Which bracket lost its end: the outermost that is open at the end of the text. The range goes from it to the next line of
 * code that is not indented deeper than its own.
 */
function unclosedBracket(source: string, { open, triples }: PythonScan): Range | undefined {
  if (open === undefined) return undefined;
  const code =
    /^([ \t]*)(?:(?:async )?def \w+\s*\(|class \w+\s*[(:]|import \w|from [\w.]+ import |@\w|(?:(?:async )?(?:if|elif|for|while|with)|try|else|except|finally)\b[^\r\n]*:[ \t]*(?:#.*)?\r?$|(?:return|raise|yield|assert|del|global|pass|break|continue)\b|[A-Za-z_][\w.]*(?:\[[^\]\r\n]*\])?\s*[-+*/|&%]?=[^=]|[A-Za-z_][\w.]*\()/gm;
  const indent = indentAt(source, source.lastIndexOf('\n', open) + 1);
  code.lastIndex = open;
  for (let found = code.exec(source); found; found = code.exec(source)) {
    const at = found.index;
    if ((found[1] ?? '').length > indent) continue;
    if (!triples.some(({ start, end }) => start < at && at < end)) return { start: open, end: at };
  }
  return undefined;
}

function indentAt(source: string, lineStart: number): number {
  let end = lineStart;
  while (source.charAt(end) === ' ' || source.charAt(end) === '\t') end++;
  return end - lineStart;
}

/** What stands for a bracket and its content: nothing after what is called, a name where a value is missing. */
function fillingFor(source: string, open: number): string {
  let before = open - 1;
  while (source.charAt(before) === ' ' || source.charAt(before) === '\t') before--;
  return /[\w)\]}]/.test(source.charAt(before)) ? ' ' : '_';
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
