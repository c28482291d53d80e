import type { MapNode, Node, Pair, ScalarNode, TreeDocument } from '../syntax/tree';
import { hasGeneratedPart } from './intrinsic';
import { type Parameter, readParameter } from './parameter';

/** A CloudFormation or SAM template as it is written; nothing is resolved yet. */
export interface Template {
  readonly file: string;
  readonly document: TreeDocument;
  readonly root: MapNode;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly mappings: MapNode | undefined;
  readonly conditions: ReadonlyMap<string, Node>;
  readonly resources: ReadonlyMap<string, Declaration>;
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
}

export interface Output {
  readonly name: string;
  readonly nameNode: ScalarNode;
  readonly node: MapNode;
  readonly value: Node | undefined;
  readonly exportName: Node | undefined;
  readonly condition: string | undefined;
}

/** The template that a document holds, or undefined when it holds something else. Recognised by content, also half-typed. */
export function readTemplate(document: TreeDocument): Template | undefined {
  const { root } = document;
  if (root?.kind !== 'map' || !looksLikeTemplate(root)) return undefined;
  const resourcesNode = mapOf(root.get('Resources'));
  const transforms = namesOf(root.get('Transform'));
  return {
    file: document.file,
    document,
    root,
    parameters: collect(root.get('Parameters'), (pair) =>
      pair.value.kind === 'map' ? readParameter(pair.key, pair.value) : undefined,
    ),
    mappings: mapOf(root.get('Mappings')),
    conditions: collect(root.get('Conditions'), (pair) => pair.value),
    resources: collect(resourcesNode, readDeclaration),
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
  if (resources?.kind === 'map' && resources.pairs.some(({ value }) => hasResourceType(value))) return true;
  return namesOf(root.get('Transform')).some((name) => name.startsWith('AWS::')) && resources !== undefined;
}

function hasResourceType(node: Node): boolean {
  if (node.kind !== 'map') return false;
  const type = node.get('Type');
  return type?.kind === 'scalar' && /^(AWS|Custom|Alexa)::/.test(type.text);
}

function readDeclaration({ key, value }: Pair): Declaration | undefined {
  if (value.kind !== 'map') return undefined;
  const type = value.get('Type');
  if (type?.kind !== 'scalar' || type.style === 'missing') return undefined;
  const condition = value.get('Condition');
  return {
    id: key.text,
    idNode: key,
    type: type.text,
    typeNode: type,
    node: value,
    properties: value.get('Properties'),
    condition: condition?.kind === 'scalar' && condition.text !== '' ? condition.text : undefined,
  };
}

function readOutput({ key, value }: Pair): Output | undefined {
  if (value.kind !== 'map') return undefined;
  const condition = value.get('Condition');
  return {
    name: key.text,
    nameNode: key,
    node: value,
    value: value.get('Value'),
    exportName: mapOf(value.get('Export'))?.get('Name'),
    condition: condition?.kind === 'scalar' && condition.text !== '' ? condition.text : undefined,
  };
}

function collect<T>(node: Node | undefined, read: (pair: Pair) => T | undefined): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  if (node?.kind !== 'map') return result;
  for (const pair of node.pairs) {
    const value = read(pair);
    if (value !== undefined) result.set(pair.key.text, value);
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
