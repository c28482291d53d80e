import type { Entry, List, Mapping, Value } from '../../base/value';
import type { MapNode, Node, SequenceNode } from '../../syntax/tree';
import { evaluate, evaluatePath } from '../evaluate';
import { intrinsicOf } from '../intrinsic';
import { hasGeneratedPart } from '../loop';
import type { Scope } from '../scope';
import type { Declaration, Template } from '../template';

type Path = readonly (string | number)[];

/**
 * The part of SAM's `Globals` that a resource inherits at a path, where one stands there. A resource can refuse all or
 * some of it by `IgnoreGlobals`.
 */
export function globalsFor({ type, node }: Declaration, template: Template, path: Path): MapNode | undefined {
  const section = template.globals === undefined ? undefined : /^AWS::Serverless::(\w+)$/.exec(type)?.[1];
  const found = section === undefined ? undefined : template.globals?.get(section);
  if (found?.kind !== 'map') return undefined;
  const refused = node.get('IgnoreGlobals');
  if (refused?.kind === 'scalar' && refused.text === '*') return undefined;
  if (refused?.kind !== 'sequence') return found;
  const [property] = path;
  return refused.items.some((item) => item.kind === 'scalar' && item.text === property) ? undefined : found;
}

/**
 * The value under a path of a resource's properties merged with its globals, as SAM merges them: maps key by key, lists
 * with the globals first, and of anything else, intrinsic functions too, the resource's own.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function mergedValue(
  own: Node | undefined,
  inherited: Node | undefined,
  path: Path,
  scope: Scope,
): Value | undefined {
  if (inherited === undefined) return evaluatePath(own, path, scope);
  if (own === undefined) return evaluatePath(inherited, path, scope);
  const [step, ...rest] = path;
  if (isPlainMap(own) && isPlainMap(inherited)) {
    if (step === undefined) return mergedMap(own, inherited, scope);
    return mergedValue(own.get(String(step)), inherited.get(String(step)), rest, scope);
  }
  if (!isPlainList(own) || !isPlainList(inherited)) return evaluatePath(own, path, scope);
  if (step === undefined) return mergedList(evaluate(inherited, scope), evaluate(own, scope));
  return typeof step === 'number'
    ? evaluatePath([...inherited.items, ...own.items][step], rest, scope)
    : undefined;
}

function mergedMap(own: MapNode, inherited: MapNode, scope: Scope): Mapping {
  const entries = new Map<string, Entry>();
  for (const { key } of [...inherited.pairs, ...own.pairs]) {
    if (key.text.startsWith('Fn::')) continue;
    const value = mergedValue(own.get(key.text), inherited.get(key.text), [], scope);
    if (value === undefined) entries.delete(key.text);
    else entries.set(key.text, { key: key.text, keyAt: key, value });
  }
  return { kind: 'mapping', entries, open: hasGeneratedPart(own) || hasGeneratedPart(inherited), at: own };
}

function mergedList(first: Value | undefined, second: Value | undefined): List | undefined {
  if (second?.kind !== 'list') return undefined;
  if (first?.kind !== 'list') return second;
  return {
    kind: 'list',
    items: [...first.items, ...second.items],
    open: first.open || second.open,
    at: second.at,
  };
}

function isPlainMap(node: Node): node is MapNode {
  return node.kind === 'map' && intrinsicOf(node) === undefined;
}

function isPlainList(node: Node): node is SequenceNode {
  return node.kind === 'sequence' && intrinsicOf(node) === undefined;
}
