import type { Place } from '../base/range';
import type { Entry, List, Mapping, Reference, Scalar, Text, Unknown, Value } from '../base/value';
import { unknown } from '../base/value';
import type { MapNode, Node, SequenceNode } from '../syntax/tree';
import { conditionHolds } from './condition';
import { hasGeneratedPart, type Intrinsic, intrinsicOf } from './intrinsic';
import { findInMap } from './mapping';
import type { Stack } from './stack';
import { readSub } from './sub';

/**
 * The value of a node in a stack. Undefined for `AWS::NoValue`: the property or item is not there.
 * `Fn::If` asks the stack's decisions, so the result never holds alternatives.
 */
export function evaluate(node: Node, stack: Stack): Value | undefined {
  const known = stack.constants.get(node);
  if (known !== undefined) return known;
  const before = stack.decisions.asked;
  const value = evaluateAfresh(node, stack);
  if (value !== undefined && stack.decisions.asked === before) stack.constants.set(node, value);
  return value;
}

/** The value under a path of a node; asks only about the conditions that stand on the path and in the result. */
export function evaluatePath(node: Node | undefined, path: readonly (string | number)[], stack: Stack): Value | undefined {
  const found = navigate(node, path, stack);
  if (found === undefined) return undefined;
  return 'value' in found ? found.value : evaluate(found.node, stack);
}

/** Where a path leads: a node, or a value where no node stands for it (a mapping's result, an unknown). */
export type Found = { readonly node: Node } | { readonly value: Value };

export function navigate(
  start: Node | undefined,
  path: readonly (string | number)[],
  stack: Stack,
): Found | undefined {
  let node = start === undefined ? undefined : chosen(start, stack);
  for (const [index, step] of path.entries()) {
    if (node === undefined) return undefined;
    const intrinsic = intrinsicOf(node);
    if (intrinsic !== undefined) return insideValue(evaluate(node, stack), path.slice(index), node);
    const next = stepInto(node, step);
    if (next === undefined) return partlyGenerated(node) ? { value: unknown('more may be generated here', node) } : undefined;
    node = chosen(next, stack);
  }
  return node === undefined ? undefined : { node };
}

/** Follows `Fn::If` to the branch that is deployed; undefined when that is `AWS::NoValue`. */
export function chosen(node: Node, stack: Stack): Node | undefined {
  let current = node;
  for (let depth = 0; depth < 50; depth++) {
    const intrinsic = intrinsicOf(current);
    if (intrinsic?.name === 'Ref' && textOf(intrinsic.argument) === 'AWS::NoValue') return undefined;
    if (intrinsic?.name !== 'Fn::If') return current;
    const branch = ifBranch(intrinsic, stack);
    if (branch === undefined) return current;
    current = branch;
  }
  return current;
}

function ifBranch({ argument }: Intrinsic, stack: Stack): Node | undefined {
  if (argument.kind !== 'sequence' || argument.items.length !== 3) return undefined;
  const [name, then, otherwise] = argument.items;
  if (name?.kind !== 'scalar' || then === undefined || otherwise === undefined) return undefined;
  return conditionHolds(name.text, stack) ? then : otherwise;
}

function stepInto(node: Node, step: string | number): Node | undefined {
  if (node.kind === 'map') return node.get(String(step));
  if (node.kind === 'sequence' && typeof step === 'number') return node.items[step];
  return undefined;
}

function partlyGenerated(node: Node): boolean {
  return node.kind === 'map' && hasGeneratedPart(node);
}

function insideValue(value: Value | undefined, path: readonly (string | number)[], node: Node): Found | undefined {
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

function evaluateAfresh(node: Node, stack: Stack): Value | undefined {
  if (stack.depth > 200) return unknown('nested too deeply', node);
  stack.depth++;
  try {
    const deployed = chosen(node, stack);
    if (deployed === undefined) return undefined;
    const intrinsic = intrinsicOf(deployed);
    return intrinsic === undefined ? evaluateData(deployed, stack) : evaluateIntrinsic(intrinsic, deployed, stack);
  } finally {
    stack.depth--;
  }
}

/** Plain data: a scalar, a list without the items that are not deployed, a map without the keys that are not. */
export function evaluateData(node: Node, stack: Stack): Scalar | List | Mapping {
  if (node.kind === 'scalar') return { kind: 'scalar', text: node.text, value: node.value, at: node };
  return node.kind === 'sequence' ? evaluateSequence(node, stack) : evaluateMap(node, stack);
}

function evaluateSequence(node: SequenceNode, stack: Stack): List {
  const items: Value[] = [];
  let open = false;
  for (const item of node.items) {
    const value = evaluate(item, stack);
    if (value === undefined) continue;
    if (item.kind === 'map' && hasGeneratedPart(item)) open = true;
    items.push(value);
  }
  return { kind: 'list', items, open, at: node };
}

function evaluateMap(node: MapNode, stack: Stack): Mapping {
  const entries = new Map<string, Entry>();
  for (const { key, value: valueNode } of node.pairs) {
    if (key.text === 'Fn::Transform' || key.text.startsWith('Fn::ForEach')) continue;
    const value = evaluate(valueNode, stack);
    if (value === undefined) entries.delete(key.text);
    else entries.set(key.text, { key: key.text, keyAt: key, value });
  }
  return { kind: 'mapping', entries, open: hasGeneratedPart(node), at: node };
}

function evaluateIntrinsic(intrinsic: Intrinsic, node: Node, stack: Stack): Value | undefined {
  const { argument } = intrinsic;
  switch (intrinsic.name) {
    case 'Ref':
      return argument.kind === 'scalar' ? stack.refer(argument.text, node) : unknown('an unfinished Ref', node);
    case 'Fn::GetAtt':
      return getAtt(argument, node, stack);
    case 'Fn::Sub':
      return readSub(argument, node, stack);
    case 'Fn::Join':
      return join(argument, node, stack);
    case 'Fn::Select':
      return select(argument, node, stack);
    case 'Fn::Split':
      return split(argument, node, stack);
    case 'Fn::FindInMap':
      return findInMap(argument, node, stack);
    case 'Fn::ImportValue':
      return importValue(argument, node, stack);
    // What is encoded is what people wrote and what rules look at.
    case 'Fn::Base64':
    case 'Fn::ToJsonString':
      return argumentValue(argument, stack);
    case 'Fn::Length': {
      const list = argumentValue(argument, stack);
      if (list?.kind !== 'list' || list.open) return unknown('the length of an unknown list', node);
      return { kind: 'scalar', text: String(list.items.length), value: list.items.length, at: node };
    }
    default:
      return unknown(`the result of ${intrinsic.name}`, node);
  }
}

/** Evaluates what an intrinsic is given; the tag of a short form is the function itself and is passed over. */
export function argumentValue(argument: Node, stack: Stack): Value | undefined {
  const tag = argument.tag;
  return tag === undefined || tag.startsWith('!!') ? evaluate(argument, stack) : evaluateData(argument, stack);
}

function getAtt(argument: Node, node: Node, stack: Stack): Value {
  if (argument.kind === 'scalar') {
    const dot = argument.text.indexOf('.');
    if (dot <= 0) return unknown('an unfinished GetAtt', node);
    return stack.attribute(argument.text.slice(0, dot), argument.text.slice(dot + 1), node);
  }
  if (argument.kind !== 'sequence' || argument.items.length < 2) return unknown('an unfinished GetAtt', node);
  const [id, ...rest] = argument.items.map((item) => {
    const value = evaluate(item, stack);
    return value?.kind === 'scalar' ? value.text : undefined;
  });
  if (id === undefined || rest.includes(undefined)) return unknown('an attribute chosen at deployment', node);
  return stack.attribute(id, rest.join('.'), node);
}

function join(argument: Node, node: Node, stack: Stack): Value {
  const given = argumentValue(argument, stack);
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
  return textFrom(parts, node);
}

export type Part = Text['parts'][number];

/** What a value adds to a text; a text adds its own parts. */
export function partsOf(value: Value, at: Place): readonly Part[] {
  if (value.kind === 'text') return value.parts;
  if (value.kind === 'scalar' || value.kind === 'reference' || value.kind === 'unknown') return [value];
  return [unknown('not a text', at)];
}

/** The simplest value that the parts make: one scalar when everything is known, the part itself when it is alone. */
export function textFrom(parts: readonly Part[], at: Node): Scalar | Text | Reference | Unknown {
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

function select(argument: Node, node: Node, stack: Stack): Value {
  const given = argumentValue(argument, stack);
  if (given?.kind !== 'list' || given.items.length !== 2) return unknown('an unfinished Select', node);
  const [index, list] = given.items;
  if (index?.kind !== 'scalar' || list?.kind !== 'list' || list.open) return unknown('an item chosen at deployment', node);
  return list.items[Number(index.text)] ?? unknown('an item that is not there', node);
}

function split(argument: Node, node: Node, stack: Stack): Value {
  const given = argumentValue(argument, stack);
  if (given?.kind !== 'list' || given.items.length !== 2) return unknown('an unfinished Split', node);
  const [delimiter, text] = given.items;
  if (delimiter?.kind !== 'scalar' || text?.kind !== 'scalar') return unknown('a list split at deployment', node);
  const items = text.text.split(delimiter.text).map((part): Scalar => ({ kind: 'scalar', text: part, value: part, at: text.at }));
  return { kind: 'list', items, open: false, at: node };
}

function importValue(argument: Node, node: Node, stack: Stack): Value {
  const name = argumentValue(argument, stack);
  return stack.imported(name?.kind === 'scalar' ? name.text : undefined, node);
}

function textOf(node: Node): string | undefined {
  return node.kind === 'scalar' ? node.text : undefined;
}
