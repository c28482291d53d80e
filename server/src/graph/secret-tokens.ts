import { remembered } from '../base/remember';
import { secretFormats } from '../data/secret-formats';
import { isPlaceholder, isTemplateText } from './secret-placeholders';
import type { SecretPart } from './secret-values';

/**
 * The texts within a text that are secrets by their form alone: tokens of known makers, private keys, passwords in URLs and
 * connection strings, basic authorization headers, the secret keys beside AWS access key ids. Sorted, without overlaps.
 * Documentation's examples are none.
 */
export function findTokens(text: string): readonly SecretPart[] {
  return text.length < 8 ? none : tokensIn(text);
}

const none: readonly SecretPart[] = [];

const tokensIn = remembered((text): readonly SecretPart[] => {
  if (!hint.test(text)) return none;
  const found = [
    ...formatted(text),
    ...inUrls(text),
    ...inConnectionStrings(text),
    ...inHeaders(text),
    ...awsSecretKeys(text),
  ];
  return withoutOverlaps(found.filter(({ start, end }) => !isExample(text.slice(start, end))));
});

/** One look for everything that is looked at more closely. */
const hint = new RegExp(
  [
    ...secretFormats.flatMap(({ hints }) => hints.map((one) => one.replace(/[.=]/g, '\\$&'))),
    '://',
    '[Oo]racle:',
    '=',
    '[Bb]asic ',
    '[Ss]ecret|SECRET',
  ].join('|'),
);

function* formatted(text: string): Generator<SecretPart> {
  for (const { name, pattern, hints } of secretFormats) {
    if (!hints.some((hint) => text.includes(hint))) continue;
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.groups?.['secret'] ?? match.indices?.[0] ?? [0, 0];
      yield { start, end, what: name };
    }
  }
}

/** `postgresql://user:password@host`, with or without `jdbc:`; the last colon before the `@` ends the user. */
const inUrl =
  /\b[a-z][a-z0-9+.-]{1,30}:(?:[a-z0-9]{2,20}:)?(?:thin:)?\/\/(?<user>(?:\$\{[\w.:-]{1,80}\}|\$\w{1,60}|\{\w{0,60}\}|[^\s/:@'"<>{}$]){0,100}):(?<secret>[^\s/@'"<>]{1,200})@(?=[\w.[{$<-])/dgi;

/** Oracle's thin driver: `jdbc:oracle:thin:user/password@host`. */
const oracle = /\bjdbc:oracle:(?:thin|oci):(?<user>[^\s/@'"]{1,100})\/(?<secret>[^\s/@'"]{1,200})@/dgi;

function* inUrls(text: string): Generator<SecretPart> {
  if (text.includes('://') && text.includes('@')) yield* passwords(text, inUrl, 'the password of a URL');
  if (text.includes('?') && text.includes('://')) yield* passwords(text, query, 'the key of a URL');
  if (text.includes('oracle:')) yield* passwords(text, oracle, 'the password of a URL');
}

/** `jdbc:…?user=a&password=b`, `Server=…;Pwd=b`, `sasl.jaas.config … password="b"`. */
const parameters =
  /(?:[?&;]|\b(?:username|user id|uid|user)\s*=\s*[^;&\s]{1,100}[;&\s]\s*)(?:password|pwd|passwd|accesskey|secretkey|token|PrivateKeyPwd|private_key_pwd)\s*=\s*["']?(?<secret>[^\s&;"']{1,200})/dgi;

/** `https://…?api_key=…`: generated, so that a word in its place is none. */
const query =
  /[?&](?:x-)?(?:api[-_]?key|apikey|access[-_]?token|auth[-_]?token|client[-_]?secret)=(?=[^&\s"'<>]*\d)(?=[^&\s"'<>]*[A-Za-z])(?<secret>[\w.~+/-]{20,200})(?![\w{$%])/dgi;

function* inConnectionStrings(text: string): Generator<SecretPart> {
  if (
    !text.includes('=') ||
    !/(?:jdbc|odbc|dsn=|server|host|data source|driver|endpoint|LoginModule|:\/\/)/i.test(text)
  )
    return;
  yield* passwords(text, parameters, 'the password of a connection string');
}

const authorization = /\bbasic\s+(?<secret>[A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=])/dgi;

function* inHeaders(text: string): Generator<SecretPart> {
  if (!/basic\s/i.test(text)) return;
  for (const match of text.matchAll(authorization)) {
    const decoded = decodeBase64(match.groups?.['secret'] ?? '');
    const range = match.indices?.groups?.['secret'];
    const [, password = ''] = /^[\x20-\x39\x3b-\x7e]{1,100}:([\x20-\x7e]{3,200})$/.exec(decoded) ?? [];
    if (range !== undefined && !isPlaceholder(password))
      yield { start: range[0], end: range[1], what: 'the password of a header' };
  }
}

/** Forty characters that AWS hands out together with a key id, next to a word that says so. */
const secretKey =
  /(?:secret[-_. ]?(?:access[-_. ]?)?key|aws[-_.]?secret|fs\.s3[an]?\.secret\.key)\W{1,8}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/dgi;

function* awsSecretKeys(text: string): Generator<SecretPart> {
  if (!/secret/i.test(text)) return;
  for (const match of text.matchAll(secretKey)) {
    const [start, end] = match.indices?.groups?.['secret'] ?? [0, 0];
    const key = text.slice(start, end);
    if (/[a-z]/.test(key) && /[A-Z]/.test(key) && /[0-9/+]/.test(key))
      yield { start, end, what: 'an AWS secret access key' };
  }
}

function* passwords(text: string, pattern: RegExp, what: string): Generator<SecretPart> {
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.groups?.['secret'] ?? [0, 0];
    const password = text.slice(start, end);
    if (
      isPlaceholder(password) ||
      isTemplateText(password) ||
      /^(?:password|passwd|pwd|pass|secret)$/i.test(password)
    )
      continue;
    yield { start, end, what };
  }
}

/** AWS's documentation marks its keys; others repeat one character or count. */
function isExample(text: string): boolean {
  if (/EXAMPLE/i.test(text)) return true;
  const tail = text.slice(-16);
  return (
    /^(.)\1+$/.test(tail) ||
    /(.)\1{9}/.test(text) ||
    /1234567890123456|0123456789012345|abcdefghijklmnop|0123456789abcdef/i.test(text)
  );
}

function withoutOverlaps(found: readonly SecretPart[]): readonly SecretPart[] {
  const kept: SecretPart[] = [];
  for (const part of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (part.start >= (kept.at(-1)?.end ?? -1)) kept.push(part);
  }
  return kept;
}

/** The bytes of a base64 text as characters; empty when it is none. */
export function decodeBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}
