import type { Range } from '../base/range';
import type { LiteralPart, ShellCommand, ShellPart, ShellWord } from './shell-tree';

/** What words are read from. */
export interface Host {
  readonly text: string;
  position: number;
  /** What ends the commands that are being read. */
  readonly closing: string | undefined;
  readCommands(closing: string | undefined): readonly ShellCommand[];
  damage(range: Range, message: string): void;
  lineEnd(from: number): number;
}

/** Characters that end a word outside of quotes. */
const ends = new Set([' ', '\t', '\n', '\r', ';', '&', '|', '<', '>', '(', ')', '']);

/** Reads a word at the host's position, which is left behind it. The word is empty where none begins. */
export function readWord(host: Host): ShellWord {
  const { text } = host;
  const start = host.position;
  const parts: ShellPart[] = [];
  let quotes = 0;
  while (host.position < text.length) {
    const at = host.position;
    const character = text[at] ?? '';
    if (ends.has(character) || character === host.closing) break;
    if (character === "'") {
      quotes++;
      readSingle(host, parts);
    } else if (character === '"') {
      quotes++;
      readDouble(host, parts);
    } else if (character === '$' && (text[at + 1] === "'" || text[at + 1] === '"')) {
      // `$'…'` has escapes of its own; what they say is not worked out.
      host.position++;
      parts.push({ kind: 'other', start: at, end: at + 1 });
    } else if (character === '$' || character === '`') {
      readExpansion(host, parts, undefined);
    } else if (character === '\\') {
      readEscape(host, parts, /[\s\S]/);
    } else if (character === '*' || character === '?' || (character === '~' && at === start)) {
      host.position++;
      parts.push({ kind: 'other', start: at, end: at + 1 });
    } else {
      const end = plainEnd(text, at, '');
      parts.push(literal(text, at, end));
      host.position = end;
    }
  }
  const [first, last] = [text[start], text[host.position - 1]];
  const quote = quotes === 1 && first === last && (first === '"' || first === "'") ? first : undefined;
  return { start, end: host.position, parts, quote };
}

/** The body of a heredoc within a range. Quoted: every letter is what it is. `tabs`: those at the start of lines do not count. */
export function readHeredocBody(
  host: Host,
  { start, end }: Range,
  quoted: boolean,
  tabs: boolean,
): ShellWord {
  const { text } = host;
  const parts: ShellPart[] = [];
  let at = start;
  while (at < end) {
    if (tabs && text[at] === '\t' && (at === start || text[at - 1] === '\n')) {
      while (text[at] === '\t') at++;
      continue;
    }
    const character = text[at];
    if (!quoted && (character === '$' || character === '`')) {
      host.position = at;
      readExpansion(host, parts, undefined);
      at = Math.max(at + 1, Math.min(host.position, end));
    } else if (!quoted && character === '\\') {
      host.position = at;
      readEscape(host, parts, /[$`\\\n]/);
      at = Math.max(at + 1, host.position);
    } else {
      const line = text.indexOf('\n', at);
      const stop = Math.min(line < 0 ? end : line + 1, end);
      const close = quoted ? stop : Math.min(plainEnd(text, at, 'heredoc'), stop);
      parts.push(literal(text, at, close));
      at = close;
    }
  }
  return { start, end, parts, quote: undefined };
}

function literal(text: string, start: number, end: number): LiteralPart {
  return { kind: 'literal', text: text.slice(start, end), start, end };
}

/** Where letters that stand for themselves end. */
function plainEnd(text: string, from: number, within: '' | '"' | 'heredoc'): number {
  const special = within === '' ? /[\s;&|<>()'"$`\\*?]/g : within === '"' ? /["$`\\]/g : /[$`\\]/g;
  special.lastIndex = from + 1;
  return special.exec(text)?.index ?? text.length;
}

function readSingle(host: Host, parts: ShellPart[]): void {
  const at = host.position;
  const close = host.text.indexOf("'", at + 1);
  const end = close < 0 ? unclosed(host, at) : close;
  if (end > at + 1) parts.push(literal(host.text, at + 1, end));
  host.position = close < 0 ? end : close + 1;
}

function readDouble(host: Host, parts: ShellPart[]): void {
  const { text } = host;
  const open = host.position;
  host.position++;
  while (host.position < text.length) {
    const at = host.position;
    const character = text[at];
    if (character === '"') {
      host.position++;
      return;
    }
    if (character === '$' || character === '`') readExpansion(host, parts, '"');
    else if (character === '\\') readEscape(host, parts, /["$`\\\n]/);
    else {
      const end = plainEnd(text, at, '"');
      parts.push(literal(text, at, end));
      host.position = end;
    }
  }
  unclosed(host, open);
}

/** Says that a quote has no end; gives the end of its line. */
function unclosed(host: Host, at: number): number {
  host.damage({ start: at, end: host.text.length }, 'A quote has no end.');
  return host.lineEnd(at);
}

/** A backslash. Before a character that it does not escape it is a letter; before a line end both are nothing. */
function readEscape(host: Host, parts: ShellPart[], escapes: RegExp): void {
  const at = host.position;
  const next = host.text[at + 1] ?? '';
  if (next === '' || !escapes.test(next)) {
    parts.push(literal(host.text, at, at + 1));
    host.position = at + 1;
    return;
  }
  const lineEnd = next === '\n' ? 2 : next === '\r' && host.text[at + 2] === '\n' ? 3 : 0;
  host.position = at + Math.max(2, lineEnd);
  if (lineEnd === 0) parts.push({ kind: 'literal', text: next, start: at, end: at + 2 });
}

/** `$…` and backticks. */
function readExpansion(host: Host, parts: ShellPart[], quote: '"' | undefined): void {
  const { text } = host;
  const start = host.position;
  if (text[start] === '`') {
    if (host.closing === '`') {
      host.position++;
      return;
    }
    const close = text.indexOf('`', start + 1);
    if (close < 0 || close > start + 10_000) {
      host.position++;
      parts.push({ kind: 'other', start, end: start + 1 });
      return;
    }
    host.position++;
    const commands = host.readCommands('`');
    host.position = Math.max(host.position, close) + 1;
    parts.push({ kind: 'output', start, end: host.position, commands });
    return;
  }
  if (text.startsWith('$((', start)) {
    const close = text.indexOf('))', start);
    host.position = close < 0 || close > host.lineEnd(start) ? start + 3 : close + 2;
    parts.push({ kind: 'other', start, end: host.position });
    return;
  }
  if (text[start + 1] === '(') {
    host.position = start + 2;
    const commands = host.readCommands(')');
    if (text[host.position] === ')') host.position++;
    parts.push({ kind: 'output', start, end: host.position, commands });
    return;
  }
  if (text[start + 1] === '{') {
    readBraces(host, parts, quote);
    return;
  }
  const name = /[A-Za-z_]\w*|[0-9@*#?$!-]/y;
  name.lastIndex = start + 1;
  const found = name.exec(text)?.[0];
  host.position = start + 1 + (found?.length ?? 0);
  if (found === undefined) parts.push(literal(text, start, start + 1));
  else
    parts.push({
      kind: 'variable',
      start,
      end: host.position,
      name: found,
      plain: true,
      fallback: undefined,
    });
}

/** `${…}` up to the brace that closes it, on a few lines at most. */
function readBraces(host: Host, parts: ShellPart[], quote: '"' | undefined): void {
  const { text } = host;
  const start = host.position;
  const most = Math.min(text.length, start + 2_000);
  let depth = 0;
  let at = start + 1;
  for (; at < most; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) break;
    else if (character === '"' && quote === '"' && depth === 1 && !/[:-]["]?/.test(text.slice(start, at)))
      break;
  }
  if (text[at] !== '}') {
    host.position = start + 2;
    parts.push({ kind: 'other', start, end: start + 2 });
    return;
  }
  host.position = at + 1;
  const inner = text.slice(start + 2, at);
  const [, name = '', operator = ''] = /^[#!]?([A-Za-z_]\w*|[0-9@*#?$!-])?(:?[-=+?]|.)?/.exec(inner) ?? [];
  const from = start + 2 + name.length + operator.length;
  const isDefault = /^:?[-=]$/.test(operator) && name !== '';
  const [, open = ''] = isDefault
    ? (/^(["']?)[^"'$`{}\\\s]+\1$/.exec(text.slice(from, at)) ?? [undefined, 'none'])
    : [undefined, 'none'];
  const fallback = open === 'none' ? undefined : literal(text, from + open.length, at - open.length);
  parts.push({ kind: 'variable', start, end: at + 1, name, plain: inner === name, fallback });
}
