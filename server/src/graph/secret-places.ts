import type { Declaration, Template } from '../cloudformation/template';
import { argumentLists, argumentMaps, argumentTexts, commandLists, programs } from '../data/secret-arguments';
import { credentialProperties, namedValues } from '../data/secret-properties';
import type { Node } from '../syntax/tree';
import { keyOf, walk } from './property-walk';
import { entries, flags, items, named, type SecretPlace, secret, text, texts } from './secret-place';
import { contextOf } from './secret-values';

/** Every place of a template that holds, or by its name seems to hold, a secret, whatever its conditions; no node twice. */
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
      yield {
        ...secret(owner, node, keyAt, keyOf(credential.path), undefined),
        takes: 'credential',
        credential,
      };
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
  const context = contextOf(called.slice(called.lastIndexOf('/') + 1));
  yield context === 'free'
    ? text(owner, value.value, value.key, 'Value', undefined, false)
    : { ...secret(owner, value.value, value.key, 'Value', undefined), context };
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
