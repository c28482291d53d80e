/** A top-level pair of a JSON text: as one part, or, where its value is an object with keys on lines of their own, as several. */
export type JsonSection =
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | {
      readonly kind: 'object';
      /** The line of the key, up to the opening brace. */
      readonly start: number;
      readonly open: number;
      /** Each holds one key of the object, from the start of its line. */
      readonly entries: readonly JsonStretch[];
      readonly close: number;
      /** Behind the closing brace, and the comma if there is one. */
      readonly end: number;
      readonly hasComma: boolean;
    };

export interface JsonStretch {
  readonly start: number;
  readonly end: number;
}

export interface JsonSplit {
  readonly open: number;
  readonly sections: readonly JsonSection[];
  readonly close: number;
}

/**
 * Splits a JSON text at its top-level keys, and the objects below them at their own keys, where the lines are indented as
 * formatters indent them. Undefined where they are not. The parts cover all that stands between the braces, so that parts that
 * can all be read by themselves are together what the whole text says.
 */
export function splitJson(text: string): JsonSplit | undefined {
  const lines = linesOf(text);
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined || lines.length < 3) return undefined;
  if (bodyOf(text, first) !== '{' || bodyOf(text, last) !== '}' || first.indent !== last.indent)
    return undefined;
  const open = first.start + first.indent;
  const starts = keyLines(text, lines, 1, lines.length - 1, first.indent);
  if (starts === undefined) return undefined;
  const close = last.start + last.indent;
  const sections = starts.map((at, index): JsonSection => {
    const to = starts[index + 1] ?? lines.length - 1;
    return splitObject(text, lines, at, to) ?? { kind: 'part', ...stretch(lines, at, to, close) };
  });
  return { open, sections, close };
}

/** From one line to the start of another. */
function stretch(lines: readonly Line[], from: number, to: number, close: number): JsonStretch {
  return { start: lines[from]?.start ?? close, end: lines[to]?.start ?? close };
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Blanks before the text. */
  readonly indent: number;
}

/** The lines that hold more than blanks. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    let at = start;
    while (at < end && isBlank(text.charCodeAt(at))) at++;
    if (at < end) lines.push({ start, end, indent: at - start });
    start = end + 1;
  }
  return lines;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13;
}

function bodyOf(text: string, { start, end, indent }: Line): string {
  return text.slice(start + indent, end).trimEnd();
}

/** The lines that begin a key of an object whose own line is indented by `outer`; undefined when its keys are not told by that. */
function keyLines(
  text: string,
  lines: readonly Line[],
  from: number,
  to: number,
  outer: number,
): readonly number[] | undefined {
  const indent = lines[from]?.indent ?? 0;
  if (from >= to || indent <= outer) return undefined;
  const starts: number[] = [];
  for (let index = from; index < to; index++) {
    const line = lines[index];
    if (line === undefined || line.indent < indent) return undefined;
    if (line.indent === indent && text.charCodeAt(line.start + indent) === 34) starts.push(index);
  }
  return starts[0] === from ? starts : undefined;
}

const opening = /^"(?:[^"\\]|\\.)*"[ \t]*:[ \t]*\{$/;

function splitObject(
  text: string,
  lines: readonly Line[],
  from: number,
  to: number,
): JsonSection | undefined {
  const key = lines[from];
  const last = lines[to - 1];
  if (key === undefined || last === undefined || last.indent !== key.indent) return undefined;
  const end = /^\}[ \t]*(,?)$/.exec(bodyOf(text, last));
  if (end === null || !opening.test(bodyOf(text, key))) return undefined;
  const starts = keyLines(text, lines, from + 1, to - 1, key.indent);
  if (starts === undefined) return undefined;
  const open = key.start + key.indent + bodyOf(text, key).length - 1;
  const close = last.start + last.indent;
  return {
    kind: 'object',
    start: key.start + key.indent,
    open,
    entries: starts.map((at, index) => stretch(lines, at, starts[index + 1] ?? to - 1, close)),
    close,
    end: close + end[0].length,
    hasComma: end[1] === ',',
  };
}
