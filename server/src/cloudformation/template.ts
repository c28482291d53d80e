import type { MapNode, Node, Pair, ScalarNode, TreeDocument } from '../syntax/tree';
import { intrinsicOf } from './intrinsic';
import { hasGeneratedPart, pairsOf, type Variables, type WrittenPair, withVariables } from './loop';
import { type Parameter, readParameter } from './parameter';
import { type Derivation, derivedFrom } from './sam/derived';

/** A CloudFormation or SAM template as it is written; nothing is resolved yet. */
export interface Template {
  readonly file: string;
  readonly document: TreeDocument;
  readonly root: MapNode;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly mappings: MapNode | undefined;
  readonly conditions: ReadonlyMap<string, Formula>;
  /** The resources that are written, each turn of a loop by itself. */
  readonly resources: ReadonlyMap<string, Declaration>;
  /** The resources that SAM makes beside them: the roles of functions, their event sources. */
  readonly derived: ReadonlyMap<string, Declaration>;
  /** Where the ids of both stand in the template, by their type. */
  readonly byType: ReadonlyMap<string, readonly Position[]>;
  readonly outputs: ReadonlyMap<string, Output>;
  /** `Resources`, where resources are inserted. */
  readonly resourcesNode: MapNode | undefined;
  /** Names of the macros that rewrite the template before it is deployed. */
  readonly transforms: readonly string[];
  /** SAM's `Globals`. */
  readonly globals: MapNode | undefined;
  /** True when a macro or include may add resources that are not written here. */
  readonly open: boolean;
}

/** A logical id, and how many come before it. */
export interface Position {
  readonly id: string;
  readonly order: number;
}

/** A condition as it is written. */
export interface Formula {
  readonly node: Node;
  readonly variables: Variables;
}

/** A resource as it is declared. */
export interface Declaration {
  readonly id: string;
  readonly idNode: ScalarNode;
  readonly type: string;
  readonly typeNode: ScalarNode;
  readonly node: MapNode;
  readonly properties: Node | undefined;
  /** The name in its `Condition` attribute. */
  readonly condition: string | undefined;
  /** What the identifiers of the loops around it stand for. */
  readonly variables: Variables;
  /** How SAM makes it from another resource, whose nodes it has then; undefined for what is written. */
  readonly derivation: Derivation | undefined;
}

/**
 * True when every property of a resource is decided by what is written under its own name: neither a function nor a macro, a loop
 * or SAM's `Globals` stands between.
 */
export function hasOwnProperties({ type, properties, derivation }: Declaration): boolean {
  if (derivation !== undefined || type.startsWith('AWS::Serverless::')) return false;
  if (properties === undefined) return true;
  return (
    properties.kind === 'map' &&
    intrinsicOf(properties) === undefined &&
    !properties.pairs.some(({ key }) => key.text.startsWith('Fn::'))
  );
}

export interface Output {
  readonly name: string;
  readonly nameNode: ScalarNode;
  readonly node: MapNode;
  readonly value: Node | undefined;
  readonly exportName: Node | undefined;
  readonly condition: string | undefined;
  readonly variables: Variables;
}

/** The template that a document holds, or undefined when it holds something else. Recognised by content, also half-typed. */
export function readTemplate(document: TreeDocument): Template | undefined {
  const { root } = document;
  if (root?.kind !== 'map' || !looksLikeTemplate(root)) return undefined;
  const resourcesNode = mapOf(root.get('Resources'));
  const transforms = namesOf(root.get('Transform'));
  const resources = collect(resourcesNode, readDeclaration);
  const derived = derivedResources(resources);
  return {
    file: document.file,
    document,
    root,
    parameters: collect(root.get('Parameters'), (pair) =>
      pair.value.kind === 'map' ? readParameter(pair.key, pair.value) : undefined,
    ),
    mappings: mapOf(root.get('Mappings')),
    conditions: collect(root.get('Conditions'), ({ value, variables }) => ({ node: value, variables })),
    resources,
    derived,
    byType: grouped([...resources.values(), ...derived.values()]),
    outputs: collect(root.get('Outputs'), readOutput),
    resourcesNode,
    transforms,
    globals: mapOf(root.get('Globals')),
    open:
      hasGeneratedPart(root) ||
      (resourcesNode !== undefined && hasGeneratedPart(resourcesNode)) ||
      transforms.some((name) => !wellKnownTransforms.has(name)),
  };
}

function grouped(declarations: readonly Declaration[]): ReadonlyMap<string, readonly Position[]> {
  const groups = new Map<string, Position[]>();
  for (const [order, { id, type }] of declarations.entries()) {
    const group = groups.get(type);
    if (group === undefined) groups.set(type, [{ id, order }]);
    else group.push({ id, order });
  }
  return groups;
}

function derivedResources(written: ReadonlyMap<string, Declaration>): ReadonlyMap<string, Declaration> {
  const derived = new Map<string, Declaration>();
  for (const declaration of written.values()) {
    for (const made of derivedFrom(declaration)) if (!written.has(made.id)) derived.set(made.id, made);
  }
  return derived;
}

/** The ids of the resources of some types in the order of the template, SAM's last; without types, all. */
export function idsOf({ resources, derived, byType }: Template, types: readonly string[]): readonly string[] {
  if (types.length === 0) return [...resources.keys(), ...derived.keys()];
  const found = [...new Set(types)].flatMap((type) => byType.get(type) ?? []);
  return (types.length === 1 ? found : found.sort((a, b) => a.order - b.order)).map(({ id }) => id);
}

/** True when both templates have resources under the same ids; what a name refers to depends on that. */
export function sameIds({ resources: before }: Template, { resources: after }: Template): boolean {
  if (before.size !== after.size) return false;
  for (const id of after.keys()) if (!before.has(id)) return false;
  return true;
}

/** Transforms whose effect on the written resources is known, or which leave them as they are. */
const wellKnownTransforms: ReadonlySet<string> = new Set([
  'AWS::Serverless-2016-10-31',
  'AWS::LanguageExtensions',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
  'AWS::CodeDeployBlueGreen',
]);

function looksLikeTemplate(root: MapNode): boolean {
  if (root.pair('AWSTemplateFormatVersion') !== undefined) return true;
  const resources = root.get('Resources');
  if (resources?.kind === 'map' && resources.pairs.some(isResource)) return true;
  return namesOf(root.get('Transform')).some((name) => name.startsWith('AWS::')) && resources !== undefined;
}

function isResource({ key, value }: Pair): boolean {
  if (key.text.startsWith('Fn::ForEach::')) return true;
  const type = value.kind === 'map' ? value.get('Type') : undefined;
  return type?.kind === 'scalar' && /^(AWS|Custom|Alexa)::/.test(type.text);
}

/**
 * A document takes over the unchanged blocks of its predecessor, and with them what was read in them. A declaration
 * depends on nothing but its own nodes; those of loops are made anew.
 */
const declarations = new WeakMap<MapNode, Declaration>();

function readDeclaration(pair: WrittenPair): Declaration | undefined {
  const { key, value, variables } = pair;
  if (value.kind !== 'map') return undefined;
  const known = variables.size === 0 ? declarations.get(value) : undefined;
  if (known?.idNode === key) return known;
  const type = value.get('Type');
  if (type?.kind !== 'scalar' || type.style === 'missing') return undefined;
  const declaration: Declaration = {
    id: pair.name,
    idNode: key,
    type: type.text,
    typeNode: type,
    node: value,
    properties: value.get('Properties'),
    condition: conditionOf(value, variables),
    variables,
    derivation: undefined,
  };
  if (variables.size === 0) declarations.set(value, declaration);
  return declaration;
}

function readOutput({ key, value, name, variables }: WrittenPair): Output | undefined {
  if (value.kind !== 'map') return undefined;
  return {
    name,
    nameNode: key,
    node: value,
    value: value.get('Value'),
    exportName: mapOf(value.get('Export'))?.get('Name'),
    condition: conditionOf(value, variables),
    variables,
  };
}

function conditionOf(node: MapNode, variables: Variables): string | undefined {
  const condition = node.get('Condition');
  return condition?.kind === 'scalar' && condition.text !== ''
    ? withVariables(condition.text, variables)
    : undefined;
}

function collect<T>(
  node: Node | undefined,
  read: (pair: WrittenPair) => T | undefined,
): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  if (node?.kind !== 'map') return result;
  for (const pair of pairsOf(node)) {
    const value = read(pair);
    if (value !== undefined) result.set(pair.name, value);
  }
  return result;
}

function mapOf(node: Node | undefined): MapNode | undefined {
  return node?.kind === 'map' ? node : undefined;
}

function namesOf(node: Node | undefined): string[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return node.text === '' ? [] : [node.text];
  if (node.kind === 'sequence') return node.items.flatMap(namesOf);
  return namesOf(node.get('Name'));
}
