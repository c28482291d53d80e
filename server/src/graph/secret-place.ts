import type { Place } from '../base/range';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Declaration } from '../cloudformation/template';
import { secretName } from '../data/secret-names';
import { type CredentialProperty, takesNoCredential } from '../data/secret-properties';
import type { MapNode, Node } from '../syntax/tree';
import { plainBranches } from './property-walk';
import { contextOf, type SecretContext } from './secret-values';

/** A place of a template that holds, or by its name seems to hold, a secret. */
export interface SecretPlace {
  /** The resource, or undefined in `Mappings` and `Globals`. */
  readonly owner: Declaration | undefined;
  /** What is written there: a text or an intrinsic function. */
  readonly node: Node;
  readonly keyAt: Place;
  /** The property, variable, setting or argument. */
  readonly name: string;
  /** What `name` is called: "environment variable"; undefined for a property. */
  readonly noun: string | undefined;
  /** `text`: a script or a document, in which other names stand. */
  readonly takes: 'credential' | 'named' | 'text';
  /** What the name that stands for the value makes of it. */
  readonly context: SecretContext;
  /** Shown to everybody who may look at the job, whatever it comes from. */
  readonly isArgument: boolean;
  /** With `credential`, what is known of the property. */
  readonly credential: CredentialProperty | undefined;
}

/** `--password`, `value`; and `--password=value` within one item. */
export function* flags(
  owner: Declaration,
  node: Node,
  name: string,
  isArgument: boolean,
): Generator<SecretPlace> {
  for (const list of plainBranches(node)) {
    if (list.kind !== 'sequence') continue;
    for (const [index, item] of list.items.entries()) {
      const before = list.items[index - 1];
      const flag = before?.kind === 'scalar' && /^--?[A-Za-z]/.test(before.text) ? before : undefined;
      if (flag !== undefined && secretName(flag.text) === 'secret')
        yield { ...secret(owner, item, flag, flag.text, 'argument'), isArgument };
      else yield text(owner, item, item, name, undefined, isArgument);
    }
  }
}

/** The entries of a map whose keys are secrets' names. */
export function* entries(
  owner: Declaration | undefined,
  node: Node,
  noun: string,
  isArgument: boolean,
): Generator<SecretPlace> {
  for (const map of plainBranches(node)) {
    if (map.kind !== 'map') continue;
    for (const { key, value } of map.pairs) {
      if (secretName(key.text) === 'secret')
        yield { ...secret(owner, value, key, key.text, noun), isArgument };
      else if (value.kind !== 'map' || intrinsicOf(value) !== undefined)
        yield text(owner, value, key, key.text, noun, isArgument);
    }
  }
}

/** `{Name: …, Value: …}`; a `Type` or `ValueFrom` beside them says that the value only names a secret. */
export function* items(
  owner: Declaration,
  node: Node,
  name: string,
  value: string,
  noun: string,
): Generator<SecretPlace> {
  for (const list of plainBranches(node)) {
    if (list.kind !== 'sequence') continue;
    for (const item of list.items.flatMap(plainBranches)) {
      const [called, pair] = item.kind === 'map' ? [item.get(name), item.pair(value)] : [];
      if (item.kind !== 'map' || called?.kind !== 'scalar' || pair === undefined || isStored(item)) continue;
      if (secretName(called.text) === 'secret') yield secret(owner, pair.value, pair.key, called.text, noun);
      else yield text(owner, pair.value, pair.key, called.text, noun, false);
    }
  }
}

/** True when a `Type` says that the value names what is stored elsewhere. */
function isStored(item: MapNode): boolean {
  const type = item.get('Type');
  return type?.kind === 'scalar' && type.text !== 'PLAINTEXT';
}

/** How items of lists call a name and its value. Tags, which have a `Key` and a `Value`, are shown to everybody anyway. */
const namings: readonly (readonly [name: string, value: string])[] = [
  ['Name', 'Value'],
  ['name', 'value'],
  ['OptionName', 'Value'],
  ['ParameterKey', 'ParameterValue'],
  ['ParameterName', 'ParameterValue'],
  ['Id', 'StringValue'],
  ['Key', 'StringValue'],
];

/** Everything below a node that stands under a secret's name, or beside one. */
export function* named(
  owner: Declaration | undefined,
  start: Node,
  noun: string | undefined,
  isArgument = false,
  type = '',
  path = '',
): Generator<SecretPlace> {
  for (const node of plainBranches(start)) {
    if (node.kind === 'sequence')
      for (const item of node.items) yield* named(owner, item, noun, isArgument, type, `${path}[]`);
    if (node.kind !== 'map') continue;
    for (const [name, value] of namings) {
      const [called, pair] = [node.get(name), node.pair(value)];
      if (called?.kind !== 'scalar' || pair === undefined || isStored(node)) continue;
      if (secretName(called.text) === 'secret')
        yield { ...secret(owner, pair.value, pair.key, called.text, noun ?? 'setting'), isArgument };
    }
    for (const { key, value } of node.pairs) {
      const inner = path === '' ? key.text : `${path}.${key.text}`;
      const isLeaf = value.kind === 'scalar' || intrinsicOf(value) !== undefined;
      if (isLeaf && secretName(key.text) === 'secret' && !takesNoCredential(type, inner))
        yield { ...secret(owner, value, key, key.text, noun), isArgument };
      yield* named(owner, value, noun, isArgument, type, inner);
    }
  }
}

/** Every text below a node. */
export function* texts(owner: Declaration, node: Node, keyAt: Place, name: string): Generator<SecretPlace> {
  if (node.kind === 'scalar' || intrinsicOf(node) !== undefined)
    yield text(owner, node, keyAt, name, undefined, false);
  else if (node.kind === 'sequence') for (const item of node.items) yield* texts(owner, item, keyAt, name);
  else {
    for (const { key, value } of node.pairs) {
      const isLeaf = value.kind === 'scalar' || intrinsicOf(value) !== undefined;
      if (isLeaf && secretName(key.text) === 'secret') yield secret(owner, value, key, key.text, undefined);
      else yield* texts(owner, value, key, name);
    }
  }
}

export function secret(
  owner: Declaration | undefined,
  node: Node,
  keyAt: Place,
  name: string,
  noun: string | undefined,
): SecretPlace {
  const context = contextOf(name);
  return {
    owner,
    node,
    keyAt,
    name,
    noun,
    takes: 'named',
    context,
    isArgument: false,
    credential: undefined,
  };
}

export function text(
  owner: Declaration | undefined,
  node: Node,
  keyAt: Place,
  name: string,
  noun: string | undefined,
  isArgument: boolean,
): SecretPlace {
  return {
    owner,
    node,
    keyAt,
    name,
    noun,
    takes: 'text',
    context: 'free',
    isArgument,
    credential: undefined,
  };
}
