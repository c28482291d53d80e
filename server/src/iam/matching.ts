import type { Answer } from './answer';
import { type Atom, isCharacter, MANY, ONE, type Pattern, type Token, UNKNOWN } from './pattern';

/**
 * Whether a policy's pattern matches the text of a request. Wildcards and unknown parts in `text` stand for texts
 * that are not known: `yes` when the pattern matches all of them, `no` when it matches none.
 */
export function matches(pattern: Pattern, text: Pattern): Answer {
  if (commonStart(pattern, text) < 0) return 'no';
  if (covers(pattern, text)) return 'yes';
  if (pattern.known && text.exact) return 'no';
  return intersects(pattern, text) ? 'unknown' : 'no';
}

/** Whether both are the same text; wildcard marks on either side are unknown texts. */
export function equals(a: Pattern, b: Pattern): Answer {
  if (a.exact && b.exact) return a.text === b.text ? 'yes' : 'no';
  if (sameTokens(a.tokens, b.tokens)) return 'yes';
  return intersects(a, b) ? 'unknown' : 'no';
}

/**
 * True when every text of `inner` certainly matches `outer`. Greedy with one point of return, so linear for real
 * policies; no regular expression, which a hostile policy could make explode.
 */
export function covers(outer: Pattern, inner: Pattern): boolean {
  const start = commonStart(outer, inner);
  if (start < 0) return false;
  if (outer.exact && inner.exact) return outer.text.length === inner.text.length;
  if (endsOpen(outer) && start === outer.prefix.length) return true;
  const pattern = outer.tokens;
  const text = inner.tokens;
  let p = start;
  let t = start;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const token = pattern[p];
    if (token === MANY) {
      star = p++;
      resume = t;
    } else if (token !== undefined && coversToken(token, text[t] ?? UNKNOWN)) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === MANY) p++;
  return p === pattern.length;
}

/** True unless it is certain that no text matches both. */
export function intersects(a: Pattern, b: Pattern): boolean {
  const left = a.tokens;
  const right = b.tokens;
  let from = commonStart(a, b);
  if (from < 0) return false;
  for (;;) {
    const meeting = meet(left[from], right[from]);
    if (meeting === 'apart') return false;
    if (meeting === 'open') break;
    from++;
  }
  let end = 0;
  while (left.length - end > from && right.length - end > from) {
    const meeting = meet(left[left.length - 1 - end], right[right.length - 1 - end]);
    if (meeting === 'apart') return false;
    if (meeting === 'open') break;
    end++;
  }
  return overlap(left.slice(from, left.length - end), right.slice(from, right.length - end));
}

const COLON = 58;
const STAR = 42;
const SLASH = 47;

/** How many characters both begin with, as far as both are written; negative when they begin differently. */
function commonStart({ prefix: a }: Pattern, { prefix: b }: Pattern): number {
  if (a.length <= b.length) return b.startsWith(a) ? a.length : -1;
  return a.startsWith(b) ? b.length : -1;
}

/** True for a text with `*` at its end and no other wildcard, as most are that have one. */
function endsOpen({ known, prefix, text }: Pattern): boolean {
  return known && text.length === prefix.length + 1 && text.charCodeAt(prefix.length) === STAR;
}

function coversToken(outer: Token, inner: Token): boolean {
  if (outer === ONE) return isSingle(inner);
  if (typeof outer === 'number') return outer >= 0 && outer === inner;
  return typeof inner !== 'number' && inner.id === outer.id;
}

function sameTokens(a: readonly Token[], b: readonly Token[]): boolean {
  return (
    a.length === b.length &&
    a.every((token, i) => {
      const other = b[i];
      return isCharacter(token) ? token === other : typeof token === 'object' && token.id === idOf(other);
    })
  );
}

function idOf(token: Token | undefined): string | undefined {
  return typeof token === 'object' ? token.id : undefined;
}

/** How two tokens at the same distance from an end meet: certainly alike, certainly different, or to be searched. */
function meet(a: Token | undefined, b: Token | undefined): 'alike' | 'apart' | 'open' {
  if (a === undefined || b === undefined) return 'open';
  if (typeof a === 'object' && typeof b === 'object') {
    if (a.id === b.id) return 'alike';
    return a.nature === 'generated' && b.nature === 'generated' ? 'apart' : 'open';
  }
  if (typeof a === 'object' || typeof b === 'object') return 'open';
  if (isLoose(a) || isLoose(b)) return 'open';
  return a === b || a === ONE || b === ONE ? 'alike' : 'apart';
}

function isLoose(token: Token | undefined): boolean {
  return token === MANY || token === UNKNOWN;
}

/**
 * Whether two token sequences have a text in common: a search for the end of both through all pairs of positions.
 * An atom is a text of at least one character of its alphabet; a generated one coincides with written text only
 * where a wildcard helps. Beyond a size that no policy has, a common text is taken to be possible.
 */
function overlap(a: readonly Token[], b: readonly Token[]): boolean {
  const width = b.length + 1;
  if (width * (a.length + 1) > MOST_PAIRS) return true;
  const seen = new Set<number>();
  const open: number[] = [];
  const reach = (i: number, j: number): void => {
    const pair = i * width + j;
    if (seen.has(pair)) return;
    seen.add(pair);
    open.push(pair);
  };
  reach(0, 0);
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const i = Math.floor(pair / width);
    const j = pair % width;
    const x = a[i];
    const y = b[j];
    if (x === undefined && y === undefined) return true;
    if (isLoose(x)) {
      reach(i + 1, j);
      if (y !== undefined) reach(i, j + 1);
    }
    if (isLoose(y)) {
      reach(i, j + 1);
      if (x !== undefined) reach(i + 1, j);
    }
    if (x === undefined || y === undefined) continue;
    const alike = isSingle(x) && isSingle(y) && (x === y || x === ONE || y === ONE);
    if (alike || (typeof x === 'object' && x.id === idOf(y))) reach(i + 1, j + 1);
    if (typeof x === 'object') {
      // An atom of the other side that begins within this one may end later: it is followed from there.
      spell(
        x,
        b,
        j,
        (next) => reach(i + 1, next),
        (atom, k) => spell(atom, a, i + 1, (next) => reach(next, k + 1)),
      );
    }
    if (typeof y === 'object') {
      spell(
        y,
        a,
        i,
        (next) => reach(next, j + 1),
        (atom, k) => spell(atom, b, j + 1, (next) => reach(k + 1, next)),
      );
    }
  }
  return false;
}

/** No policy that AWS accepts has elements whose product comes near. */
const MOST_PAIRS = 1_000_000;

/** True for what is one character in every text. */
function isSingle(token: Token): boolean {
  return token === ONE || isCharacter(token) || (typeof token === 'object' && token.single === true);
}

/** Reports every position where the atom's text may end when it begins at `from`. */
function spell(
  atom: Atom,
  tokens: readonly Token[],
  from: number,
  ends: (next: number) => void,
  begins?: (other: Atom, at: number) => void,
): void {
  let helped = atom.nature !== 'generated';
  for (let k = from; k < tokens.length; k++) {
    const token = tokens[k];
    if (token === undefined) return;
    if (typeof token === 'object') {
      if (token.nature === 'generated' && atom.nature === 'generated') return;
      if (token.nature === 'free') helped = true;
      if (helped) begins?.(token, k);
    } else if (token < 0) {
      helped = true;
      if (isLoose(token)) ends(k);
    } else if (!allows(atom, token)) {
      return;
    }
    if (helped) ends(k + 1);
    if (atom.single === true && !isLoose(token)) return;
  }
}

function allows(atom: Atom, code: number): boolean {
  if (atom.alphabet === 'any') return true;
  if (atom.alphabet === 'name') return code !== COLON && code !== SLASH;
  const digit = code >= 48 && code <= 57;
  return atom.alphabet === 'digits' ? digit : digit || code === 45 || (code >= 97 && code <= 122);
}
