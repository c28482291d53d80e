import type { Place } from '../base/range';
import { asString } from '../base/value';
import { saysPassword, secretName } from '../data/secret-names';
import type { Command, Option, Setting, ShellScript, Word } from '../glue/shell-script';
import { secretAssignments } from './secret-text';
import { findTokens } from './secret-tokens';
import { contextOf, looksSecret, type SecretContext } from './secret-values';
import { clientSecrets } from './shell-clients';
import { lettersOf, type WrittenLetters } from './shell-literals';

/** A secret that is written in a shell program. */
export interface ShellSecret {
  readonly at: Place;
  /** For people, with its article; `a secret` when only the place says that it is one. */
  readonly what: string;
  /** What it is given as: `--password`, `DB_PASSWORD`; undefined when its form alone says what it is. */
  readonly name: string | undefined;
  /** The command that gets it on its command line. */
  readonly command: Command | undefined;
  readonly option: Option | undefined;
  /** What to replace: the word without the letters before it (`-p`), when the secret is all of it. */
  readonly whole: Place | undefined;
}

/** Every secret in a program, each once, in text order. */
export function secretsInShell(script: ShellScript): readonly ShellSecret[] {
  const found: ShellSecret[] = [];
  const add = (secret: ShellSecret): void => {
    const { start, end } = secret.at.range;
    const meets = ({ at: { range } }: ShellSecret): boolean => range.start < end && start < range.end;
    if (end > start && !found.some(meets)) found.push(secret);
  };
  for (const setting of script.settings) for (const secret of inSetting(script, setting)) add(secret);
  for (const command of script.commands) {
    for (const secret of inOptions(command)) add(secret);
    for (const secret of inClient(command)) add(secret);
    for (const secret of inTexts(command)) add(secret);
  }
  for (const { start, end, what } of findTokens(script.document.text)) {
    const at = script.document.place(start, end);
    add({ at, what, name: undefined, command: undefined, option: undefined, whole: undefined });
  }
  return found.sort((a, b) => a.at.range.start - b.at.range.start);
}

/** Variables that clients read their password from. */
const passwordVariables =
  /^(?:PGPASSWORD|MYSQL_PWD|SNOWSQL_PWD|SSHPASS|REDISCLI_AUTH|SQLCMDPASSWORD|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN)$/;

function* inSetting(script: ShellScript, { name, word }: Setting): Generator<ShellSecret> {
  const isPassword = passwordVariables.test(name);
  if (!isPassword && secretName(name) !== 'secret') return;
  const letters = lettersOf(script, word.source);
  // What stands for a password that nobody gave is one.
  const [first] = word.source.parts;
  const isFallback = first?.kind === 'variable' && first.fallback !== undefined && saysPassword(name);
  if (letters !== undefined)
    yield* judged(script, letters, isPassword || isFallback ? 'credential' : contextOf(name), {
      name,
      command: undefined,
      option: undefined,
    });
}

type About = Pick<ShellSecret, 'name' | 'command' | 'option'>;

function* judged(
  { document }: ShellScript,
  letters: WrittenLetters,
  context: SecretContext,
  about: About,
): Generator<ShellSecret> {
  const part =
    /^(?:fileb?|https?):\/\//.test(letters.text) && context !== 'free'
      ? undefined
      : looksSecret(letters.text, context);
  // The keys of AWS's documentation say what they are.
  if (part === undefined || /^\$|EXAMPLE(?:KEY)?$/.test(letters.text)) return;
  const isWhole = part.start === 0 && part.end === letters.text.length;
  const isPlain = letters.end - letters.start === letters.text.length;
  const at = isPlain ? document.place(letters.start + part.start, letters.start + part.end) : letters.at;
  const { word } = letters;
  yield {
    ...about,
    at,
    what: part.what,
    whole: isWhole && word !== undefined ? document.place(word.start, word.end) : undefined,
  };
}

/** Options of AWS's command line that take a credential and nothing else. */
const credentialOptions =
  /^(?:(?:master-user|admin-user|master|new|old|user|db|smb|domain|source|target|proposed|previous|temporary|broker)-?password|password|auth-token|secret-access-key|preshared-key|shared-secret)$/;

function* inOptions(command: Command): Generator<ShellSecret> {
  const { aws, script } = command;
  if (aws === undefined) return;
  if (aws.service === 'configure' && aws.operation === 'set') {
    const [key, value] = aws.arguments;
    const name = asString(key?.value) ?? '';
    if (value !== undefined && /aws_(?:secret_access_key|session_token)$/.test(name))
      yield* inWord(script, value, 'credential', { name, command, option: undefined });
  }
  if (aws.service === 'ssm' && aws.operation === 'put-parameter') {
    const name = asString(aws.options.get('name')?.values[0]?.value) ?? '';
    const option = aws.options.get('value');
    const [value] = option?.values ?? [];
    const context = contextOf(name.slice(name.lastIndexOf('/') + 1));
    if (value !== undefined && context !== 'free')
      yield* inWord(script, value, context, { name: '--value', command, option });
  }
  for (const option of aws.options.values()) {
    const [value] = option.values;
    const isCredential = credentialOptions.test(option.name);
    if (value === undefined || (!isCredential && secretName(option.name) !== 'secret')) continue;
    const isText = option.name === 'secret-string' && !/^\s*["']?\s*\{/.test(value.written);
    const context = isCredential || isText ? 'credential' : 'named';
    if (option.name === 'secret-string' && !isText) continue;
    yield* inWord(script, value, context, { name: `--${option.name}`, command, option });
  }
}

function* inWord(
  script: ShellScript,
  word: Word,
  context: SecretContext,
  about: About,
): Generator<ShellSecret> {
  const letters = lettersOf(script, word.source);
  if (letters !== undefined) yield* judged(script, letters, context, about);
}

/** `mysql -pX`, `curl -u name:X`, `--password X` of any command. */
function* inClient(command: Command): Generator<ShellSecret> {
  if (command.aws !== undefined) return;
  for (const { word, name, context } of clientSecrets(command)) {
    const letters = lettersOf(command.script, word);
    if (letters !== undefined)
      yield* judged(command.script, letters, context, { name, command, option: undefined });
  }
}

/** What JSON, SQL and lists of settings among the arguments, and heredocs, put under secrets' names. */
function* inTexts(command: Command): Generator<ShellSecret> {
  const { script, words, heredocs } = command;
  for (const { written, source } of [...words, ...heredocs]) {
    if (written.length < 8 || source.parts.every(({ kind }) => kind === 'output' || kind === 'variable'))
      continue;
    for (const { name, start, end, isLiteral } of secretAssignments(written)) {
      if (!isLiteral || isInOutput(source, source.start + start)) continue;
      const at = script.document.place(source.start + start, source.start + end);
      yield { at, what: 'a secret', name, command: undefined, option: undefined, whole: undefined };
    }
    yield* inShortForm(script, written, source.start);
  }
}

function isInOutput({ parts }: Word['source'], offset: number): boolean {
  return parts.some(({ kind, start, end }) => kind === 'output' && start <= offset && offset < end);
}

/** AWS's short form: `ParameterKey=DbPassword,ParameterValue=X`, `Variables={DB_PASSWORD=X}`, `Args=[--password,X]`. */
const shortForms: readonly RegExp[] = [
  /ParameterKey=(?<name>[\w-]{1,200}),ParameterValue=(?<value>[^\s,'"$`]{3,200})/dg,
  /(?<=[[,])--?(?<name>[A-Za-z][\w-]{1,80}),(?<value>[^\s,'"$`\]]{3,200})/dg,
  /(?<=[{,])(?<name>[A-Za-z_]\w{1,80})=(?<value>[^\s,'"$`{}]{3,200})(?=[,}])/dg,
];

function* inShortForm(script: ShellScript, written: string, from: number): Generator<ShellSecret> {
  for (const form of shortForms) {
    for (const match of written.matchAll(form)) {
      const name = match.groups?.['name'] ?? '';
      const [start, end] = match.indices?.groups?.['value'] ?? [0, 0];
      if (
        secretName(name) !== 'secret' ||
        looksSecret(written.slice(start, end), contextOf(name)) === undefined
      )
        continue;
      const at = script.document.place(from + start, from + end);
      yield { at, what: 'a secret', name, command: undefined, option: undefined, whole: undefined };
    }
  }
}
