/**
 * A part of a YAML text that can be read by itself: a top-level key with all below it (`section`), or, where that
 * is a block map, the key alone (`header`) followed by one part for each key in it (`entry`).
 */
export interface Stretch {
  readonly kind: 'section' | 'header' | 'entry';
  readonly start: number;
  readonly end: number;
}

/**
 * Splits the first document of a YAML text at the keys in column 0, and the block maps below them at their own
 * keys. Undefined where only reading the whole text is sure to be right: flow and sequence roots, directives, tagged
 * and anchored roots. Lines hold no state: a multi-line scalar or a flow collection must be indented more than its
 * key, so what looks like a key at the indentation of keys is one, or the text is broken and splitting limits the
 * damage to one part.
 */
export function splitYaml(text: string): readonly Stretch[] | undefined {
  const all = linesOf(text);
  const bounds = documentBounds(text, all);
  if (bounds === undefined) return undefined;
  const lines = all.slice(bounds.first, bounds.last);
  const starts = keyLines(text, lines, 0, lines.length, 0);
  if (starts === undefined) return undefined;
  const end = all[bounds.last]?.start ?? text.length;
  const stretches: Stretch[] = [];
  for (const [i, at] of starts.entries()) {
    const start = i === 0 ? bounds.start : (lines[at]?.start ?? end);
    stretches.push(...splitSection(text, lines, start, at, starts[i + 1] ?? lines.length, end));
  }
  return stretches;
}

/** A line that is neither blank nor a comment. */
interface Line {
  readonly start: number;
  /** Behind the line break. */
  readonly end: number;
  /** Of spaces only. */
  readonly indent: number;
}

const keyLine =
  /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?![-?:](?:\s|$))[^\s,[\]{}#&*!|>'"%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*?)[ \t]*:(?=\s|$)/;
const bareHeader = /:[ \t]*(?:[ \t]#[^\r\n]*)?$/;
const documentMark = /^(?:---|\.\.\.)(?=\s|$)/;

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    let at = start;
    while (text.charCodeAt(at) === 32) at++;
    const indent = at - start;
    while (at < end && isBlank(text.charCodeAt(at))) at++;
    if (at < end && (text.charCodeAt(at) !== 35 || at > start + indent)) lines.push({ start, end, indent });
    start = end;
  }
  return lines;
}

/** Space, tab, carriage return, line feed, and what else `trim` takes away at the end of a line. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}

/** The line without its indentation and the blanks at its end. */
function bodyOf(text: string, { start, end, indent }: Line): string {
  return text.slice(start + indent, end).trimEnd();
}

/** The lines of the first document, and where its text starts. */
function documentBounds(
  text: string,
  lines: readonly Line[],
): { readonly first: number; readonly last: number; readonly start: number } | undefined {
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let first = 0;
  let seenContent = false;
  for (const [index, line] of lines.entries()) {
    const code = line.indent > 0 ? 0 : text.charCodeAt(line.start);
    const body = code === 45 || code === 46 ? bodyOf(text, line) : '';
    const mark = body === '' ? null : documentMark.exec(body);
    if (mark !== null && (seenContent || body.startsWith('...'))) return { first, last: index, start };
    if (mark !== null) {
      if (start > 1 || !/^---(?:\s+#.*)?$/.test(body)) return undefined;
      start = line.end;
      first = index + 1;
    } else if (code === 37 && !seenContent) {
      return undefined;
    }
    seenContent = true;
  }
  return { first, last: lines.length, start };
}

/**
 * Which of the lines from `from` to `to` begin a key at exactly this indentation. A line of plain text there is a key somebody
 * is typing and begins a part of its own. Undefined when the lines are not those of one block map.
 */
function keyLines(
  text: string,
  lines: readonly Line[],
  from: number,
  to: number,
  indent: number,
): readonly number[] | undefined {
  const starts: number[] = [];
  let keys = 0;
  for (let index = from; index < to; index++) {
    const line = lines[index];
    if (line === undefined || line.indent < indent) return undefined;
    if (line.indent > indent) {
      if (starts.length === 0) return undefined;
      continue;
    }
    const body = bodyOf(text, line);
    if (keyLine.test(body.slice(0, 1100))) {
      starts.push(index);
      keys++;
    } else if (/^(?:[!&*|>]|[?:](?:\s|$))/.test(body)) {
      return undefined;
    } else if (/^[-[\]{}"',\t]/.test(body)) {
      if (starts.length === 0) return undefined;
    } else {
      starts.push(index);
    }
  }
  return keys === 0 ? undefined : starts;
}

/** `from`: the line of the section's key; `to`: the line behind the section, or the number of lines; `end`: of the document. */
function splitSection(
  text: string,
  lines: readonly Line[],
  start: number,
  from: number,
  to: number,
  end: number,
): readonly Stretch[] {
  const sectionEnd = lines[to]?.start ?? end;
  const whole: readonly Stretch[] = [{ kind: 'section', start, end: sectionEnd }];
  const key = lines[from];
  const below = lines[from + 1];
  if (key === undefined || below === undefined || from + 1 === to || below.indent === 0) return whole;
  const header = bodyOf(text, key);
  if (!bareHeader.test(header) || !keyLine.test(header)) return whole;
  const starts = keyLines(text, lines, from + 1, to, below.indent);
  if (starts === undefined) return whole;
  const startOf = (index: number | undefined): number =>
    index === undefined ? sectionEnd : (lines[index]?.start ?? sectionEnd);
  return [
    { kind: 'header', start, end: startOf(starts[0]) },
    ...starts.map((at, i): Stretch => ({ kind: 'entry', start: startOf(at), end: startOf(starts[i + 1]) })),
  ];
}
