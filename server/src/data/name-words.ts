import { remembered } from '../base/remember';

/**
 * The words of a name, in lower case: written together with capitals, with underscores, hyphens, dots or blanks, or
 * simply together where one of the words is known (`dbpassword`, `apikey`).
 */
export const nameWords: (name: string) => readonly string[] = remembered((name) =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .flatMap((word) => apart(word.replace(/(?<=[a-z])\d+$/, '')))
    .filter((word) => word !== ''),
);

/** Words that are commonly written together with what stands before and after them. */
const joined =
  /^(.*?)(passwords?|passwd|passphrase|passwort|kennwort|secrets?|tokens?|credentials?|username|apikey|accesskey|secretkey|privatekey|sharedkey|authkey)(.*)$/;

/** What may follow such a word in a name that is written together; anything else (`tokenizer`, `secretary`) is one word. */
const followers: ReadonlySet<string> = new Set([
  '',
  'arn',
  'name',
  'id',
  'key',
  'length',
  'policy',
  'file',
  'path',
  'hash',
  'value',
  'string',
  'type',
  'url',
]);

const compounds: ReadonlyMap<string, readonly string[]> = new Map([
  ['apikey', ['api', 'key']],
  ['accesskey', ['access', 'key']],
  ['secretkey', ['secret', 'key']],
  ['privatekey', ['private', 'key']],
  ['sharedkey', ['shared', 'key']],
  ['authkey', ['auth', 'key']],
]);

/** `dbpass`, `storepass`, `rootpw`: short words for a password behind what it opens; not `bypass`, `compass`. */
const shortened =
  /^((?:db|sql|mysql|pg|rds|redshift|snowflake|oracle|mssql|redis|root|user|admin|master|key|store|(?:src|dest)(?:key|store)|trust|truststore|keystore|ssh|ftp|sftp|smtp|mail|ldap|bind|app|svc|jdbc|hive|kdc|vnc|rdp|login|my))(pass|pwd|pw)$/;

function apart(word: string): readonly string[] {
  const [, opened, password] = shortened.exec(word) ?? [];
  if (opened !== undefined && password !== undefined) return [opened, password];
  const [, before = '', known = '', after = ''] = joined.exec(word) ?? [];
  if (known === '' || !followers.has(after)) return [word];
  return [...apart(before), ...(compounds.get(known) ?? [known]), ...(after === '' ? [] : [after])];
}
