/** What a Python string literal is made of. Offsets count from the start of the literal. */
export interface LiteralShape {
  /** The prefix in lower case: `r`, `b`, `f`, `rb`, … */
  readonly prefix: string;
  readonly quote: string;
  readonly contentStart: number;
  /** Equal to the literal's length when the literal is not closed. */
  readonly contentEnd: number;
  readonly closed: boolean;
}

export function literalShape(literal: string): LiteralShape | undefined {
  const match = /^([A-Za-z]{0,2})('''|"""|'|")/.exec(literal);
  if (!match) return undefined;
  const prefix = (match[1] ?? '').toLowerCase();
  const quote = match[2] ?? '';
  const contentStart = match[0].length;
  const closed = literal.length >= contentStart + quote.length && literal.endsWith(quote);
  return {
    prefix,
    quote,
    contentStart,
    contentEnd: closed ? literal.length - quote.length : literal.length,
    closed,
  };
}

/** The string that a literal stands for. Bytes are read as Latin-1 text. */
export function literalText(literal: string): string {
  const shape = literalShape(literal);
  if (!shape) return literal;
  return contentText(literal.slice(shape.contentStart, shape.contentEnd), shape.prefix.includes('r'));
}

/** The text of a stretch between quotes. */
export function contentText(content: string, raw: boolean): string {
  if (!content.includes('\\') && !content.includes('\r')) return content;
  let text = '';
  for (const piece of pieces(content, raw)) text += piece.text;
  return text;
}

/**
 * Where the characters of a literal's text are written: a function from an offset in the text to an offset in the
 * file. `literal` is the source of one literal, or of several adjacent ones with what stands between them; `start`
 * is its offset in the file. The offset after the last character maps to the closing quote.
 */
export function literalOffsets(literal: string, start: number): (offset: number) => number {
  const offsets: number[] = [];
  let end = start;
  for (const { from, to } of literalsIn(literal)) {
    const source = literal.slice(from, to);
    const shape = literalShape(source);
    if (!shape) continue;
    let position = start + from + shape.contentStart;
    for (const piece of pieces(
      source.slice(shape.contentStart, shape.contentEnd),
      shape.prefix.includes('r'),
    )) {
      for (let i = 0; i < piece.text.length; i++) offsets.push(position);
      position += piece.length;
    }
    end = position;
  }
  return (offset) => (offset < 0 ? start : (offsets[offset] ?? end));
}

/** The literals in a stretch of source that holds adjacent literals, blanks, comments and line ends only. */
export function literalsIn(source: string): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  const token =
    /#[^\r\n]*|([A-Za-z]{0,2})(?:'''(?:[^\\]|\\[\s\S])*?'''|"""(?:[^\\]|\\[\s\S])*?"""|'(?:[^'\\\r\n]|\\[\s\S])*'|"(?:[^"\\\r\n]|\\[\s\S])*")/g;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    if (match[0].startsWith('#')) continue;
    found.push({ from: match.index, to: match.index + match[0].length });
  }
  // An unclosed literal is one literal to its end.
  return found.length > 0 ? found : [{ from: 0, to: source.length }];
}

interface Piece {
  readonly text: string;
  /** Length in the source. */
  readonly length: number;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function* pieces(content: string, raw: boolean): Generator<Piece> {
  const token = raw
    ? /\r\n|\r|[^\r]+/g
    : /\\(?:\r\n|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|N\{[^}]*\}|[0-7]{1,3}|[\s\S])|\r\n|\r|[^\\\r]|\\$/g;
  for (let match = token.exec(content); match; match = token.exec(content)) {
    const source = match[0];
    if (raw && !source.startsWith('\r')) {
      for (const character of source.split('')) yield { text: character, length: 1 };
    } else {
      yield { text: source.startsWith('\r') ? '\n' : escaped(source), length: source.length };
    }
  }
}

function escaped(source: string): string {
  if (source.length === 1) return source;
  const letter = source.charAt(1);
  if (letter === '\n' || letter === '\r') return '';
  if (letter === 'x' || letter === 'u' || letter === 'U') {
    const code = Number.parseInt(source.slice(2), 16);
    return Number.isNaN(code) || code > 0x10ffff ? source : String.fromCodePoint(code);
  }
  if (letter >= '0' && letter <= '7') return String.fromCharCode(Number.parseInt(source.slice(1), 8));
  if (letter === 'N' && source.length > 2) return '\ufffd';
  return simpleEscapes[letter] ?? source;
}
