import type { Change } from '../base/edit';
import { nameWords } from '../data/name-words';
import { replaceAt } from '../glue/shell-edits';
import type { Command, ShellScript, Word } from '../glue/shell-script';
import type { ShellSecret } from './shell-secrets';

/** A repair that a rule offers; whether it is safe is the rule's to say. */
export interface ShellRepair {
  readonly title: string;
  readonly changes: readonly Change[];
}

/** Options that let AWS make, keep and rotate the password, by service and by the option that they replace. */
const managed: Readonly<Record<string, string>> = {
  'rds --master-user-password': '--manage-master-user-password',
  'docdb --master-user-password': '--manage-master-user-password',
  'redshift --master-user-password': '--manage-master-password',
  'redshift-serverless --admin-user-password': '--manage-admin-password',
};

/** Takes a secret out of a program. None for AWS's keys, which a role replaces, and in heredocs. */
export function storeInstead(script: ShellScript, secret: ShellSecret): readonly ShellRepair[] {
  const repairs: ShellRepair[] = [];
  const { command, option, whole, name = '', what } = secret;
  const [value] = option?.values ?? [];
  const instead = managed[`${command?.aws?.service} ${name}`];
  if (instead !== undefined && option !== undefined && value !== undefined) {
    const at = { file: script.file, range: { start: option.at.range.start, end: value.at.range.end } };
    repairs.push({ title: 'Let AWS manage the password', changes: [replaceAt(script, at, instead)] });
  }
  const isKey =
    /aws|access.?key|session.?token/i.test(name) || (what !== 'a secret' && !/^the password of a/.test(what));
  if (isKey) return repairs;
  const read = `$(aws secretsmanager get-secret-value --secret-id ${secretNameFor(script, name)} --query SecretString --output text)`;
  const title = 'Read it from Secrets Manager';
  const within = whole === undefined ? wordAround(script, secret) : undefined;
  const isStored = [command, within?.command].some((one) =>
    /^(?:secretsmanager|configure)$/.test(one?.aws?.service ?? ''),
  );
  if (isStored) return repairs;
  if (whole !== undefined) repairs.push({ title, changes: [replaceAt(script, whole, `"${read}"`)] });
  if (within !== undefined)
    repairs.push({ title, changes: [replaceAt(script, secret.at, spliced(read, within.quote))] });
  return repairs;
}

/** The word of a longer text in which a secret stands letter by letter, and the quotes that are open there. */
function wordAround(
  script: ShellScript,
  { at }: ShellSecret,
): { readonly command: Command | undefined; readonly quote: string } | undefined {
  const { document, commands, settings } = script;
  const around = (word: Word): boolean =>
    word.at.range.start <= at.range.start && at.range.end <= word.at.range.end;
  const command = commands.find(({ words }) => words.some(around));
  const word = command?.words.find(around) ?? settings.find((setting) => around(setting.word))?.word;
  if (word === undefined || script.embedded) return undefined;
  const quote = openQuote(document.text.slice(word.at.range.start, at.range.start));
  return quote === undefined ? undefined : { command, quote };
}

/** The quote that is open behind the beginning of a word; undefined behind what a shell makes something else of. */
function openQuote(before: string): string | undefined {
  let quote = '';
  for (const character of before) {
    if (character === '\\' || character === '`' || (quote !== "'" && character === '$')) return undefined;
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  return quote;
}

function spliced(read: string, quote: string): string {
  if (quote === '"') return read;
  return quote === "'" ? `'"${read}"'` : `"${read}"`;
}

/** A secret named after the script and after what the script calls it. */
function secretNameFor({ file }: ShellScript, name: string): string {
  const base = nameWords(file.replace(/^.*\//, '').replace(/\.\w+$/, '')).join('-') || 'script';
  const words = nameWords(name.replace(/^-+/, '')).join('-');
  return `${base}/${words.length < 2 ? 'password' : words}`;
}
