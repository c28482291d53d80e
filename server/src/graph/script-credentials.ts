import type { Place } from '../base/range';
import { asString, type Value } from '../base/value';
import { nameWords } from '../data/name-words';
import { type CredentialCall, credentialCall, setsOption, setsOptions } from '../data/script-credentials';
import { secretName } from '../data/secret-names';
import { alternatives } from '../glue/meaning';
import { callsIn } from '../glue/parts';
import type { Argument, Call, Part, Script } from '../glue/script';
import { isLocalAddress } from './local-address';
import { mayHoldSecret, type SecretLiteral, secretLiterals } from './script-literals';
import { speaksTo } from './script-storage';
import type { SecretContext } from './secret-values';

/** A credential that is written in a script and reaches a call that takes one. */
export interface Credential {
  readonly literal: SecretLiteral;
  /** What the call names it: `password`, `fs.s3a.secret.key`. */
  readonly name: string;
  readonly call: Call;
  readonly opens: string;
  /** Where the call is given the value; the literal may stand elsewhere. */
  readonly givenAt: Place;
  /** The keyword argument that the credential is. */
  readonly argument: Argument | undefined;
}

/** The credentials that a script's calls are given as literals of it; each literal once, for the first call that it reaches. */
export function credentialsIn(script: Script): readonly Credential[] {
  return everyCredential(script).filter(({ literal }) => literal.at.file === script.file);
}

/** Those that are written in a module that the script imports. */
export function credentialsOfModules(script: Script): readonly Credential[] {
  return everyCredential(script).filter(({ literal }) => literal.at.file !== script.file);
}

function everyCredential(script: Script): readonly Credential[] {
  const known = credentialsOf.get(script);
  if (known !== undefined) return known;
  const found = findCredentials(script);
  credentialsOf.set(script, found);
  return found;
}

/** Several rules ask for them. */
const credentialsOf = new WeakMap<Script, readonly Credential[]>();

function findCredentials(script: Script): readonly Credential[] {
  const found = new Map<string, Credential>();
  for (const call of [...callsIn(script, callsGivenSecrets), ...script.beyond]) {
    for (const given of givenTo(call, usesEmulator)) {
      for (const literal of secretLiterals(script, given.value, given.context, {
        after: scheme,
        forms: given.forms,
        from: 'any file',
      })) {
        // What a module gives to its own calls is the module's to say.
        if (literal.at.file !== script.file && !script.calls.includes(call)) continue;
        const place = `${literal.at.file} ${literal.at.range.start}`;
        if (found.has(place)) continue;
        const { name, opens, at: givenAt, argument } = given;
        found.set(place, { literal, name, call, opens, givenAt, argument });
      }
    }
  }
  return [...found.values()];
}

/** The calls that may be given a credential; where the rest of the script has a say, it may. */
function callsGivenSecrets({ calls }: Part): readonly Call[] {
  return calls.filter((call) => {
    let isOpen = false;
    const leavesOpen = () => {
      isOpen = true;
      return false;
    };
    for (const { value, context, forms } of givenTo(call, leavesOpen))
      if (isOpen || mayHoldSecret(value, context, { after: scheme, forms })) return true;
    return isOpen;
  });
}

/** `Bearer …`, `token …`: what follows the scheme is the credential. */
const scheme = /^(?:(?:bearer|token|apikey|api-key)\s+)?/i;

/** Something that a call is given in a credential's place. */
interface Given {
  readonly name: string;
  readonly value: Value;
  readonly at: Place;
  readonly context: SecretContext;
  readonly forms: readonly RegExp[];
  readonly opens: string;
  readonly argument: Argument | undefined;
}

/** True for a script whose storage is an emulator. */
type EmulatorTest = (call: Call) => boolean;

function usesEmulator({ script }: Call): boolean {
  return speaksTo(script, (url) => emulator.test(url));
}

function* givenTo(call: Call, isEmulated: EmulatorTest): Generator<Given> {
  if (setsOption(call.callee)) yield* option(call, isEmulated);
  if (setsOptions(call.callee)) yield* options(call, isEmulated);
  const takes = credentialCall(call.callee) ?? byItsName(call.callee);
  if (takes === undefined || isLocal(call)) return;
  yield* ofSecureParameter(call, takes);
  for (const [position, name] of Object.entries(takes.positions ?? {})) {
    const argument = call.positional[Number(position)];
    if (argument !== undefined) yield given(name, argument, takes, undefined);
  }
  for (const [name, argument] of call.keyword) {
    yield* named(name, argument.value, argument.at, takes, argument);
    if (takes.urls?.includes(name) === true) yield given(name, argument, takes, undefined, 'free');
  }
  for (const [position, argument] of call.positional.entries()) {
    yield given('url', argument, takes, undefined, 'free');
    if (argument.value.kind === 'mapping') yield* within(argument.value, argument.at, takes, 0);
    if (argument.value.kind === 'list') yield* items(argument.value, argument.at, takes, 0);
    if (takes.pairs?.includes(position) === true) yield* pair(argument.value, argument.at, takes);
  }
}

/** Calls of any library that are called as what opens something. Their password is taken for one when a keyword says so. */
function byItsName(callee: string): CredentialCall | undefined {
  const opens = /\.(?:connect|login|log_in|sign_in|authenticate|\w*Connection|\w*Client)$/.test(callee);
  return opens && !callee.startsWith('local.') ? { opens: 'what it connects to' } : undefined;
}

/** A list of a user and a password. */
function* pair(value: Value, at: Place, takes: CredentialCall): Generator<Given> {
  for (const one of alternatives(value)) {
    const password = one.kind === 'list' && one.items.length === 2 ? one.items[1] : undefined;
    if (password !== undefined) yield given('password', { value: password, at }, takes, undefined);
  }
}

/** `user:password`. */
const joinedPair = /^[^\s:/]{1,100}:(?<secret>[^\s/]{3,200})$/dg;

function given(
  name: string,
  { value, at }: { readonly value: Value; readonly at: Place },
  { opens, forms = [] }: CredentialCall,
  argument: Argument | undefined,
  context: SecretContext = contextOf(name),
): Given {
  return { name, value, at, context, forms, opens, argument };
}

/** The value of a `SecureString`. */
function* ofSecureParameter({ callee, keyword }: Call, takes: CredentialCall): Generator<Given> {
  const value = keyword.get('Value');
  const isSecure = asString(keyword.get('Type')?.value) === 'SecureString';
  if (callee === 'boto3.ssm.put_parameter' && isSecure && value !== undefined)
    yield given('password', value, takes, undefined);
}

/** `.option("password", value)`. */
function* option(call: Call, isEmulated: EmulatorTest): Generator<Given> {
  const key = call.keyword.get('key') ?? call.positional[0];
  const value = call.keyword.get('value') ?? call.positional[1];
  if (key === undefined || value === undefined) return;
  // In a loop over a dict's items the names and the values go together.
  const names = alternatives(key.value);
  const values = alternatives(value.value);
  for (const [index, one] of names.entries()) {
    const name = asString(one);
    const its = names.length === values.length ? values[index] : value.value;
    if (name !== undefined && its !== undefined)
      yield* optionNamed(call, name, { value: its, at: value.at }, isEmulated);
  }
}

function* options(call: Call, isEmulated: EmulatorTest): Generator<Given> {
  for (const [name, argument] of call.keyword) yield* optionNamed(call, name, argument, isEmulated);
  for (const { value, at } of [...call.positional, ...call.keyword.values()]) {
    if (value.kind === 'mapping')
      for (const entry of value.entries.values())
        yield* optionNamed(call, entry.key, { value: entry.value, at }, isEmulated);
    if (value.kind !== 'list') continue;
    for (const pair of value.items) {
      const [key, item] = pair.kind === 'list' ? pair.items : [];
      const name = asString(key);
      if (name !== undefined && item !== undefined)
        yield* optionNamed(call, name, { value: item, at }, isEmulated);
    }
  }
}

const source: CredentialCall = { opens: 'the data source' };

function* optionNamed(
  call: Call,
  name: string,
  argument: { readonly value: Value; readonly at: Place },
  isEmulated: EmulatorTest,
): Generator<Given> {
  if (isStorageKey(name) && !isEmulated(call)) yield given(name, argument, source, undefined, 'credential');
  else if (secretName(name) === 'secret') yield given(name, argument, source, undefined);
  else yield given(name, argument, source, undefined, 'free');
}

/** A keyword argument or an entry of a dict, and what lies within it. */
function* named(
  name: string,
  value: Value,
  at: Place,
  takes: CredentialCall,
  argument: Argument | undefined,
  depth = 0,
): Generator<Given> {
  if (/^authorization$/i.test(name)) yield given(name, { value, at }, takes, argument, 'named');
  else if (/^(?:http_|basic_|proxy_)?auth$/i.test(name)) {
    yield* pair(value, at, takes);
    yield given(name, { value, at }, { ...takes, forms: [joinedPair] }, undefined, 'free');
  } else if (takes.certain?.includes(name) === true)
    yield given(name, { value, at }, takes, argument, 'credential');
  else if (secretName(name) === 'secret' || isAccessKeyId(name))
    yield given(name, { value, at }, takes, argument);
  for (const one of alternatives(value)) {
    if (one.kind === 'mapping') yield* within(one, at, takes, depth + 1);
    if (one.kind === 'list') yield* items(one, at, takes, depth + 1);
  }
}

/** Addresses in a list, and dicts: the nodes of a cluster. */
function* items(
  list: Extract<Value, { kind: 'list' }>,
  at: Place,
  takes: CredentialCall,
  depth: number,
): Generator<Given> {
  for (const value of list.items) {
    if (value.kind === 'mapping') yield* within(value, at, takes, depth + 1);
    else if (value.kind !== 'list') yield given('url', { value, at }, takes, undefined, 'free');
  }
}

/** Dicts within dicts are followed this far. */
const deepest = 5;

function* within(
  mapping: Extract<Value, { kind: 'mapping' }>,
  at: Place,
  takes: CredentialCall,
  depth: number,
): Generator<Given> {
  if (depth > deepest) return;
  for (const { key, value } of mapping.entries.values()) {
    yield* named(key, value, at, takes, undefined, depth);
    if (/url|uri|jaas|connection|dsn|host/i.test(key))
      yield given(key, { value, at }, takes, undefined, 'free');
  }
}

function isAccessKeyId(name: string): boolean {
  return /access[-_.]?key[-_.]?id$/i.test(name);
}

/** A password can be any text; keys and tokens are generated, so that a word in their place is none. */
function contextOf(name: string): SecretContext {
  if (isAccessKeyId(name)) return 'free';
  return nameWords(name).some((word) => passwordWords.has(word)) ? 'credential' : 'named';
}

const passwordWords: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'passcode',
  'pw',
  'pass',
  'sfpassword',
]);

/** Keys of a storage that is spoken to as S3: those of MinIO and its like are chosen by people, and look it. */
function isStorageKey(name: string): boolean {
  return /fs\.s3[an]?\.(?:access\.key|secret\.key|awsAccessKeyId|awsSecretAccessKey|session\.token)$/i.test(
    name,
  );
}

/** An emulator on the same machine, which takes any key. MinIO checks its keys. */
const emulator = /^(?:https?:\/\/)?(?:localhost|127\.|localstack)/;

/** A client for an emulator on the same machine: what it is given opens nothing. */
function isLocal({ keyword, callee }: Call): boolean {
  if (!callee.startsWith('boto3.')) return false;
  const endpoint = keyword.get('endpoint_url')?.value;
  return endpoint !== undefined && isLocalAddress(asString(endpoint) ?? '');
}
