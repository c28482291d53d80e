/**
 * The syntax of VS Code's snippets
 * (https://code.visualstudio.com/docs/editing/userdefinedsnippets#_snippet-syntax), as far as ours use it: tab stops,
 * placeholders, choices and variables; no transformations.
 */

/** A file of snippets, by name. */
export type SnippetFile = Readonly<Record<string, Snippet>>;

export interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
  /** Offered for a whole new file. */
  readonly isFileTemplate?: boolean;
}

export type SnippetPart = string | Stop | Variable;

export interface Stop {
  readonly kind: 'stop';
  readonly number: number;
  /** What stands there until the author types; undefined where another stop of the same number says it. */
  readonly content: readonly SnippetPart[] | undefined;
  /** The values to choose from, the first of which stands there at first. */
  readonly choices: readonly string[] | undefined;
}

export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  readonly content: readonly SnippetPart[];
}

/** Reads a snippet's text. What is no tab stop, choice or variable is text, as in the editor. */
export function parseSnippet(text: string): readonly SnippetPart[] {
  return parseParts(text, 0, false).parts;
}

/** The text after insertion; `typed` is what the author types or chooses at a tab stop, by its number. */
export function expandSnippet(text: string, typed: ReadonlyMap<number, string> = new Map()): string {
  const parts = parseSnippet(text);
  const contents = new Map(typed);
  learn(parts, contents);
  return write(parts, contents);
}

/** A literal text as it is written in a snippet, outside of placeholders. */
export function escapeText(text: string): string {
  return text.replace(/[\\$]/g, '\\$&');
}

/** A literal text as it is written inside of a placeholder. */
export function escapeContent(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A literal text as it is written among choices. */
export function escapeChoice(text: string): string {
  return text.replace(/[\\,|]/g, '\\$&');
}

/** All tab stops, also those inside of others, in the order of the text. */
export function stopsIn(parts: readonly SnippetPart[]): readonly Stop[] {
  return parts.flatMap((part) => {
    if (typeof part === 'string') return [];
    const inner = stopsIn(part.content ?? []);
    return part.kind === 'stop' ? [part, ...inner] : inner;
  });
}

/** All variables, also those inside of placeholders. */
export function variablesIn(parts: readonly SnippetPart[]): readonly Variable[] {
  return parts.flatMap((part) => {
    if (typeof part === 'string') return [];
    const inner = variablesIn(part.content ?? []);
    return part.kind === 'variable' ? [part, ...inner] : inner;
  });
}

interface Parsed {
  readonly parts: readonly SnippetPart[];
  readonly end: number;
}

function parseParts(text: string, start: number, inner: boolean): Parsed {
  const parts: SnippetPart[] = [];
  let at = start;
  while (at < text.length && !(inner && text[at] === '}')) {
    const special = parseSpecial(text, at);
    const { part, end } = special ?? plain(text, at);
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
    at = end;
  }
  return { parts, end: at };
}

interface Found {
  readonly part: SnippetPart;
  readonly end: number;
}

function plain(text: string, at: number): Found {
  const escaped = text[at] === '\\' && /[\\$}]/.test(text[at + 1] ?? '');
  return escaped ? { part: text[at + 1] ?? '', end: at + 2 } : { part: text[at] ?? '', end: at + 1 };
}

function parseSpecial(text: string, at: number): Found | undefined {
  const bare = match(/\$(?:(\d+)|([A-Za-z_]\w*))/y, text, at);
  if (bare) return { part: partOf(bare.groups[0], bare.groups[1]), end: bare.end };
  const choice = match(/\$\{(\d+)\|((?:\\[\\,|]|[^\\,|}])(?:\\[\\,|]|[^\\|}])*)\|\}/y, text, at);
  if (choice) {
    const choices = choice.groups[1]?.match(/(?:\\[\\,|]|[^\\,])+/g) ?? [];
    const read = choices.map((one) => one.replace(/\\([\\,|])/g, '$1'));
    return {
      part: { kind: 'stop', number: Number(choice.groups[0]), content: undefined, choices: read },
      end: choice.end,
    };
  }
  const open = match(/\$\{(?:(\d+)|([A-Za-z_]\w*))(:|\})/y, text, at);
  if (open === undefined) return undefined;
  const [number, name, sign] = open.groups;
  if (sign === '}') return { part: partOf(number, name), end: open.end };
  const { parts, end } = parseParts(text, open.end, true);
  return text[end] === '}' ? { part: partOf(number, name, parts), end: end + 1 } : undefined;
}

function partOf(
  number: string | undefined,
  name: string | undefined,
  content?: readonly SnippetPart[],
): SnippetPart {
  if (name !== undefined) return { kind: 'variable', name, content: content ?? [] };
  return { kind: 'stop', number: Number(number), content, choices: undefined };
}

function match(pattern: RegExp, text: string, at: number) {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null ? undefined : { groups: found.slice(1), end: pattern.lastIndex };
}

/** The first content of a number is the content of all stops of that number. */
function learn(parts: readonly SnippetPart[], contents: Map<number, string>): void {
  for (const part of parts) {
    if (typeof part === 'string') continue;
    learn(part.content ?? [], contents);
    if (part.kind === 'variable' || contents.has(part.number)) continue;
    const content = part.choices?.[0] ?? (part.content && write(part.content, contents));
    if (content !== undefined) contents.set(part.number, content);
  }
}

function write(parts: readonly SnippetPart[], contents: ReadonlyMap<number, string>): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      return part.kind === 'variable' ? write(part.content, contents) : (contents.get(part.number) ?? '');
    })
    .join('');
}
