import { type Place, partOf } from '../base/range';
import type { Value } from '../base/value';
import { partsOf } from '../glue/meaning';
import { foundIn } from '../glue/parts';
import type { Part, Script, StringLiteral } from '../glue/script';
import { openingOf, type SecretLiteral } from './script-literals';
import { written } from './script-values';
import { isPlaceholder, isTemplateText } from './secret-placeholders';

/** A credential that stands in the text of an SQL statement. */
export interface SqlCredential {
  readonly literal: SecretLiteral;
  /** `CREDENTIALS`, `IDENTIFIED BY`. */
  readonly clause: string;
  /** Of the keys that Redshift's COPY and UNLOAD take: the whole clause, which a role can replace. */
  readonly clauseAt: Place | undefined;
}

const copyClauses: readonly RegExp[] = [
  /\b(?<clause>(?:WITH\s+)?CREDENTIALS)\s+(?:AS\s+)?(?<quote>\\?['"])aws_access_key_id=[^'"\\]*?;\s*aws_secret_access_key=(?<secret>[^;'"\\]+)(?:;\s*token=[^'"\\]*)?\k<quote>/dgi,
  /\bACCESS_KEY_ID\s+(?:AS\s+)?'[^']*'\s+(?<clause>SECRET_ACCESS_KEY)\s+(?:AS\s+)?'(?<secret>[^']+)'(?:\s+SESSION_TOKEN\s+(?:AS\s+)?'[^']*')?/dgi,
];

const userClauses: readonly RegExp[] = [
  /\b(?<clause>IDENTIFIED\s+(?:WITH\s+\w+\s+)?BY)\s+(?:PASSWORD\s+)?\\?['"](?<secret>[^'"\\\n]+)/dgi,
  /\b(?:CREATE|ALTER)\s+(?:USER|ROLE|LOGIN)\b[^;]{1,200}?\b(?<clause>PASSWORD)\s*=?\s*N?\\?['"](?<secret>[^'"\\\n]+)/dgi,
  /\bOPTIONS\s*\([^()]{0,400}?\b["']?(?<clause>password)["']?[\s=]+\\?['"](?<secret>[^'"\\\n]+)/dgi,
  /\bCREATE\s+(?:OR\s+REPLACE\s+)?STAGE\b[\s\S]{1,400}?\b(?<clause>AWS_SECRET_KEY)\s*=\s*'(?<secret>[^'\n]+)'/dgi,
];

/** The credentials in SQL texts of a script. */
export function sqlCredentialsIn(script: Script): readonly SqlCredential[] {
  const known = credentialsOf.get(script);
  if (known !== undefined) return known;
  const found = findSqlCredentials(script);
  credentialsOf.set(script, found);
  return found;
}

/** Several rules ask for them. */
const credentialsOf = new WeakMap<Script, readonly SqlCredential[]>();

function findSqlCredentials(script: Script): readonly SqlCredential[] {
  const found: SqlCredential[] = [];
  const seen = new Set<number>();
  for (const { value } of foundIn(script, textsOnCredentials)) {
    for (const part of partsOf(value)) {
      const text = mentionsCredential(part);
      if (text === undefined || part.at.file !== script.file) continue;
      for (const [clauses, isCopy] of [
        [copyClauses, true],
        [userClauses, false],
      ] as const) {
        for (const one of clauses.flatMap((clause) => [...text.matchAll(clause)])) {
          const credential = credentialAt(script, part.at, text, one, isCopy);
          if (credential === undefined || seen.has(credential.literal.at.range.start)) continue;
          seen.add(credential.literal.at.range.start);
          found.push(credential);
        }
      }
    }
  }
  return found;
}

function textsOnCredentials({ strings }: Part): readonly StringLiteral[] {
  return strings.filter(({ value }) => partsOf(value).some((part) => mentionsCredential(part) !== undefined));
}

function mentionsCredential(part: Value): string | undefined {
  const text = part.kind === 'scalar' && typeof part.value === 'string' ? part.text : undefined;
  return text !== undefined && text.length >= 20 && /identified|password|credentials|secret/i.test(text)
    ? text
    : undefined;
}

function credentialAt(
  script: Script,
  at: Place,
  text: string,
  match: RegExpMatchArray,
  isCopy: boolean,
): SqlCredential | undefined {
  const { secret = '', clause = '' } = match.groups ?? {};
  if (
    secret.length < 3 ||
    isPlaceholder(secret) ||
    isTemplateText(secret) ||
    /EXAMPLE|^disable$/i.test(secret)
  )
    return undefined;
  const [start, end] = match.indices?.groups?.['secret'] ?? [0, 0];
  const code = written(script, at);
  const opening = openingOf(code);
  const isHere = code.slice(opening.length, code.length - opening.quotes) === text;
  const literal: SecretLiteral = {
    at: isHere ? partOf(at, opening.length + start, opening.length + end) : at,
    what: isCopy ? 'an AWS secret access key' : 'a password',
    literal: at,
    within: isHere ? { start, end } : undefined,
  };
  const whole =
    isHere && isCopy && match.index !== undefined
      ? partOf(at, opening.length + match.index, opening.length + match.index + match[0].length)
      : undefined;
  return { literal, clause: clause.toUpperCase().replace(/\s+/g, ' '), clauseAt: whole };
}
