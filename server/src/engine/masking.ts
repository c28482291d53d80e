import { remembered } from '../base/remember';
import { secretFormats } from '../data/secret-formats';
import { secretAssignments } from '../graph/secret-text';
import { findTokens } from '../graph/secret-tokens';
import { mask } from '../graph/secret-values';

/**
 * A text for people without the secrets that are known by their form. Rules say nothing of a secret by themselves, but
 * what they quote (an action, an address, the name of a condition key) may turn out to be one.
 */
export const withoutSecrets = remembered((text: string): string => {
  let masked = text;
  for (const { start, end } of [...findTokens(text)].reverse())
    masked = masked.slice(0, start) + mask(masked.slice(start, end)) + masked.slice(end);
  for (const { hints, pattern } of withinNames) {
    if (hints.some((hint) => masked.includes(hint))) masked = masked.replace(pattern, mask);
  }
  return masked;
});

/** Where the first text on a line of a file begins that may be a secret, or undefined. Rather too early than too late. */
export function firstSecretIn(line: string): number | undefined {
  const starts = [
    ...findTokens(line).map(({ start }) => start),
    ...withinNames.flatMap(({ pattern }) => [...line.matchAll(pattern)].map(({ index }) => index)),
    ...secretAssignments(line).map(({ start }) => start),
    ...[...line.matchAll(login)].map((match) => match.index + match[0].length),
    ...[...line.matchAll(word)].flatMap((match) => (isRandom(match[0]) ? [match.index] : [])),
  ];
  return starts.length === 0 ? undefined : Math.min(...starts);
}

/** The formats with a maker's prefix, also between slashes: in an ARN, in a path. */
const withinNames = secretFormats
  .filter(({ pattern }) => pattern.source.startsWith('(?<!') && !pattern.source.includes('?<secret>'))
  .map(({ hints, pattern }) => ({
    hints,
    pattern: new RegExp(
      pattern.source.replace(/^\(\?<![^)]*\)/, '(?<![A-Za-z0-9])').replace(/\(\?![^)]*\)$/, ''),
      'g',
    ),
  }));

/** `-u user:`, before the password. */
const login = /(?:^|\s)(?:-u|--user)[\s=]+["']?[\w.-]{1,60}:(?=\S)/g;

const word = /[A-Za-z0-9+_-]{12,}/g;

/** Letters of both cases with digits among them, unlike the names that the CDK makes, which end in eight digits. */
function isRandom(text: string): boolean {
  if (/^[A-Z][A-Za-z]*[0-9A-F]{8}$/.test(text)) return false;
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d.*[A-Za-z].*\d/.test(text);
}
