import type { Place } from '../base/range';
import { asString, type Value } from '../base/value';
import { nameWords } from '../data/name-words';
import { type CredentialCall, credentialCall, setsOption, setsOptions } from '../data/script-credentials';
import { secretName } from '../data/secret-names';
import { alternatives } from '../glue/meaning';
import type { Argument, Call, Script } from '../glue/script';
import { isLocalAddress } from './local-address';
import { type SecretLiteral, secretLiterals } from './script-literals';
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
  for (const call of script.calls) {
    for (const given of givenTo(call)) {
      for (const literal of secretLiterals(script, given.value, given.context, scheme, 'any file')) {
        const place = `${literal.at.file} ${literal.at.range.start}`;
        if (found.has(place)) continue;
        const { name, opens, at: givenAt, argument } = given;
        found.set(place, { literal, name, call, opens, givenAt, argument });
      }
    }
  }
  return [...found.values()];
}

/** `Bearer …`, `token …`: what follows the scheme is the credential. */
const scheme = /^(?:(?:bearer|token|apikey|api-key)\s+)?/i;

/** Something that a call is given in a credential's place. */
interface Given {
  readonly name: string;
  readonly value: Value;
  readonly at: Place;
  readonly context: SecretContext;
  readonly opens: string;
  readonly argument: Argument | undefined;
}

function* givenTo(call: Call): Generator<Given> {
  if (setsOption(call.callee)) yield* option(call);
  if (setsOptions(call.callee)) yield* options(call);
  const takes = credentialCall(call.callee);
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
  for (const argument of call.positional) {
    yield given('url', argument, takes, undefined, 'free');
    if (argument.value.kind === 'mapping') yield* within(argument.value, argument.at, takes, 0);
  }
}

function given(
  name: string,
  { value, at }: { readonly value: Value; readonly at: Place },
  { opens }: CredentialCall,
  argument: Argument | undefined,
  context: SecretContext = contextOf(name),
): Given {
  return { name, value, at, context, opens, argument };
}

/** The value of a `SecureString`. */
function* ofSecureParameter({ callee, keyword }: Call, takes: CredentialCall): Generator<Given> {
  const value = keyword.get('Value');
  const isSecure = asString(keyword.get('Type')?.value) === 'SecureString';
  if (callee === 'boto3.ssm.put_parameter' && isSecure && value !== undefined)
    yield given('password', value, takes, undefined);
}

/** `.option("password", value)`. */
function* option(call: Call): Generator<Given> {
  const key = call.keyword.get('key') ?? call.positional[0];
  const value = call.keyword.get('value') ?? call.positional[1];
  const name = asString(key?.value);
  if (name !== undefined && value !== undefined) yield* optionNamed(name, value);
}

function* options(call: Call): Generator<Given> {
  for (const [name, argument] of call.keyword) yield* optionNamed(name, argument);
  for (const { value, at } of [...call.positional, ...call.keyword.values()]) {
    if (value.kind === 'mapping')
      for (const entry of value.entries.values()) yield* optionNamed(entry.key, { value: entry.value, at });
    if (value.kind !== 'list') continue;
    for (const pair of value.items) {
      const [key, item] = pair.kind === 'list' ? pair.items : [];
      const name = asString(key);
      if (name !== undefined && item !== undefined) yield* optionNamed(name, { value: item, at });
    }
  }
}

const source: CredentialCall = { opens: 'the data source' };

function* optionNamed(
  name: string,
  argument: { readonly value: Value; readonly at: Place },
): Generator<Given> {
  if (secretName(name) === 'secret') yield given(name, argument, source, undefined);
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
  else if (/^auth$/i.test(name) && value.kind === 'list') {
    const password = value.items[1];
    if (password !== undefined) yield given('password', { value: password, at }, takes, undefined);
  } else if (secretName(name) === 'secret' || isAccessKeyId(name))
    yield given(name, { value, at }, takes, argument);
  for (const one of alternatives(value)) if (one.kind === 'mapping') yield* within(one, at, takes, depth + 1);
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

/** A client for an emulator on the same machine: what it is given opens nothing. */
function isLocal({ keyword, callee }: Call): boolean {
  if (!callee.startsWith('boto3.')) return false;
  const endpoint = keyword.get('endpoint_url')?.value;
  return endpoint !== undefined && isLocalAddress(asString(endpoint) ?? '');
}
