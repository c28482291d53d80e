import type { Place } from '../base/range';
import type { Entry, List, Mapping, Reference, Scalar, Text, Unknown, Value } from '../base/value';
import { unknown } from '../base/value';
import type { MapNode, Node, ScalarNode, SequenceNode } from '../syntax/tree';
import { cidr } from './cidr';
import { conditionHolds } from './condition';
import { transformed } from './include';
import { type Intrinsic, intrinsicOf, longIntrinsicOf } from './intrinsic';
import { hasGeneratedPart, pairNamed, pairsOf } from './loop';
import { findInMap } from './mapping';
import { type Scope, textIn, within } from './scope';
import { split } from './split';
import { withStored } from './stored';
import { readSub } from './sub';

/**
 * The value of a node in a scope. Undefined for `AWS::NoValue`: the property or item is not there.
 * `Fn::If` asks the scope's decisions, so the result never holds alternatives.
 */
export function evaluate(node: Node, scope: Scope): Value | undefined {
  const known = scope.constants.get(node);
  if (known !== undefined) return known;
  const before = scope.decisions.asked;
  const value = evaluateAfresh(node, scope);
  if (value !== undefined && scope.decisions.asked === before) scope.constants.set(node, value);
  return value;
}

/** The value under a path of a node; asks only about the conditions that stand on the path and in the result. */
export function evaluatePath(
  node: Node | undefined,
  path: readonly (string | number)[],
  scope: Scope,
): Value | undefined {
  const found = navigate(node, path, scope);
  if (found === undefined) return undefined;
  return 'value' in found ? found.value : evaluate(found.node, found.scope);
}

/** Where a path leads: a node, or a value where no node stands for it (a mapping's result, an unknown). */
export type Found = { readonly node: Node; readonly scope: Scope } | { readonly value: Value };

export function navigate(
  start: Node | undefined,
  path: readonly (string | number)[],
  outer: Scope,
): Found | undefined {
  let scope = outer;
  let node = start === undefined ? undefined : chosen(start, scope);
  for (const [index, step] of path.entries()) {
    if (node === undefined) return undefined;
    const intrinsic = intrinsicOf(node);
    if (intrinsic !== undefined) return insideValue(evaluate(node, scope), path.slice(index), node);
    const next = stepInto(node, step, scope);
    if (next === undefined) {
      return partlyGenerated(node, scope)
        ? { value: unknown('more may be generated here', node) }
        : undefined;
    }
    scope = next.scope;
    node = chosen(next.node, scope);
  }
  return node === undefined ? undefined : { node, scope };
}

/** Follows `Fn::If` to the branch that is deployed; undefined when that is `AWS::NoValue`. */
export function chosen(node: Node, scope: Scope): Node | undefined {
  let current = node;
  for (let depth = 0; depth < 50; depth++) {
    const intrinsic = intrinsicOf(current);
    if (intrinsic?.name === 'Ref' && textOf(intrinsic.argument) === 'AWS::NoValue') return undefined;
    if (intrinsic?.name !== 'Fn::If') return current;
    const branch = ifBranch(intrinsic, scope);
    if (branch === undefined) return current;
    current = branch;
  }
  return current;
}

function ifBranch({ argument }: Intrinsic, scope: Scope): Node | undefined {
  if (argument.kind !== 'sequence' || argument.items.length !== 3) return undefined;
  const [name, then, otherwise] = argument.items;
  if (name?.kind !== 'scalar' || then === undefined || otherwise === undefined) return undefined;
  return conditionHolds(textIn(scope, name), scope) ? then : otherwise;
}

function stepInto(node: Node, step: string | number, scope: Scope): { node: Node; scope: Scope } | undefined {
  if (node.kind === 'map') {
    const pair = pairNamed(node, String(step), scope.variables);
    return pair === undefined ? undefined : { node: pair.value, scope: within(scope, pair.variables) };
  }
  const item = node.kind === 'sequence' && typeof step === 'number' ? node.items[step] : undefined;
  return item === undefined ? undefined : { node: item, scope };
}

function partlyGenerated(node: Node, scope: Scope): boolean {
  return node.kind === 'map' && hasGeneratedPart(node, scope.variables);
}

function insideValue(
  value: Value | undefined,
  path: readonly (string | number)[],
  node: Node,
): Found | undefined {
  let current = value;
  for (const step of path) {
    if (current?.kind === 'mapping') current = current.entries.get(String(step))?.value;
    else if (current?.kind === 'list' && typeof step === 'number') current = current.items[step];
    else if (current?.kind === 'scalar') return undefined;
    else if (current !== undefined) return { value: unknown('only known after deployment', node) };
    if (current === undefined) return undefined;
  }
  return current === undefined ? undefined : { value: current };
}

function evaluateAfresh(node: Node, scope: Scope): Value | undefined {
  if (scope.depth > 200) return unknown('nested too deeply', node);
  scope.depth++;
  try {
    const deployed = chosen(node, scope);
    if (deployed === undefined) return undefined;
    const intrinsic = intrinsicOf(deployed);
    if (intrinsic !== undefined) return evaluateIntrinsic(intrinsic, deployed, scope);
    const data = evaluateData(deployed, scope);
    return data.kind === 'scalar' ? withStored(data, deployed, scope) : data;
  } finally {
    scope.depth--;
  }
}

/** Plain data: a scalar, a list without the items that are not deployed, a map without the keys that are not. */
export function evaluateData(node: Node, scope: Scope): Scalar | List | Mapping {
  if (node.kind === 'scalar') return scalarIn(node, scope);
  return node.kind === 'sequence' ? evaluateSequence(node, scope) : evaluateMap(node, scope);
}

function scalarIn(node: ScalarNode, scope: Scope): Scalar {
  const text = textIn(scope, node);
  return { kind: 'scalar', text, value: text === node.text ? node.value : text, at: node };
}

function evaluateSequence(node: SequenceNode, scope: Scope): List {
  const items: Value[] = [];
  let open = false;
  for (const item of node.items) {
    const value = evaluate(item, scope);
    if (value === undefined) continue;
    if (item.kind === 'map' && hasGeneratedPart(item, scope.variables)) open = true;
    items.push(value);
  }
  return { kind: 'list', items, open, at: node };
}

function evaluateMap(node: MapNode, scope: Scope): Mapping {
  const entries = new Map<string, Entry>();
  for (const { key, name, value: valueNode, variables } of pairsOf(node, scope.variables)) {
    if (name === 'Fn::Transform') continue;
    const value = evaluate(valueNode, within(scope, variables));
    if (value === undefined) entries.delete(name);
    else entries.set(name, { key: name, keyAt: key, value });
  }
  return { kind: 'mapping', entries, open: hasGeneratedPart(node, scope.variables), at: node };
}

function evaluateIntrinsic(intrinsic: Intrinsic, node: Node, scope: Scope): Value | undefined {
  const { argument } = intrinsic;
  switch (intrinsic.name) {
    case 'Ref':
      return refer(argument, node, scope);
    case 'Fn::GetAtt':
      return getAtt(argument, node, scope);
    case 'Fn::Sub':
      return readSub(argument, node, scope);
    case 'Fn::Join':
      return join(argument, node, scope);
    case 'Fn::Select':
      return select(argument, node, scope);
    case 'Fn::Split':
      return split(argument, node, scope);
    case 'Fn::FindInMap':
      return findInMap(argument, node, scope);
    case 'Fn::ImportValue':
      return importValue(argument, node, scope);
    // What is encoded is what people wrote and what rules look at.
    case 'Fn::Base64':
    case 'Fn::ToJsonString':
      return argumentValue(argument, node, scope);
    case 'Fn::Length':
      return length(argument, node, scope);
    case 'Fn::GetAZs':
      return { kind: 'list', items: [], open: true, at: node };
    case 'Fn::Cidr':
      return cidr(argumentValue(argument, node, scope), node, scope);
    case 'Fn::Transform':
      return transformed(argument, node, scope);
    default:
      return unknown(`the result of ${intrinsic.name}`, node);
  }
}

/** Evaluates what an intrinsic at a node is given. The tag of a short form is the function itself and is passed over. */
export function argumentValue(argument: Node, node: Node, scope: Scope): Value | undefined {
  if (argument !== node) return evaluate(argument, scope);
  const inner = longIntrinsicOf(node);
  return inner === undefined ? evaluateData(argument, scope) : evaluateIntrinsic(inner, node, scope);
}

/** With the language extensions, the name that is referred to may be put together by a function. */
function refer(argument: Node, node: Node, scope: Scope): Value {
  if (argument.kind === 'scalar') return scope.refer(textIn(scope, argument), node);
  const name = argumentValue(argument, node, scope);
  return name?.kind === 'scalar' ? scope.refer(name.text, node) : unknown('an unfinished Ref', node);
}

function getAtt(argument: Node, node: Node, scope: Scope): Value {
  if (argument.kind === 'scalar') {
    const text = textIn(scope, argument);
    const dot = text.indexOf('.');
    if (dot <= 0) return unknown('an unfinished GetAtt', node);
    return scope.attribute(text.slice(0, dot), text.slice(dot + 1), node);
  }
  if (argument.kind !== 'sequence' || argument.items.length < 2) return unknown('an unfinished GetAtt', node);
  const [id, ...rest] = argument.items.map((item) => {
    const value = evaluate(item, scope);
    return value?.kind === 'scalar' ? value.text : undefined;
  });
  if (id === undefined || rest.includes(undefined)) return unknown('an attribute chosen at deployment', node);
  return scope.attribute(id, rest.join('.'), node);
}

function join(argument: Node, node: Node, scope: Scope): Value {
  const given = argumentValue(argument, node, scope);
  if (given?.kind !== 'list' || given.items.length !== 2) return unknown('an unfinished Join', node);
  const [delimiter, list] = given.items;
  if (delimiter?.kind !== 'scalar' || list === undefined) return unknown('an unfinished Join', node);
  if (list.kind !== 'list') return textFrom(partsOf(list, node), node);
  const parts: Part[] = [];
  for (const [index, item] of list.items.entries()) {
    if (index > 0 && delimiter.text !== '') parts.push(delimiter);
    parts.push(...partsOf(item, node));
  }
  if (list.open) parts.push(unknown('more items may be given', node));
  return withStored(textFrom(parts, node), node, scope);
}

export type Part = Text['parts'][number];

/** What a value adds to a text; a text adds its own parts. */
export function partsOf(value: Value, at: Place): readonly Part[] {
  if (value.kind === 'text') return value.parts;
  if (value.kind === 'scalar' || value.kind === 'reference' || value.kind === 'unknown') return [value];
  return [unknown('not a text', at)];
}

/** The simplest value that the parts make: one scalar when everything is known, the part itself when it is alone. */
export function textFrom(parts: readonly Part[], at: Place): Scalar | Text | Reference | Unknown {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === 'scalar' && part.text === '') continue;
    if (part.kind === 'scalar' && last?.kind === 'scalar') {
      const text = last.text + part.text;
      merged[merged.length - 1] = { kind: 'scalar', text, value: text, at: last.at };
    } else {
      merged.push(part);
    }
  }
  const [only] = merged;
  if (only === undefined) return { kind: 'scalar', text: '', value: '', at };
  if (merged.length > 1) return { kind: 'text', parts: merged, at };
  return only.kind === 'scalar' ? { ...only, at } : only;
}

function length(argument: Node, node: Node, scope: Scope): Value {
  const list = argumentValue(argument, node, scope);
  if (list?.kind !== 'list' || list.open) return unknown('the length of an unknown list', node);
  return { kind: 'scalar', text: String(list.items.length), value: list.items.length, at: node };
}

function select(argument: Node, node: Node, scope: Scope): Value {
  const given = argumentValue(argument, node, scope);
  if (given?.kind !== 'list' || given.items.length !== 2) return unknown('an unfinished Select', node);
  const [index, list] = given.items;
  if (index?.kind !== 'scalar' || list?.kind !== 'list' || list.open)
    return unknown('an item chosen at deployment', node);
  return list.items[Number(index.text)] ?? unknown('an item that is not there', node);
}

function importValue(argument: Node, node: Node, scope: Scope): Value {
  const name = argumentValue(argument, node, scope);
  return scope.imported(name, node);
}

function textOf(node: Node): string | undefined {
  return node.kind === 'scalar' ? node.text : undefined;
}
