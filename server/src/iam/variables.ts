import type { Value } from '../base/value';
import {
  fromTokens,
  MANY,
  ONE,
  type Pattern,
  pushGlob,
  pushText,
  pushToken,
  type Token,
  UNKNOWN,
} from './pattern';
import type { ContextValue } from './request';

/** What a context says of a key: its values, that it is absent, or that it is not known. */
export type LookUp = (key: string) => ContextValue;

/** True when a value holds policy variables (`${aws:username}`), which only the newer policy language knows. */
export function hasVariables(value: Value): boolean {
  if (value.kind === 'scalar') return value.text.includes('${');
  return (
    value.kind === 'text' && value.parts.some((part) => part.kind === 'scalar' && part.text.includes('${'))
  );
}

/**
 * A text with its policy variables replaced from the context. Undefined when a variable's key is absent and the
 * variable gives no default: then nothing matches. `${*}`, `${?}` and `${$}` are the plain characters.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function expandText(text: string, wild: boolean, lookUp: LookUp): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf('${', from);
    const end = start < 0 ? -1 : text.indexOf('}', start);
    const plain = text.slice(from, end < 0 ? text.length : start);
    if (wild) pushGlob(tokens, plain);
    else pushText(tokens, plain);
    if (end < 0) return tokens;
    const inserted = expandVariable(text.slice(start + 2, end), lookUp);
    if (inserted === undefined) return undefined;
    for (const token of inserted) pushToken(tokens, token);
    from = end + 1;
  }
}

/** A value whose variables are replaced; undefined as for `expandText`. */
export function expand(
  value: Value,
  read: (value: Value) => Pattern,
  wild: boolean,
  lookUp: LookUp,
): Pattern | undefined {
  const parts = value.kind === 'text' ? value.parts : [value];
  const tokens: Token[] = [];
  for (const part of parts) {
    const found =
      part.kind === 'scalar' && hasVariables(part) ? expandText(part.text, wild, lookUp) : read(part).tokens;
    if (found === undefined) return undefined;
    for (const token of found) pushToken(tokens, token);
  }
  return fromTokens(tokens);
}

function expandVariable(inside: string, lookUp: LookUp): readonly Token[] | undefined {
  if (inside === '*' || inside === '?' || inside === '$') return [inside.charCodeAt(0)];
  const comma = inside.indexOf(',');
  const key = (comma < 0 ? inside : inside.slice(0, comma)).trim().toLowerCase();
  const found = lookUp(key);
  if (found === 'unknown') return [UNKNOWN];
  if (found === 'absent') return comma < 0 ? undefined : defaultOf(inside.slice(comma + 1));
  const [value] = found;
  // Only keys with a single value may be used as variables.
  if (value === undefined || found.length > 1) return undefined;
  // What the request leaves open is one certain text that is not known, not a wildcard of the policy.
  if (typeof value !== 'string')
    return value.tokens.map((token) => (token === MANY || token === ONE ? UNKNOWN : token));
  const tokens: Token[] = [];
  pushText(tokens, value);
  return tokens;
}

function defaultOf(written: string): readonly Token[] {
  const tokens: Token[] = [];
  pushText(tokens, written.trim().replace(/^'(.*)'$/s, '$1'));
  return tokens;
}
