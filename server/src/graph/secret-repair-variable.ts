import type { TextEdit } from '../base/edit';
import { insertPair, removeEntry, removeItem, renameKey, setEntry } from '../syntax/edit/entry';
import { appendItem } from '../syntax/edit/item';
import { replaceNode } from '../syntax/edit/replace';
import type { Content, MapNode, Node } from '../syntax/tree';

/** How a type takes the value of an environment variable from Secrets Manager. */
export interface StoredVariable {
  readonly title: string;
  /** The edits that make the variable take the secret that `reference` stands for. */
  edits(reference: Content): readonly TextEdit[];
}

/** For containers and builds, whose variables may name a stored secret; undefined for any other place. */
export function storedVariable(type: string, value: Node): StoredVariable | undefined {
  const item = value.parent;
  if (item?.kind !== 'map' || item.parent?.kind !== 'sequence') return undefined;
  if (type === 'AWS::CodeBuild::Project') {
    return {
      title: 'Let the build read it from Secrets Manager',
      edits: (reference) => [...setEntry(item, 'Type', 'SECRETS_MANAGER'), ...replaceNode(value, reference)],
    };
  }
  const list = item.parent;
  const container = list.parent;
  if (!/^AWS::(?:ECS::TaskDefinition|Batch::JobDefinition)$/.test(type) || container?.kind !== 'map')
    return undefined;
  if (container.get('Environment') !== list) return undefined;
  return {
    title: 'Let the container read it from Secrets Manager',
    edits: (reference) => intoSecrets(container, item, value, reference),
  };
}

/** `Environment: [{Name, Value}]` becomes `Secrets: [{Name, ValueFrom}]`. */
function intoSecrets(
  container: MapNode,
  item: MapNode,
  value: Node,
  reference: Content,
): readonly TextEdit[] {
  const list = item.parent;
  const name = item.get('Name');
  if (list?.kind !== 'sequence' || name?.kind !== 'scalar') return [];
  const secrets = container.get('Secrets');
  const isOnly = list.items.length === 1;
  if (secrets === undefined && isOnly) {
    return [
      ...renameKey(container, 'Environment', 'Secrets'),
      ...renameKey(item, 'Value', 'ValueFrom'),
      ...replaceNode(value, reference),
    ];
  }
  const removal = isOnly ? removeEntry(container, 'Environment') : removeItem(list, list.items.indexOf(item));
  const content: Content = { Name: name.text, ValueFrom: reference };
  if (secrets === undefined) return [...removal, ...insertPair(container, 'Secrets', [content])];
  return secrets.kind === 'sequence' ? [...removal, ...appendItem(secrets, content)] : [];
}
