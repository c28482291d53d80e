import { isCharacter, type Pattern, type Token } from './pattern';

/**
 * What two ARN patterns must share to have a text in common, where both have it: the service and the resource's
 * name; of S3 the bucket. Undefined where a wildcard or something unknown stands before or in the name.
 */
export function resourceKey(pattern: Pattern): string | undefined {
  pattern.key ??= keyOf(pattern) ?? NONE;
  return pattern.key === NONE ? undefined : pattern.key;
}

/** No key is empty. */
const NONE = '';
const COLON = 58;
const SLASH = 47;

/** Nearly every pattern of a policy is a text with at most wildcards in it, so its key is cut from the text. */
function keyOf(pattern: Pattern): string | undefined {
  return pattern.known ? keyOfText(pattern.prefix, pattern.exact) : keyOfTokens(pattern.tokens);
}

/** The key in a text that is the whole pattern, or that a wildcard follows. */
function keyOfText(text: string, whole: boolean): string | undefined {
  const service = text.indexOf(':', text.indexOf(':') + 1) + 1;
  const region = text.indexOf(':', service) + 1;
  const account = text.indexOf(':', region) + 1;
  const name = text.indexOf(':', account) + 1;
  if (service === 0 || region === 0 || account === 0 || name === 0) return undefined;
  const isBucket = text.startsWith('s3:', service);
  const slash = isBucket ? text.indexOf('/', name) : -1;
  if (slash < 0 && !whole) return undefined;
  return `${text.slice(service, region - 1)}:${text.slice(name, slash < 0 ? undefined : slash)}`;
}

function keyOfTokens(tokens: readonly Token[]): string | undefined {
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
