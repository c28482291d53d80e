import { isCharacter, type Pattern, type Token } from './pattern';

/**
 * What two ARN patterns must share to have a text in common, where both have it: the service and the resource's
 * name; of S3 the bucket. Undefined where a wildcard or something unknown stands before or in the name.
 */
export function resourceKey(pattern: Pattern): string | undefined {
  const before = keys.get(pattern);
  if (before !== undefined) return before === '' ? undefined : before;
  const key = keyOf(pattern.tokens);
  keys.set(pattern, key ?? '');
  return key;
}

/** Holds derived data only. */
const keys = new WeakMap<Pattern, string>();

const COLON = 58;
const SLASH = 47;

function keyOf(tokens: readonly Token[]): string | undefined {
  let service = '';
  let at = 0;
  for (let colons = 0; colons < 5; at++) {
    const token = tokens[at];
    if (token === undefined || (typeof token === 'number' && token < 0)) return undefined;
    if (typeof token === 'object' && (token.alphabet === 'any' || colons === 2)) return undefined;
    if (token === COLON) colons++;
    else if (colons === 2 && isCharacter(token)) service += String.fromCharCode(token);
  }
  let name = '';
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (service === 's3' && token === SLASH) break;
    if (isCharacter(token)) name += String.fromCharCode(token);
    else if (typeof token === 'object' && token.nature === 'generated') name += `⟨${token.id}⟩`;
    else return undefined;
  }
  return `${service}:${name}`;
}
