import { nameWords } from './name-words';

/**
 * What a name promises of its value: `secret` a text that gives access, `user` the public half of a credential (a user
 * name, an access key id), `no` anything else.
 */
export type NameMeaning = 'secret' | 'user' | 'no';

/**
 * Reads the name of a variable, key, parameter, argument or property: `dbPassword`, `--db-password`, `spark.ssl.keyPassword`,
 * `DB_PASS`. The words decide, not the spelling; what a word after them makes of a secret (`PasswordPolicy`, `SecretArn`)
 * is not one.
 */
export function secretName(name: string): NameMeaning {
  const words = withoutNumbers(nameWords(name));
  if (words.length === 0 || words.length > mostWords) return 'no';
  if (isUser(words)) return 'user';
  const head = headOf(words);
  if (head === undefined) return 'no';
  return head.every((word) => !denials.has(word)) ? 'secret' : 'no';
}

/** Longer names are sentences. */
const mostWords = 12;

/** Words that name a secret by themselves, wherever the field writes names: English, German, French, Spanish, Portuguese. */
const secretWords: ReadonlySet<string> = new Set(
  `password passwords passwd passphrase passcode pwd secret secrets credential credentials token
  passwort kennwort geheimnis contrasena contrasenia motdepasse senha`.split(/\s+/),
);

/** Words that name a secret only at the end of a longer name, or alone: `db_pass`, `PW`. */
const shortWords: ReadonlySet<string> = new Set(['pass', 'pw', 'psw', 'psk', 'clave']);

/** What a key, a string or a value must be of to be secret: `api_key`, `secretKey`, `private_key`. */
const keyKinds: ReadonlySet<string> = new Set(
  'api access secret private signing signature encryption decryption auth authentication shared storage account webhook hmac jwt sas preshared license'.split(
    ' ',
  ),
);

/** Words that a name may end with while it still names the secret itself: `SecretString`, `password_value`, `TokenText`. */
const carriers: ReadonlySet<string> = new Set(
  'string value text plain plaintext plain_text cleartext literal raw data base64 b64 default prod production dev development test staging qa uat new old current previous primary secondary admin master root main override confirm confirmation confirmed'.split(
    ' ',
  ),
);

/** Words before the head that make the name one of something else. */
const denials: ReadonlySet<string> = new Set(
  `next continuation pagination page paging client idempotency request resume marker start starting sync position cursor
  task max min maximum minimum num number count input output prompt completion total pad unk eos bos cls sep mask special
  stop http imds metadata service csrf xsrf design syntax parser lexer has is use uses using get gets create creates
  generate generates enable enables enabled disable disables disabled require requires required allow allows ignore
  exclude include manage manages managed show hide forgot forgotten need needs no without skip fetch read load retrieve
  rotate rotates validate check verify partition sort primary foreign public routing hash range dist object kms`.split(
    /\s+/,
  ),
);

function headOf(words: readonly string[]): readonly string[] | undefined {
  let length = words.length;
  while (length > 1 && carriers.has(words[length - 1] ?? '')) length--;
  const last = words[length - 1] ?? '';
  const before = words.slice(0, length - 1);
  if (secretWords.has(last)) return before;
  if (shortWords.has(last)) return before;
  if (last === 'key') {
    const kind = before.at(-1);
    return kind !== undefined && keyKinds.has(kind) ? before : undefined;
  }
  return last === 'passe' && before.slice(-2).join(' ') === 'mot de' ? before : undefined;
}

const userEndings: readonly (readonly string[])[] = [
  ['username'],
  ['user', 'name'],
  ['user'],
  ['userid'],
  ['user', 'id'],
  ['login'],
  ['login', 'name'],
  ['uid'],
  ['usr'],
  ['principal', 'name'],
  ['access', 'key', 'id'],
  ['accesskeyid'],
  ['client', 'id'],
  ['benutzer'],
  ['benutzername'],
  ['usuario'],
  ['utilisateur'],
];

function isUser(words: readonly string[]): boolean {
  return userEndings.some((ending) => {
    const from = words.length - ending.length;
    return from >= 0 && ending.every((word, index) => words[from + index] === word);
  });
}

function withoutNumbers(words: readonly string[]): readonly string[] {
  return words.filter((word) => !/^\d+$/.test(word));
}
