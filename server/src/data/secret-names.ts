import { remembered } from '../base/remember';
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
export const secretName: (name: string) => NameMeaning = remembered((name) =>
  hints.test(name) ? meaningOf(name) : 'no',
);

function meaningOf(name: string): NameMeaning {
  const words = withoutNumbers(nameWords(name));
  if (words.length === 0 || words.length > mostWords) return 'no';
  if (isUser(words)) return 'user';
  const head = headOf(words);
  if (head === undefined) return 'no';
  if (head.before.some((word) => denials.has(word))) return 'no';
  return head.isToken && head.before.some((word) => tokenDenials.has(word)) ? 'no' : 'secret';
}

/** True for a name that says password, and not only that something is secret. `PWD` alone is the folder that a shell is in. */
export function saysPassword(name: string): boolean {
  if (secretName(name) !== 'secret' || /^(?:OLD)?PWD$/.test(name)) return false;
  const words = nameWords(name);
  return words.some((word) =>
    word === 'pass'
      ? words.length > 1
      : /^(?:passwords?|passwd|passphrase|pwd|passwort|kennwort|contrasena|senha)$/.test(word),
  );
}

/** What every name of a secret or user has in it: most names are passed over without a closer look. */
const hints =
  /pass|pw|ps[kw]|secret|token|cred|key|kennwort|geheim|contra|clave|senha|user|login|uid|usr|client|benutzer|usuario|utilisateur|principal/i;

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
  'api access secret private signing signature encryption decryption auth authentication shared storage account webhook hmac jwt sas preshared license fernet'.split(
    ' ',
  ),
);

/** Words that a name may end with while it still names the secret itself: `SecretString`, `password_value`, `TokenText`. */
const carriers: ReadonlySet<string> = new Set(
  'string value text plain plaintext plain_text cleartext literal raw data base b default prod production dev development test staging qa uat new old current previous primary secondary admin master root main override confirm confirmation confirmed'.split(
    ' ',
  ),
);

/** Words before the head that make the name one of something else: of a switch, a length, a function. */
const denials: ReadonlySet<string> = new Set(
  `max min maximum minimum num number count has is use uses using get gets create creates generate generates enable enables
  enabled disable disables disabled require requires required allow allows ignore exclude include manage manages managed show
  hide forgot forgotten need needs no without skip fetch read load retrieve rotate rotates validate check verify kms`.split(
    /\s+/,
  ),
);

/** Words before `token` that make it one of something else: of a page, a request, a model's input. */
const tokenDenials: ReadonlySet<string> = new Set(
  `next continuation pagination page paging client idempotency request resume marker start starting sync position cursor task
  input output prompt completion total pad unk eos bos cls sep mask special stop http imds metadata service csrf xsrf syntax
  parser lexer`.split(/\s+/),
);

interface Head {
  readonly before: readonly string[];
  readonly isToken: boolean;
}

/** The word that says what the name is one of, when that is a secret. */
function headOf(words: readonly string[]): Head | undefined {
  let length = words.length;
  while (length > 1 && carriers.has(words[length - 1] ?? '')) length--;
  const last = words[length - 1] ?? '';
  const before = words.slice(0, length - 1);
  if (secretWords.has(last) || shortWords.has(last)) return { before, isToken: /^tokens?$/.test(last) };
  const isSecret =
    last === 'key'
      ? keyKinds.has(before.at(-1) ?? '') || /^[a-z]{2,6}api$/.test(before.at(-1) ?? '')
      : last === 'passe' && before.slice(-2).join(' ') === 'mot de';
  return isSecret ? { before, isToken: false } : undefined;
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
