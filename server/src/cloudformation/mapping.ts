import { unknown, type Value } from '../base/value';
import type { MapNode, Node } from '../syntax/tree';
import { identity, isParameterText, parameterOf } from './condition';
import { argumentValue, evaluate } from './evaluate';
import { hasGeneratedPart } from './loop';
import type { Scope } from './scope';

/**
 * `Fn::FindInMap`. A key that is chosen at deployment may be any key of the mapping, or any allowed value of its
 * parameter: when all that can be found is the same, that is the value; when the parameter allows but a few, each of
 * them is a deployment of its own.
 */
export function findInMap(argument: Node, node: Node, scope: Scope): Value | undefined {
  const given = argumentValue(argument, node, scope);
  if (given?.kind !== 'list' || given.items.length < 3) return unknown('an unfinished FindInMap', node);
  const [name, first, second, fallback] = given.items;
  const mapping = name?.kind === 'scalar' ? scope.template.mappings?.get(name.text) : undefined;
  if (mapping?.kind !== 'map' || hasGeneratedPart(mapping)) return unknown('a value of a mapping', node);
  const ways = keysOf(first, mapping, fallback, scope).flatMap((one) =>
    keysOf(second, middle(mapping, one), fallback, scope).map((two) =>
      find(mapping, one, two, fallback, node, scope),
    ),
  );
  const [any] = ways;
  if (
    any !== undefined &&
    any.kind !== 'unknown' &&
    ways.every((way) => way !== undefined && identity(way) === identity(any))
  )
    return any;
  const one = chosenKey(first, scope);
  const two = one === undefined ? undefined : chosenKey(second, scope);
  if (one === undefined || two === undefined)
    return unknown('a value of a mapping that is chosen at deployment', node);
  return find(mapping, one, two, fallback, node, scope);
}

function find(
  mapping: MapNode,
  one: string,
  two: string,
  fallback: Value | undefined,
  node: Node,
  scope: Scope,
): Value | undefined {
  const found = middle(mapping, one)?.get(two);
  if (found !== undefined) return evaluate(found, scope);
  const otherwise = fallback?.kind === 'mapping' ? fallback.entries.get('DefaultValue')?.value : undefined;
  return otherwise ?? unknown('a value that the mapping does not have', node);
}

function middle(mapping: MapNode, key: string): MapNode | undefined {
  const found = mapping.get(key);
  return found?.kind === 'map' ? found : undefined;
}

/**
 * The keys that a value can be: itself, what its parameter allows, or else every key of the map. Without a value to fall
 * back to, no stack is deployed with a key that the map does not have.
 */
function keysOf(
  key: Value | undefined,
  map: MapNode | undefined,
  fallback: Value | undefined,
  scope: Scope,
): readonly string[] {
  if (key?.kind === 'scalar') return [key.text];
  const written = map?.pairs.map(({ key: { text } }) => text) ?? [];
  const allowed = key === undefined ? undefined : parameterOf(key, scope)?.allowedValues;
  if (fallback !== undefined) return allowed ?? [...written, ''];
  return allowed === undefined ? written : written.filter((text) => allowed.includes(text));
}

/** So many allowed values make deployments of their own; of more it is not known which one it is. */
const mostKeys = 6;

/** The key in this deployment; undefined when a parameter may be anything. */
function chosenKey(key: Value | undefined, scope: Scope): string | undefined {
  if (key?.kind === 'scalar') return key.text;
  const allowed = key === undefined ? undefined : parameterOf(key, scope)?.allowedValues;
  if (key?.kind !== 'reference' || allowed === undefined || allowed.length > mostKeys) return undefined;
  const chosen = allowed.find((text) => isParameterText(key, text, scope));
  if (chosen !== undefined && key.to.type === 'parameter') scope.decisions.note(key.to.name, chosen);
  return chosen;
}
