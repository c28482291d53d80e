import { secretName } from '../data/secret-names';
import { isPlaceholder, isTemplateText } from './secret-placeholders';
import { canBeSecret } from './secret-values';

/** A value that a text (a script, a configuration, JSON) puts under a secret's name. Offsets count in the text. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** True when the value is a secret; false when it is filled in, read from elsewhere, or not known to be one. */
  readonly isLiteral: boolean;
}

/**
 * What a text of any language puts under secrets' names: `export DB_PASSWORD=…`, `--password …`, `"password": "…"`,
 * `<password>…</password>`, `mysql -p…`, `IDENTIFIED BY '…'`.
 */
export function secretAssignments(text: string): readonly Assignment[] {
  if (
    !/pass|pw|secret|token|key|cred|identified|auth|bearer|securestring|net\s+user|login|kennwort|clave|-u\s/i.test(
      text,
    )
  )
    return [];
  const found = [...byName(text), ...byCommand(text)];
  return found
    .sort((a, b) => a.start - b.start)
    .filter(({ start }, index) => index === 0 || start >= (found[index - 1]?.end ?? 0));
}

const filled = '\\$\\{[^}\\n]*\\}|\\$\\([^)\\n]*\\)|\\{\\{[^}\\n]*\\}\\}';
const value = `(?:"(?<double>[^"\\n]*)"|'(?<single>[^'\\n]*)'|(?<bare>(?:${filled}|[^\\s"'\`;&|,()<>{}\\[\\]])(?:${filled}|[^\\s"'\`;&|,<>}])*))`;

/** `name=value`, `name: value`, `"name": "value"`, `--name value`, `--name=value`, `<name>value</name>`. */
const shapes: readonly RegExp[] = [
  new RegExp(
    `(?<![\\w$.-]|\\$\\{)["']?-{0,2}(?<name>[A-Za-z_][\\w.-]{1,80})["']?(?:\\s*:\\s+|\\s*:(?=["'])|\\s*:?=\\s*)${value}`,
    'dg',
  ),
  new RegExp(`(?<![\\w-])--?(?<name>[A-Za-z][\\w-]{1,60})(?:=|\\s+)${value}`, 'dg'),
  // PowerShell and PHP, whose variables have a sign in front of them.
  /\$(?<name>[A-Za-z_]\w{1,60})\s*=\s*(?:"(?<double>[^"\n$]+)"|'(?<single>[^'\n]+)')/dg,
  /<(?<name>[A-Za-z_][\w.-]{1,60})>(?<bare>[^<\n]{1,200})<\/\k<name>>/dg,
  /<name>(?<name>[\w.-]{1,80})<\/name>\s*<value>(?<bare>[^<\n]{1,200})<\/value>/dg,
];

function* byName(text: string): Generator<Assignment> {
  for (const shape of shapes) {
    for (const match of text.matchAll(shape)) {
      const name = match.groups?.['name'] ?? '';
      if (secretName(name) !== 'secret' || isNamingBlock(text, match.index)) continue;
      const quoted = match.groups?.['bare'] === undefined || match[0].startsWith('<');
      yield* assignment(name, match, quoted ? canBeSecret : canBeBare);
    }
  }
}

/** True below the keys of a build specification whose entries name stored secrets: `secrets-manager: {TOKEN: npm:token}`. */
function isNamingBlock(text: string, offset: number): boolean {
  if (!/(?:secrets-manager|parameter-store)["']?\s*:/.test(text)) return false;
  const lines = text.slice(0, offset).split('\n');
  const own = lines.at(-1)?.search(/\S|$/) ?? 0;
  const above = lines.slice(0, -1).findLast((line) => line.trim() !== '' && line.search(/\S/) < own) ?? '';
  return /^\s*["']?(?:secrets-manager|parameter-store)["']?\s*:/.test(above);
}

/** Commands and statements that take a password without naming it. */
const commands: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    '-p',
    /\b(?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb)\b[^\n|;&]*?\s-p(?<bare>[^\s'";|&][^\s;|&]*)/dg,
  ],
  ['-p', /\bsshpass\s+-p\s*(?:"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'|(?<bare>[^\s"']+))/dg],
  ['-u', /\b(?:curl|wget)\b[^\n|;&]*?\s(?:-u|--user)[= ]\s*["']?[\w.@-]+:(?<bare>[^\s"'@]+)/dg],
  [
    'password',
    /\bmysqladmin\b[^\n|;&]*?\spassword\s+(?:"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'|(?<bare>[^\s"';|&]+))/dg,
  ],
  [
    '-p',
    /\b(?:docker|podman)\s+login\b[^\n|;&]*?\s-p[= ]\s*(?:"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'|(?<bare>[^\s"';|&]+))/dg,
  ],
  [
    'passwd',
    /\becho\s+(?:-[en]+\s+)?(?:"(?<double>[^"\n]+)"|'(?<single>[^'\n]+)'|(?<bare>[^\s"'|]+))\s*\|\s*(?:sudo\s+)?passwd\s+--stdin/dg,
  ],
  ['pass:', /\bopenssl\b[^\n|;&]*?\s-pass(?:in|out)?\s+["']?pass:(?<bare>[^\s"';|&]+)/dg],
  [
    'ConvertTo-SecureString',
    /\bConvertTo-SecureString\b(?=[^\n]*-AsPlainText)[^\n"']*?(?:"(?<double>[^"\n]+)"|'(?<single>[^'\n]+)')/dgi,
  ],
  ['net user', /\bnet\s+user\s+\S+\s+(?:"(?<double>[^"\n]+)"|(?<bare>[^\s"'/]+))/dgi],
  ['chpasswd', /\becho\s+(?:-e\s+)?["']?[\w.-]+:(?<bare>[^\s"'|]+)["']?\s*\|\s*(?:sudo\s+)?chpasswd/dg],
  [
    'configure set',
    /\bconfigure\s+set\s+(?:[\w.-]+\.)?aws_(?:secret_access_key|session_token)\s+(?:"(?<double>[^"\n]+)"|'(?<single>[^'\n]+)'|(?<bare>[^\s"';|&]+))/dg,
  ],
  [
    'IDENTIFIED BY',
    /\bIDENTIFIED\s+(?:WITH\s+\w+\s+)?BY\s+(?:PASSWORD\s+)?(?:\\?"(?<double>[^"\\\n]+)|\\?'(?<single>[^'\\\n]+))/dgi,
  ],
  [
    'PASSWORD',
    /\b(?:USER|ROLE|LOGIN)\b[^;\n]{1,120}?\bPASSWORD\s*=?\s*N?(?:\\?"(?<double>[^"\\\n]+)|\\?'(?<single>[^'\\\n]+))/dgi,
  ],
  ['requirepass', /\brequirepass\s+["']?(?<bare>[^\s"']+)/dg],
];

function* byCommand(text: string): Generator<Assignment> {
  for (const [name, pattern] of commands)
    for (const match of text.matchAll(pattern)) yield* assignment(name, match, isGiven);
  for (const match of text.matchAll(bearer)) yield* assignment('Bearer', match, canBeSecret);
}

const bearer = /\bBearer\s+(?<bare>[A-Za-z0-9._~+/-]{16,400}={0,2})/dg;

function* assignment(
  name: string,
  match: RegExpMatchArray,
  test: (text: string) => boolean,
): Generator<Assignment> {
  for (const group of ['double', 'single', 'bare']) {
    const range = match.indices?.groups?.[group];
    const written = match.groups?.[group];
    if (range === undefined || written === undefined || written === '') continue;
    const isLiteral = !isPlaceholder(written) && test(written);
    yield { name, value: written, start: range[0], end: range[1], isLiteral };
  }
}

/** A value without quotes may be the name of something in the program around it. */
function canBeBare(text: string): boolean {
  if (/^[A-Za-z_.:\\]+$/.test(text) || /[()[\]{}$\\]/.test(text)) return false;
  return canBeSecret(text);
}

function isGiven(text: string): boolean {
  return text.length >= 3 && !isTemplateText(text) && !/[$`]/.test(text);
}
