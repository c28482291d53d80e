/**
 * A string that is only known after deployment but equals itself wherever it is used: the name that
 * CloudFormation makes up for a bucket, the account of the stack, a parameter.
 */
export interface Atom {
  /** Two atoms with one id are the same text. */
  readonly id: string;
  /** How people see it: `RawBucket`, `AWS::AccountId`. */
  readonly name: string;
  /**
   * `generated`: made up at deployment, so no text of a file and no other generated text equals it.
   * `fixed`: given from outside but never the name of a resource (account, region).
   * `free`: may be any text, a parameter's value for example.
   */
  readonly nature: 'generated' | 'fixed' | 'free';
  /** The characters it may hold; `name` holds neither colon nor slash. */
  readonly alphabet: 'any' | 'name' | 'digits' | 'region';
  /** True for a text of exactly one character, which `?` matches. */
  readonly single?: true;
}

/** A UTF-16 code unit, one of the three marks below, or an atom. */
export type Token = number | Atom;

/** Any text, also the empty one: `*` of a policy; in a request, whatever it may be. */
export const MANY = -1;
/** Any one character: `?` of a policy. */
export const ONE = -2;
/** One certain text that is not known: an unknown value in a policy. */
export const UNKNOWN = -3;

/** What a pattern is put together from: text, atoms, or the marks. */
export type Piece = string | Atom | typeof MANY | typeof ONE | typeof UNKNOWN;

/**
 * A text with wildcards and unknown parts: an action, an ARN, a principal, a condition value. Every ARN partition
 * is read as `aws`: a template is deployed in one partition, and `AWS::Partition` names just that one.
 */
export interface Pattern {
  readonly tokens: readonly Token[];
  /** The characters before the first mark or atom; tells most patterns apart at once. */
  readonly prefix: string;
  /** For people; atoms stand in angle brackets. */
  readonly text: string;
  /** True when every token is a character. */
  readonly exact: boolean;
  /** True when every token is a character or a wildcard: nothing in it waits for the deployment. */
  readonly known: boolean;
  /** See `resourceKey`, which fills it in when it is asked first. */
  key?: string | undefined;
}

/** A pattern from pieces of which strings stand for themselves, wildcard characters included. */
export function exactly(...pieces: readonly Piece[]): Pattern {
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'string' && !only.startsWith('arn:aws-'))
    return plain(only, false);
  const tokens: Token[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') pushText(tokens, piece);
    else pushToken(tokens, piece);
  }
  return fromTokens(tokens);
}

/** A pattern from pieces in whose strings `*` and `?` are wildcards, as in an Action or a Resource. */
export function glob(...pieces: readonly Piece[]): Pattern {
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'string' && !only.startsWith('arn:aws-'))
    return plain(only, true);
  const tokens: Token[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') pushGlob(tokens, piece);
    else pushToken(tokens, piece);
  }
  return fromTokens(tokens);
}

/** Tokens of a policy's text; runs of wildcards are put into one order so that equal languages look equal. */
export function pushGlob(tokens: Token[], text: string): void {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    pushToken(tokens, code === STAR ? MANY : code === QUESTION ? ONE : code);
  }
}

export function pushText(tokens: Token[], text: string): void {
  for (let i = 0; i < text.length; i++) tokens.push(text.charCodeAt(i));
}

export function pushToken(tokens: Token[], token: Token): void {
  const last = tokens[tokens.length - 1];
  if (last === MANY && token === MANY) return;
  if (last === MANY && token === ONE) {
    tokens[tokens.length - 1] = ONE;
    tokens.push(MANY);
    return;
  }
  tokens.push(token);
}

export function fromTokens(tokens: readonly Token[]): Pattern {
  const normal = withoutPartition(tokens);
  return describe(normal);
}

export function lowerCase(pattern: Pattern): Pattern {
  if (pattern.known && pattern.text === pattern.text.toLowerCase()) return pattern;
  const tokens = pattern.tokens.map((token) =>
    isCharacter(token) ? String.fromCharCode(token).toLowerCase().charCodeAt(0) : token,
  );
  return describe(tokens);
}

/** The parts between colons; the last of at most `limit` parts keeps its colons. */
export function splitArn(pattern: Pattern, limit = 6): readonly Pattern[] {
  const parts: Token[][] = [[]];
  for (const token of pattern.tokens) {
    if (token === COLON && parts.length < limit) parts.push([]);
    else parts[parts.length - 1]?.push(token);
  }
  return parts.map(describe);
}

const STAR = 42;
const QUESTION = 63;
const COLON = 58;

export function isCharacter(token: Token | undefined): token is number {
  return typeof token === 'number' && token >= 0;
}

/** The pattern of one text, which most are. */
function plain(text: string, wild: boolean): Pattern {
  const end = wild ? firstWildcard(text) : -1;
  return end < 0 ? new TextPattern(text, text, true) : new TextPattern(text, text.slice(0, end), false);
}

function firstWildcard(text: string): number {
  const star = text.indexOf('*');
  const question = text.indexOf('?');
  return star < 0 ? question : question < 0 ? star : Math.min(star, question);
}

/** Its tokens are made when they are asked for: most texts differ, or are equal, before that. */
class TextPattern implements Pattern {
  readonly known = true;
  key: string | undefined = undefined;
  private made: readonly Token[] | undefined = undefined;

  constructor(
    readonly text: string,
    readonly prefix: string,
    readonly exact: boolean,
  ) {}

  get tokens(): readonly Token[] {
    if (this.made === undefined) {
      const tokens: Token[] = [];
      if (this.exact) pushText(tokens, this.text);
      else pushGlob(tokens, this.text);
      this.made = tokens;
    }
    return this.made;
  }
}

function describe(tokens: readonly Token[]): Pattern {
  const text = textOf(tokens);
  const end = tokens.findIndex((token) => !isCharacter(token));
  return {
    tokens,
    prefix: end < 0 ? text : text.slice(0, end),
    text,
    exact: end < 0,
    known: tokens.every((token) => typeof token === 'number' && token !== UNKNOWN),
    key: undefined,
  };
}

function withoutPartition(tokens: readonly Token[]): readonly Token[] {
  if (!startsWith(tokens, 'arn:aws-')) return tokens;
  const end = tokens.indexOf(COLON, 8);
  if (end < 0 || !tokens.slice(8, end).every(isCharacter)) return tokens;
  return [...tokens.slice(0, 7), ...tokens.slice(end)];
}

function startsWith(tokens: readonly Token[], text: string): boolean {
  for (let i = 0; i < text.length; i++) if (tokens[i] !== text.charCodeAt(i)) return false;
  return true;
}

function textOf(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) {
    if (typeof token === 'object') text += `⟨${token.name}⟩`;
    else text += token >= 0 ? String.fromCharCode(token) : token === MANY ? '*' : token === ONE ? '?' : '…';
  }
  return text;
}
