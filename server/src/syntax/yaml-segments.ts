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
  const bounds = documentBounds(text);
  if (bounds === undefined) return undefined;
  const starts = keyLines(text, bounds.start, bounds.end, 0);
  const first = starts?.[0];
  if (starts === undefined || first === undefined) return undefined;
  const stretches: Stretch[] = [];
  for (let i = 0; i < starts.length; i++) {
    const keyAt = starts[i] ?? first;
    const start = i === 0 ? bounds.start : keyAt;
    stretches.push(...splitSection(text, start, keyAt, starts[i + 1] ?? bounds.end));
  }
  return stretches;
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Of spaces only. */
  readonly indent: number;
  readonly body: string;
}

const keyLine =
  /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?![-?:](?:\s|$))[^\s,[\]{}#&*!|>'"%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*?)[ \t]*:(?=\s|$)/;
const bareHeader = /:[ \t]*(?:[ \t]#[^\r\n]*)?$/;
const documentMark = /^(?:---|\.\.\.)(?=\s|$)/;

function* linesOf(text: string, start: number, end: number): Generator<Line> {
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    let indent = 0;
    while (text.charCodeAt(at + indent) === 32) indent++;
    yield { start: at, end: next, indent, body: text.slice(at + indent, next).trimEnd() };
    at = next;
  }
}

function documentBounds(text: string): { start: number; end: number } | undefined {
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let seenContent = false;
  for (const line of linesOf(text, start, text.length)) {
    if (line.body === '' || line.body.startsWith('#')) continue;
    if (line.indent > 0) {
      seenContent = true;
      continue;
    }
    const mark = documentMark.exec(line.body);
    if (mark !== null && (seenContent || line.body.startsWith('...'))) return { start, end: line.start };
    if (mark !== null) {
      if (start > 1 || !/^---(?:\s+#.*)?$/.test(line.body)) return undefined;
      start = line.end;
      seenContent = true;
    } else if (line.body.startsWith('%') && !seenContent) {
      return undefined;
    } else {
      seenContent = true;
    }
  }
  return { start, end: text.length };
}

/**
 * Starts of the lines that begin a key at exactly this indentation. A line of plain text there is a key somebody
 * is typing and begins a part of its own. Undefined when the lines are not those of one block map.
 */
function keyLines(text: string, start: number, end: number, indent: number): readonly number[] | undefined {
  const starts: number[] = [];
  let keys = 0;
  for (const line of linesOf(text, start, end)) {
    if (line.body === '' || line.body.startsWith('#')) continue;
    if (line.indent < indent) return undefined;
    if (line.indent > indent) {
      if (starts.length === 0) return undefined;
      continue;
    }
    if (keyLine.test(line.body.slice(0, 1100))) {
      starts.push(line.start);
      keys++;
    } else if (/^(?:[!&*|>]|[?:](?:\s|$))/.test(line.body)) {
      return undefined;
    } else if (/^[-[\]{}"',\t]/.test(line.body)) {
      if (starts.length === 0) return undefined;
    } else {
      starts.push(line.start);
    }
  }
  return keys === 0 ? undefined : starts;
}

function splitSection(text: string, start: number, keyAt: number, end: number): readonly Stretch[] {
  const whole: readonly Stretch[] = [{ kind: 'section', start, end }];
  const headerEnd = Math.min(end, text.indexOf('\n', keyAt) + 1);
  if (headerEnd === 0) return whole;
  const header = text.slice(keyAt, headerEnd).trimEnd();
  if (!bareHeader.test(header) || !keyLine.test(header)) return whole;
  const indent = firstIndent(text, headerEnd, end);
  if (indent === undefined || indent === 0) return whole;
  const starts = keyLines(text, headerEnd, end, indent);
  const first = starts?.[0];
  if (starts === undefined || first === undefined) return whole;
  return [
    { kind: 'header', start, end: first },
    ...starts.map((at, i): Stretch => ({ kind: 'entry', start: at, end: starts[i + 1] ?? end })),
  ];
}

function firstIndent(text: string, start: number, end: number): number | undefined {
  for (const line of linesOf(text, start, end)) {
    if (line.body !== '' && !line.body.startsWith('#')) return line.indent;
  }
  return undefined;
}
