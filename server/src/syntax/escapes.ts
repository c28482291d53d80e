/**
 * Decodes the escape sequence that begins with the backslash at `offset`, of a YAML double-quoted scalar or a JSON
 * string. `length` is that of the source; the text is empty for an escaped line end.
 */
export function escapedCharacter(
  source: string,
  offset: number,
): { readonly text: string; readonly length: number } {
  const letter = source[offset + 1] ?? '';
  const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const code = digits === 0 ? Number.NaN : Number.parseInt(source.slice(offset + 2, offset + 2 + digits), 16);
  if (!Number.isNaN(code))
    return { text: String.fromCodePoint(Math.min(code, 0x10ffff)), length: 2 + digits };
  if (letter === '\n' || letter === '\r') return { text: '', length: 2 };
  return { text: simple[letter] ?? letter, length: 2 };
}

const simple: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** A text as it is written within the quotes of a JSON string, which a YAML double-quoted scalar reads alike. */
export function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
