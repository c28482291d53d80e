import type { Place } from '../base/range';
import { remembered } from '../base/remember';
import { asString, type Value } from '../base/value';
import { nameWords } from '../data/name-words';
import { secretName } from '../data/secret-names';
import { alternatives, textOf } from '../glue/meaning';
import { callsIn, foundIn } from '../glue/parts';
import type { Call, Part, Script, StringLiteral } from '../glue/script';
import { secretsInMagics } from './notebook-magics';
import { credentialsIn } from './script-credentials';
import { mayHoldSecret, type SecretLiteral, secretLiterals, spelledOut, stretchOf } from './script-literals';
import { sqlCredentialsIn } from './script-sql-credentials';
import { secretAssignments } from './secret-text';
import { findTokens } from './secret-tokens';
import type { SecretPart } from './secret-values';

/** A secret that is written in a script without reaching a call that is known to take it. */
export interface NamedSecret {
  readonly literal: SecretLiteral;
  /** The name that says that it is one; undefined when its form alone does. */
  readonly name: string | undefined;
  readonly nameAt: Place | undefined;
}

/** Literals under the names of secrets, and tokens that are known by their form, each once; none that a known call takes. */
export function namedSecretsIn(script: Script): readonly NamedSecret[] {
  const known = secretsOf.get(script);
  if (known !== undefined) return known;
  const found = findNamedSecrets(script);
  secretsOf.set(script, found);
  return found;
}

/** Several rules ask for them. */
const secretsOf = new WeakMap<Script, readonly NamedSecret[]>();

function findNamedSecrets(script: Script): readonly NamedSecret[] {
  const taken = [
    ...credentialsIn(script).map(({ literal }) => literal.at.range),
    ...sqlCredentialsIn(script).map(({ literal, clauseAt }) => (clauseAt ?? literal.at).range),
  ];
  const found: NamedSecret[] = [];
  const add = (literal: SecretLiteral, name: string | undefined, nameAt: Place | undefined) => {
    const { range } = literal.at;
    if (taken.some(({ start, end }) => start < range.end && range.start < end)) return;
    taken.push(range);
    found.push({ literal, name, nameAt });
  };
  for (const { name, nameAt, value } of namesGiven(script)) {
    for (const literal of secretLiterals(script, value, 'named')) {
      if (!isNoSecret(script, literal, name)) add(literal, name, nameAt);
    }
  }
  for (const { name, nameAt, value } of foundIn(script, authorizations)) {
    for (const literal of value.kind === 'list'
      ? secretLiterals(script, value.items[1] ?? value, 'credential')
      : secretLiterals(script, value, 'named', { after: /^(?:bearer|token|basic|apikey|api-key)\s+/i }))
      add(literal, name, nameAt);
  }
  for (const { value } of foundIn(script, textsWithTokens)) {
    for (const literal of secretLiterals(script, value, 'free')) add(literal, undefined, undefined);
  }
  for (const { name, literal } of writtenInTexts(script)) add(literal, name, undefined);
  for (const { name, literal } of secretsInMagics(script)) add(literal, name, undefined);
  for (const literal of tokensOutsideOfCode(script)) add(literal, undefined, undefined);
  return found;
}

interface NameGiven {
  readonly name: string;
  readonly nameAt: Place;
  readonly value: Value;
}

/** What is given under the name of a secret. */
function* namesGiven(script: Script): Generator<NameGiven> {
  yield* foundIn(script, secretBindings);
  for (const call of callsIn(script, callsWithDefaults))
    for (const given of defaultOf(call)) if (namesSecret(given)) yield given;
  if (foundIn(script, flags).length === 0) return;
  for (const given of flagsOf(script)) if (namesSecret(given)) yield given;
}

function secretBindings({ bindings }: Part): readonly NameGiven[] {
  return bindings.filter(namesSecret);
}

function namesSecret({ name }: NameGiven): boolean {
  return secretName(name) === 'secret';
}

function callsWithDefaults({ calls }: Part): readonly Call[] {
  return calls.filter(({ callee }) => mayHaveDefault(callee));
}

function flags({ strings }: Part): readonly StringLiteral[] {
  return strings.filter(({ value }) => isFlag(asString(value)));
}

function isFlag(text: string | undefined): boolean {
  return text !== undefined && /^--[\w-]{2,60}$/.test(text);
}

function textsWithTokens({ strings }: Part): readonly StringLiteral[] {
  return strings.filter(({ value }) => mayHoldSecret(value, 'free'));
}

/** `['--password', '…']`: a flag and its value in a list. */
function* flagsOf({ text, strings, file }: Script): Generator<NameGiven> {
  let flag: NameGiven | undefined;
  for (const { value, at } of strings) {
    if (at.file !== file) continue;
    const before = flag?.nameAt.range.end;
    const name = asString(value);
    const isOption = name?.startsWith('--') === true;
    if (flag && !isOption && before !== undefined && /^\s*,\s*$/.test(text.slice(before, at.range.start)))
      yield { ...flag, value };
    flag = name !== undefined && isFlag(name) ? { name, nameAt: at, value } : undefined;
  }
}

/** `session.auth = ('etl', '…')`, `headers['Authorization'] = 'Bearer …'`. */
function authorizations({ bindings }: Part): readonly NameGiven[] {
  return bindings.filter(({ name, value, of }) => {
    const isPair = name === 'auth' && of === 'attribute' && value.kind === 'list' && value.items.length === 2;
    return isPair || /^(?:proxy-)?authorization$/i.test(name);
  });
}

const lookUp =
  /^(?:os\.environ\.(?:get|setdefault|pop)|os\.putenv|\.(?:get|setdefault|pop)|airflow\.(?:models\.)?(?:variable\.)?(?:sdk\.)?Variable\.(?:get|set|setdefault))$/;
const mayHaveDefault = remembered(
  (callee) => lookUp.test(callee) || /(?:^|\.)add_argument$|^configparser\.\w+\.set$/i.test(callee),
);

/** `os.environ.get('DB_PASSWORD', '…')`, `parser.add_argument('--password', default='…')`, `getattr(x, 'token', '…')`. */
function* defaultOf({ callee, positional, keyword }: Call): Generator<NameGiven> {
  const [, option, setting] = positional;
  const optionName = asString(option?.value);
  if (/^configparser\.\w+\.set$/i.test(callee) && option && setting && optionName !== undefined)
    yield { name: optionName, nameAt: option.at, value: setting.value };
  const isLookUp = lookUp.test(callee);
  if (!isLookUp && !/(?:^|\.)add_argument$/.test(callee)) return;
  const first = positional.find(({ value }) => asString(value)?.startsWith('--')) ?? positional[0];
  const value =
    keyword.get('default') ?? keyword.get('default_var') ?? (isLookUp ? positional[1] : undefined);
  const name = asString(first?.value);
  if (first !== undefined && value !== undefined && name !== undefined)
    yield { name, nameAt: first.at, value: value.value };
}

/** `{'pwd': 'password'}` maps names; `r'password=\S+'` is a pattern. */
function isNoSecret(script: Script, { at, literal }: SecretLiteral, name: string): boolean {
  const written = script.text.slice(at.range.start, at.range.end);
  if (meantBy(written) === meantBy(name)) return true;
  if (/\[[^\]\s]+\](?:\{\d|[+*])/.test(written)) return true;
  const isRaw = /^[bB]?[rR]/.test(script.text.slice(literal.range.start, literal.range.end));
  return isRaw && /\\[sSdDwWb.]|\[\^|\(\?/.test(written);
}

/** The words of a name, with one word for all that stand for a password. */
function meantBy(name: string): string {
  return nameWords(name)
    .map((word) => (/^(?:pass|passwd|pwd|pw|psw|passwort|passcode)$/.test(word) ? 'password' : word))
    .join(' ');
}

/** JSON in a string, and commands that a script hands to a shell: `\"password\": \"…\"`, `mysql -p…`. */
function* writtenInTexts(
  script: Script,
): Generator<{ readonly name: string; readonly literal: SecretLiteral }> {
  for (const call of callsIn(script, callsToShells))
    for (const value of commandsOf(call)) yield* assignedIn(script, value);
  for (const { value, at } of foundIn(script, textsWithin))
    if (at.file === script.file) yield* assignedIn(script, value);
}

function callsToShells({ calls }: Part): readonly Call[] {
  return calls.filter(({ callee }) => shells.test(callee));
}

/** JSON, and user data, which is a program in a string. */
function textsWithin({ strings }: Part): readonly StringLiteral[] {
  return strings.filter(({ value }) => /^\s*(?:[[{][\s\S]*"\s*:\s*"|#!.*sh\b)/.test(asString(value) ?? ''));
}

function* assignedIn(
  script: Script,
  value: Value,
): Generator<{ readonly name: string; readonly literal: SecretLiteral }> {
  for (const { name, start, end, isLiteral } of secretAssignments(spelledOut(value))) {
    const literal = isLiteral ? stretchOf(script, value, { start, end, what: 'a secret' }) : undefined;
    if (literal !== undefined) yield { name, literal };
  }
}

/** What a shell is given to run; words of a list as one text. */
function commandsOf({ callee, positional, keyword, whole }: Call): readonly Value[] {
  const command = shells.test(callee) ? (positional[0] ?? keyword.get('args'))?.value : undefined;
  if (command === undefined) return [];
  const space: Value = { kind: 'scalar', text: ' ', value: ' ', at: whole };
  return alternatives(command).map((one) =>
    one.kind === 'list'
      ? textOf(
          one.items.flatMap((word) => [word, space]),
          whole,
        )
      : one,
  );
}

const shells = /^(?:os\.(?:system|popen)|subprocess\.\w+)$/;

/** Tokens in comments and documentation. Parts of code that look like connection strings are none. */
function* tokensOutsideOfCode({ file, text }: Script): Generator<SecretLiteral> {
  const blankLine = /\n\r?\n/g;
  for (let from = 0; from < text.length; ) {
    blankLine.lastIndex = from;
    const next = blankLine.test(text) ? blankLine.lastIndex : text.length;
    for (const { start, end, what } of tokensInLines(text.slice(from, next))) {
      const at: Place = { file, range: { start: from + start, end: from + end } };
      yield { at, what, literal: at, within: undefined };
    }
    from = next;
  }
}

/** What the lines with tokens have: a long run of a token's characters, or a password in a URL. */
const candidate = /[\w+/=-]{20}|:\/\/[^\s/]{0,80}:[^\s/]{0,80}@/g;

/** Of the lines between two blank ones, nearly all of which are as they were one letter ago. */
const tokensInLines = remembered((text): readonly SecretPart[] => {
  const found: SecretPart[] = [];
  let read = 0;
  for (const { index } of text.matchAll(candidate)) {
    if (index < read) continue;
    const from = text.lastIndexOf('\n', index) + 1;
    const lineEnd = text.indexOf('\n', index);
    read = lineEnd === -1 ? text.length : lineEnd;
    for (const { start, end, what } of findTokens(text.slice(from, read))) {
      if (!/^the password of/.test(what)) found.push({ start: from + start, end: from + end, what });
    }
  }
  return found;
});
