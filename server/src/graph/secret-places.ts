import type { Place } from '../base/range';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Declaration, Template } from '../cloudformation/template';
import { argumentLists, argumentMaps, argumentTexts, commandLists, programs } from '../data/secret-arguments';
import { secretName } from '../data/secret-names';
import {
  type CredentialProperty,
  credentialProperties,
  namedValues,
  takesNoCredential,
} from '../data/secret-properties';
import type { MapNode, Node } from '../syntax/tree';
import { keyOf, plainBranches, walk } from './property-walk';

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
  /** Shown to everybody who may look at the job, whatever it comes from. */
  readonly isArgument: boolean;
  /** With `credential`, what is known of the property. */
  readonly credential: CredentialProperty | undefined;
}

/** Every such place of a template, whatever its conditions; no node twice. */
export function secretPlaces(template: Template): readonly SecretPlace[] {
  const known = placesOf.get(template);
  if (known !== undefined) return known;
  const seen = new Set<Node>();
  const places: SecretPlace[] = [];
  for (const place of allPlaces(template)) {
    if (seen.has(place.node)) continue;
    seen.add(place.node);
    places.push(place);
  }
  placesOf.set(template, places);
  return places;
}

/** Kept as long as the template; a changed text makes a new one. */
const placesOf = new WeakMap<Template, readonly SecretPlace[]>();

function* allPlaces(template: Template): Generator<SecretPlace> {
  for (const declaration of template.resources.values()) yield* placesIn(declaration);
  yield* inGlobals(template);
  for (const { value } of template.mappings?.pairs ?? [])
    yield* named(undefined, value, 'value of a mapping');
}

/** The places in a resource; found once, for as long as the parser keeps its node. */
function placesIn(declaration: Declaration): readonly SecretPlace[] {
  const known = placesOfNode.get(declaration.node) ?? [...inResource(declaration)];
  placesOfNode.set(declaration.node, known);
  return known;
}

/** Holds derived data only: what it gives is the same whether it is filled or empty. */
const placesOfNode = new WeakMap<Node, readonly SecretPlace[]>();

function* inResource(declaration: Declaration): Generator<SecretPlace> {
  const { properties } = declaration;
  if (properties !== undefined) {
    yield* inCredentials(declaration, properties);
    yield* inNamedValues(declaration, properties);
    yield* inArguments(declaration, properties);
    yield* inTexts(declaration, properties);
    yield* inStores(declaration, properties);
    yield* byAnyName(declaration, properties);
  }
  yield* inMetadata(declaration);
}

function* inCredentials(owner: Declaration, properties: Node): Generator<SecretPlace> {
  for (const credential of credentialProperties(owner.type)) {
    for (const { node, keyAt } of walk(properties, credential.path)) {
      const name = keyOf(credential.path);
      yield { owner, node, keyAt, name, noun: undefined, takes: 'credential', isArgument: false, credential };
    }
  }
}

function* inNamedValues(owner: Declaration, properties: Node): Generator<SecretPlace> {
  for (const { path, list, noun } of namedValues(owner.type)) {
    for (const { node } of walk(properties, path)) {
      if (list === undefined) yield* entries(owner, node, noun, false);
      else yield* items(owner, node, list.name, list.value, noun);
    }
  }
}

function* inArguments(owner: Declaration, properties: Node): Generator<SecretPlace> {
  for (const path of argumentMaps.get(owner.type) ?? []) {
    for (const { node } of walk(properties, path)) {
      if (path[0] === 'Definition') yield* named(owner, node, 'input', true);
      else yield* entries(owner, node, 'argument', true);
    }
  }
  for (const path of argumentLists.get(owner.type) ?? []) {
    for (const { node } of walk(properties, path)) yield* flags(owner, node, 'Args', true);
  }
  for (const path of argumentTexts.get(owner.type) ?? []) {
    for (const { node, keyAt } of walk(properties, path))
      yield text(owner, node, keyAt, keyOf(path), undefined, true);
  }
}

/** `--password`, `value`; and `--password=value` within one item. */
function* flags(owner: Declaration, node: Node, name: string, isArgument: boolean): Generator<SecretPlace> {
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

function* inTexts(owner: Declaration, properties: Node): Generator<SecretPlace> {
  for (const path of commandLists.get(owner.type) ?? []) {
    for (const { node } of walk(properties, path)) yield* flags(owner, node, keyOf(path), false);
  }
  for (const path of programs.get(owner.type) ?? []) {
    for (const { node, keyAt } of walk(properties, path)) yield* texts(owner, node, keyAt, keyOf(path));
  }
}

/** Parameters of Systems Manager, which cannot be made secure here. */
function* inStores(owner: Declaration, properties: Node): Generator<SecretPlace> {
  if (owner.type !== 'AWS::SSM::Parameter' || properties.kind !== 'map') return;
  const name = properties.get('Name');
  const value = properties.pair('Value');
  const called = name?.kind === 'scalar' ? name.text : owner.id;
  if (value === undefined) return;
  yield secretName(called.slice(called.lastIndexOf('/') + 1)) === 'secret'
    ? secret(owner, value.value, value.key, 'Value', undefined)
    : text(owner, value.value, value.key, 'Value', undefined, false);
}

/** Any other property of any type whose name is a secret's: custom resources, types that are newer than this table. */
function* byAnyName(owner: Declaration, properties: Node): Generator<SecretPlace> {
  if (
    /^AWS::(?:CloudFormation::Stack|Serverless::Application|IAM::|SecretsManager::|SSM::|Cognito::UserPool$)/.test(
      owner.type,
    )
  )
    return;
  yield* named(owner, properties, undefined, false, owner.type);
}

function* inMetadata(owner: Declaration): Generator<SecretPlace> {
  const metadata = owner.node.get('Metadata');
  if (metadata?.kind !== 'map') return;
  const authentication = metadata.get('AWS::CloudFormation::Authentication');
  if (authentication?.kind === 'map') {
    for (const { value } of authentication.pairs)
      yield* entries(owner, value, 'authentication setting', false);
  }
  const init = metadata.pair('AWS::CloudFormation::Init');
  if (init !== undefined) yield* texts(owner, init.value, init.key, 'AWS::CloudFormation::Init');
}

function* inGlobals({ globals }: Template): Generator<SecretPlace> {
  if (globals === undefined) return;
  for (const path of [['Function', 'Environment', 'Variables']]) {
    for (const { node } of walk(globals, path))
      yield* entries(undefined, node, 'environment variable', false);
  }
}

/** The entries of a map whose keys are secrets' names. */
function* entries(
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
function* items(
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
function* named(
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
function* texts(owner: Declaration, node: Node, keyAt: Place, name: string): Generator<SecretPlace> {
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

function secret(
  owner: Declaration | undefined,
  node: Node,
  keyAt: Place,
  name: string,
  noun: string | undefined,
): SecretPlace {
  return { owner, node, keyAt, name, noun, takes: 'named', isArgument: false, credential: undefined };
}

function text(
  owner: Declaration | undefined,
  node: Node,
  keyAt: Place,
  name: string,
  noun: string | undefined,
  isArgument: boolean,
): SecretPlace {
  return { owner, node, keyAt, name, noun, takes: 'text', isArgument, credential: undefined };
}
