import { remembered } from '../base/remember';
import { saysPassword, secretName } from '../data/secret-names';
import { isFilledIn, isPlaceholder, isTemplateText } from './secret-placeholders';
import { findTokens } from './secret-tokens';

/**
 * What is known of the place where a text stands. `credential`: it takes a credential and nothing else, so every literal is
 * one. `password`: a setting that is called a password, whose text is one unless it says where the password is. `named`: a name
 * says that it is a secret, and the text has to look like one. `free`: anywhere; only texts that are secrets by their form alone.
 */
export type SecretContext = 'credential' | 'password' | 'named' | 'free';

/** What the name of a setting makes of its text: of a variable of an environment, a property, a parameter. */
export function contextOf(name: string): SecretContext {
  if (saysPassword(name)) return 'password';
  return secretName(name) === 'secret' ? 'named' : 'free';
}

/** A secret in a text. Offsets are UTF-16 code units in the text. */
export interface SecretPart {
  readonly start: number;
  readonly end: number;
  /** For people, with its article: "a password", "a GitHub token". */
  readonly what: string;
}

/** The first secret in a text, or undefined. */
export function looksSecret(text: string, context: SecretContext): SecretPart | undefined {
  const [token] = findTokens(text);
  if (token !== undefined) return token;
  if (context === 'free' || isPlaceholder(text)) return undefined;
  const start = text.length - text.trimStart().length;
  const whole: SecretPart = { start, end: text.trimEnd().length, what: 'a secret' };
  if (context === 'credential') return isFilledIn(text) ? undefined : whole;
  const trimmed = text.trim();
  return canBeSecret(trimmed) || (context === 'password' && isChosenWord(trimmed)) ? whole : undefined;
}

/** The first member of a JSON text that stands under a secret's name, as services store them: any text is one there. */
export function secretInJson(text: string): { readonly start: number; readonly end: number } | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  for (const { 0: member, 1: name = '', 2: value = '', index } of text.matchAll(
    /"([^"\\]{1,80})"\s*:\s*"((?:[^"\\]|\\.)*)"/g,
  )) {
    if (secretName(name) !== 'secret' || isPlaceholder(value) || /\$\{|\{\{/.test(value)) continue;
    const start = index + member.length - 1 - value.length;
    return { start, end: start + value.length };
  }
  return undefined;
}

/** A word that somebody chose for a password: `postgres`, `session-test-only`, `1947`. Words for secrets name one instead. */
function isChosenWord(text: string): boolean {
  if (!/^(?:[A-Za-z][A-Za-z0-9]{2,31}(?:[-_][A-Za-z0-9]+){0,3}|\d{4,11})$/.test(text)) return false;
  if (/^(?:secret|pass)$/i.test(text)) return true;
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) || harmlessWords.test(text)) return false;
  return !/(?:pass|pw|secret|token|cred|key|param|arn|vault|ssm|placeholder)/i.test(text);
}

/** Switches, kinds and ways of authentication, which stand in the place of a password in schemas and settings. */
const harmlessWords =
  /^(?:string|text|hidden|masked|prompt|ask|stdin|env|environment|file|none|null|nil|true|false|yes|no|on|off|enabled?|disabled?|required|optional|auto|default|plain|plaintext|cleartext|basic|bearer|md5|sha\d+|bcrypt|scram|encrypted|generated?|random|managed|unset|empty|noecho|json|header|query|body|oauth2?|ldap|kerberos|iam|any|never|always|strong|weak|varchar|char|value|field|column|input|output|number|boolean|object|array|noauth|trust|peer|ident)$/i;

/** A text for messages that tells one secret from another and gives nothing away. */
export function mask(text: string): string {
  return text.length < 12 ? '…' : `${text.slice(0, 2)}…`;
}

/** A text under a secret's name that could be one, and not its name, its place, a switch, or a text for people. */
export const canBeSecret = remembered((written: string): boolean => {
  // API Gateway's static values stand in quotes of their own.
  const text = /^'(.+)'$/.exec(written)?.[1] ?? written;
  if (commonPasswords.test(text) || isGenerated(text)) return true;
  if (text.length < 6 || text.length > 4096 || isTemplateText(text)) return false;
  return !harmless.some((pattern) => pattern.test(text)) && isMixed(text);
});

/** What people use for passwords, although it looks like a word. */
const commonPasswords =
  /^(?:p[a@4][s5$]{2}w[o0]rd|passwd|changeme|change[-_]me|changeit|changethis|letmein|welcome|qwerty|abc123|admin|root|secret|s3cr3t|test|guest|default|master|hunter|monkey|dragon|foobar|toor|postgres|mysql|oracle|sa|sys|password)[0-9!@#$%&*._-]{1,8}$|^(?:p[a@4][s5$]{2}w[o0]rd|passwd|changeme|change[-_]me|changeit|letmein|qwerty|s3cr3t|admin123|secret123|password)$/i;

const harmless: readonly RegExp[] = [
  // Switches, numbers, dates.
  /^(?:true|false|yes|no|on|off|enabled?|disabled?|required|optional|always|never|auto|none|basic|plain|string|bearer)$/i,
  /^[-+]?\d{1,11}(?:\.\d+)?$/,
  /^\d{4}-\d\d-\d\d(?:T[\d:.Z+-]+)?$/,
  // ARNs, URLs, paths, addresses. URLs with a password in them have been found before.
  /^arn:[\w-]*:/,
  /^(?:[a-z][a-z0-9+.-]*:)+\/\//i,
  /^(?:\.{0,2}|~|[A-Za-z]:)[/\\]/,
  /^[\w.-]+(?:\/[\w.-]+)+\/?$/,
  /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/,
  /^[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|aws|internal|local|json|ya?ml|txt|pem|key|crt|cer|jks|p12|pfx|env|ini|cfg|conf|properties|py|sh|js|ts|sql)$/i,
  // Names: environment variables, identifiers of words, CloudFormation types, placeholders of several words.
  /^[A-Z]+\d*[A-Z]*(?:_[A-Z0-9]+)*$/,
  /^[a-z]+(?:[-_.:][a-z0-9]+)*$/,
  /^[a-zA-Z][a-z]+(?:[A-Z][a-z]+)*(?:::?[A-Za-z]+)*$/,
  /^(?:[A-Za-z]+[ ,.:;!?'"()/-]*)+$/,
  // Expressions of programs; paths of JSON in state machines and rules.
  /^\$\$?[.[]/,
  /^\{%[\s\S]*%\}$/,
  /^States\./,
  /^[A-Za-z_][\w.]*\(.*\)$/,
  /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/,
  /^[A-Za-z_][\w.]*\[.*\]$/,
  // Hashes of public data say what they are, by their label or by their length in lower-case digits.
  /^(?:sha(?:1|224|256|384|512)|md5)[-:]/i,
  /^[0-]+$/,
  // AWS's own identifiers; the secrets that its services manage are called after the service.
  /^(?:rds|redshift|events|appflow|databrew|datasync|directconnect|ecs-sc|opsworks-cm|sqlworkbench|marketplace-deployment)![\w/+=.@-]+$/,
  /^(?:vpc|subnet|sg|ami|i|rtb|vpce|eni|key|mrk|igw|nat|acl|vol|snap)-[0-9a-f]{8,}$/,
];

/** Base64 of random bytes, whose slashes do not make it a path: AWS secret keys, Azure keys. */
function isGenerated(text: string): boolean {
  if (!/^[A-Za-z0-9/+]{32,}={0,2}$/.test(text)) return false;
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d.*\d/.test(text) && bitsPerCharacter(text) > 4;
}

/** True when the characters are mixed the way those of generated or chosen passwords are. */
function isMixed(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9\s]/].filter((kind) => kind.test(text)).length;
  if (/\s/.test(text)) {
    const words = text.split(/\s+/);
    // Texts for people have words in them.
    if (words.filter((word) => /^[A-Za-z]{3,}[:,.!?]?$/.test(word)).length > 1) return false;
    return kinds >= 3 && words.length <= 4 && bitsPerCharacter(text) > 3;
  }
  if (kinds >= 3) return true;
  return kinds === 2 && text.length >= 8 && bitsPerCharacter(text) > 2.4;
}

/** Shannon's entropy of the characters. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
