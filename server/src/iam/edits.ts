import { type Change, change, type TextEdit } from '../base/edit';
import type { Place } from '../base/range';
import { asString, type Value } from '../base/value';
import { removeEntry, removeItem, setEntry, setPath } from '../syntax/edit/entry';
import { appendItem, insertItem, wrapInList } from '../syntax/edit/item';
import { replaceNode } from '../syntax/edit/replace';
import { embeddingOf } from '../syntax/origin';
import { type Content, isNode, type MapNode, type Node, type SequenceNode } from '../syntax/tree';
import { inPlace } from './edit-content';
import { isMade, madeList, spellOut } from './made-lists';
import type { Condition, Element, Policy, Statement } from './policy';

// Repairs of policies that stand in YAML or JSON. A policy in a script, and a statement of which the part in
// question comes out of an intrinsic function, gives changes without edits.

/** Adds actions to a statement's `Action`, those that are not there yet. `NotAction` is left alone. */
export function addAction(statement: Statement, ...actions: readonly string[]): Change {
  return change(statement.at.file, () => {
    const written = new Set(statement.actions?.items.map((item) => asString(item)?.toLowerCase()));
    const missing = actions.filter((action) => !written.has(action.toLowerCase()));
    return addToElement(statement, statement.actions, 'Action', missing);
  });
}

/** Adds resources to a statement's `Resource`. `NotResource` is left alone. */
export function addResource(statement: Statement, ...resources: readonly Content[]): Change {
  return change(statement.at.file, () => addToElement(statement, statement.resources, 'Resource', resources));
}

/** Adds a principal under its type. A principal `*` is left alone: everyone is admitted already. */
export function addPrincipal(statement: Statement, type: string, content: Content): Change {
  return change(statement.at.file, () => {
    const map = mapOf(statement.value.at);
    const { principals } = statement;
    const written = inPlace(statement.value.at, content);
    if (map === undefined || written === undefined || principals?.negated === true) return [];
    if (principals === undefined) return setEntry(map, 'Principal', { [type]: written });
    if (principals.written.kind !== 'mapping') return [];
    const under = principals.written.entries.get(type)?.value;
    const holder = mapOf(principals.written.at);
    if (under !== undefined) return addToValue(map, under, [written]);
    return holder === undefined ? [] : setEntry(holder, type, written);
  });
}

/** Sets `Principal`. A statement with `NotPrincipal` is left alone. */
export function setPrincipal(statement: Statement, content: Content): Change {
  return setIn(statement, 'Principal', content, statement.principals);
}

/** Sets `Action`, whatever it was. A statement with `NotAction` is left alone. */
export function setActions(statement: Statement, content: Content): Change {
  return setIn(statement, 'Action', content, statement.actions);
}

/** Sets `Resource`, whatever it was. A statement with `NotResource` is left alone. */
export function setResources(statement: Statement, content: Content): Change {
  return setIn(statement, 'Resource', content, statement.resources);
}

export function setEffect(statement: Statement, effect: 'Allow' | 'Deny'): Change {
  return setIn(statement, 'Effect', effect, undefined);
}

export function setVersion(policy: Policy, version: string): Change {
  return change(policy.at.file, () => {
    const map = mapOf(policy.document.at);
    return map === undefined ? [] : setEntry(map, 'Version', version, { before: 'Statement' });
  });
}

/** Replaces one item of an element: an action, a resource, a principal, a condition's value. */
export function replaceItem(statement: Statement, item: Value, content: Content): Change {
  return change(item.at.file, () => {
    const node = nodeWithin(mapOf(statement.value.at), item.at);
    const written = inPlace(item.at, content);
    if (node === undefined || written === undefined) return [];
    const made = madeList(statement, item);
    return made === undefined ? replaceNode(node, written) : spellOut(made, item, [written]);
  });
}

/**
 * Replaces one item of `Resource` by others. In a list they take its place one after the other; in a branch of a function
 * within a list there is room for one only.
 */
export function replaceResource(statement: Statement, item: Value, contents: readonly Content[]): Change {
  return change(item.at.file, () => {
    const node = nodeWithin(mapOf(statement.value.at), item.at);
    const written = contents.flatMap((content) => inPlace(item.at, content) ?? []);
    if (written.length < contents.length) return [];
    const made = madeList(statement, item);
    if (made !== undefined) return spellOut(made, item, written);
    const [first, ...others] = written;
    if (node === undefined || first === undefined) return [];
    const list = listOf(node);
    if (list === undefined) return replaceNode(node, oneOrMany(written));
    if (others.length === 0) return replaceNode(node, first);
    if (node.parent !== list) return [];
    if (list.items.length === 1) return replaceNode(list, written);
    return [...replaceNode(node, first), ...others.flatMap((content) => appendItem(list, content))];
  });
}

/** The list of a statement's element in which a node stands, be it within a function. */
function listOf(node: Node): SequenceNode | undefined {
  let list: SequenceNode | undefined;
  for (let above = node.parent; above !== undefined; above = above.parent) {
    if (above.kind === 'sequence' && above.tag === undefined && !isArguments(above)) list = above;
    if (above.kind === 'map' && above.pairs.some(({ key }) => key.text === 'Effect')) return list;
  }
  return undefined;
}

/** True for the list under `Fn::If`, and in the short form for a list with a tag. */
function isArguments(list: SequenceNode): boolean {
  return list.parent?.kind === 'map' && isFunction(list.parent);
}

/**
 * Replaces the key of an entry: an element's name, a condition operator, a condition key. Quotes stay as they are; the new
 * name needs none where the old one has none.
 */
export function renameKey(at: Place, name: string): Change {
  return change(at.file, () => {
    if (!isNode(at) || at.kind !== 'scalar' || at.parent?.kind !== 'map') return [];
    if (!at.parent.pairs.some(({ key }) => key === at)) return [];
    const { start, end } = at.range;
    const extra = end - start - at.text.length;
    // Within a text that is escaped itself, a quote is two characters.
    const quote = extra === 4 && embeddingOf(at) !== undefined ? 2 : Math.min(extra, 1);
    // Escapes, or a text in another text: the name is not written as it is read.
    if (end - start !== at.text.length + 2 * quote) return [];
    return [{ range: { start: start + quote, end: end - quote }, newText: name }];
  });
}

/** Removes an element of a statement. */
export function removeElement(statement: Statement, name: string): Change {
  return change(statement.at.file, () => {
    const map = mapOf(statement.value.at);
    return map === undefined ? [] : removeEntry(map, name);
  });
}

/** Replaces one action by another. */
export function replaceAction(statement: Statement, action: Value, by: string): Change {
  return replaceItem(statement, action, by);
}

/** Removes one item of an element's list; the only item stays, for an element without items is not accepted. */
export function removeElementItem(statement: Statement, item: Value): Change {
  return change(item.at.file, () => {
    const made = madeList(statement, item);
    if (made !== undefined) return spellOut(made, item, []);
    const node = nodeWithin(mapOf(statement.value.at), item.at);
    return node === undefined ? [] : removeFromList(node);
  });
}

/** Sets the values of a condition key under an operator, adding what leads to it. */
export function setCondition(statement: Statement, operator: string, key: string, content: Content): Change {
  return change(statement.at.file, () => {
    const map = mapOf(statement.value.at);
    const written = inPlace(statement.value.at, content);
    if (map === undefined || written === undefined) return [];
    return setPath(map, ['Condition', operator, key], written);
  });
}

/** What a condition block is to hold: by operator, the values of keys. */
export type NewConditions = Readonly<Record<string, Readonly<Record<string, Content>>>>;

/** Sets several condition keys in one change, adding each operator and the whole block once. */
export function setConditions(statement: Statement, conditions: NewConditions): Change {
  return change(statement.at.file, () => {
    const map = mapOf(statement.value.at);
    const fitting = inPlace(statement.value.at, conditions);
    if (map === undefined || fitting === undefined) return [];
    const block = map.get('Condition');
    if (block === undefined) return setEntry(map, 'Condition', fitting);
    if (block.kind !== 'map' || isFunction(block)) return [];
    return Object.entries(fitting as NewConditions).flatMap(([operator, keys]) => {
      const written = block.get(operator);
      if (written === undefined) return setEntry(block, operator, keys);
      if (written.kind !== 'map' || isFunction(written)) return [];
      return Object.entries(keys).flatMap(([key, content]) => setEntry(written, key, content));
    });
  });
}

/** Removes a condition key, with its operator and the whole block when nothing else is in them. */
export function removeCondition(statement: Statement, condition: Condition): Change {
  return change(statement.at.file, () => {
    const map = mapOf(statement.value.at);
    const operators = isNode(condition.operatorAt) ? condition.operatorAt.parent : undefined;
    const keys = isNode(condition.keyAt) ? condition.keyAt.parent : undefined;
    if (map === undefined || operators?.kind !== 'map' || keys?.kind !== 'map') return [];
    if (keys.pairs.length > 1) return removeEntry(keys, condition.key);
    const operator = operators.pairs.find(({ value }) => value === keys)?.key.text;
    if (operators.pairs.length > 1) return operator === undefined ? [] : removeEntry(operators, operator);
    return operators.parent === map ? removeEntry(map, 'Condition') : [];
  });
}

/** Adds a statement behind another, or at the end. */
export function addStatement(policy: Policy, statement: Content, after?: Statement): Change {
  return addStatements(policy, [statement], after);
}

/** Adds statements behind another, or at the end. */
export function addStatements(policy: Policy, statements: readonly Content[], after?: Statement): Change {
  return change(policy.at.file, () => {
    const map = mapOf(policy.document.at);
    const written = map?.get('Statement');
    const contents = statements.flatMap((statement) => inPlace(policy.document.at, statement) ?? []);
    if (map === undefined || contents.length < statements.length) return [];
    if (written === undefined) return setEntry(map, 'Statement', contents);
    if (written.tag !== undefined) return [];
    if (written.kind !== 'sequence') return isFunction(written) ? [] : wrapInList(written, ...contents);
    if (written.items.length === 0) return replaceNode(written, contents);
    const index = indexBehind(written, after);
    return contents.flatMap((content) => insertItem(written, index, content));
  });
}

/** Removes a statement. The only one stays: a policy without statements is not accepted. */
export function removeStatement(statement: Statement): Change {
  return change(statement.at.file, () => {
    const map = mapOf(statement.value.at);
    return map === undefined ? [] : removeFromList(map);
  });
}

function setIn(statement: Statement, name: string, content: Content, element: Element | undefined): Change {
  return change(statement.at.file, () => {
    const map = mapOf(statement.value.at);
    const written = inPlace(statement.value.at, content);
    if (map === undefined || written === undefined || element?.negated === true) return [];
    return setEntry(map, name, written);
  });
}

function addToElement(
  statement: Statement,
  element: Element | undefined,
  name: string,
  given: readonly Content[],
): readonly TextEdit[] {
  const map = mapOf(statement.value.at);
  const contents = given.flatMap((content) => inPlace(statement.value.at, content) ?? []);
  if (
    map === undefined ||
    contents.length < given.length ||
    contents.length === 0 ||
    element?.negated === true
  )
    return [];
  return element === undefined
    ? setEntry(map, name, oneOrMany(contents))
    : addToValue(map, element.written, contents);
}

/** Adds to a list, or makes a single value a list. */
function addToValue(statement: MapNode, written: Value, contents: readonly Content[]): readonly TextEdit[] {
  const node = nodeWithin(statement, written.at);
  const [first, ...others] = contents;
  if (node === undefined || first === undefined) return [];
  if (written.kind === 'list') {
    if (isMade(written)) return spellOut(written, undefined, contents);
    if (node.kind !== 'sequence' || node.tag !== undefined) return [];
    if (node.items.length === 0) return replaceNode(node, contents);
    return contents.flatMap((content) => appendItem(node, content));
  }
  if (others.length === 0) return written.kind === 'unknown' ? [] : wrapInList(node, first);
  const text = asString(written);
  const isPlain = node.kind === 'scalar' && node.tag === undefined && node.parent?.kind === 'map';
  return isPlain && text !== undefined ? replaceNode(node, [text, ...contents]) : [];
}

function oneOrMany(contents: readonly Content[]): Content {
  const [only, ...others] = contents;
  return only !== undefined && others.length === 0 ? only : contents;
}

/** The index behind the item in which the statement stands, be it within a function. */
function indexBehind(sequence: SequenceNode, statement: Statement | undefined): number {
  let node: Node | undefined =
    statement !== undefined && isNode(statement.value.at) ? statement.value.at : undefined;
  while (node !== undefined && node.parent !== sequence) node = node.parent;
  return node === undefined ? sequence.items.length : sequence.items.indexOf(node) + 1;
}

function removeFromList(node: Node): readonly TextEdit[] {
  const list = node.parent;
  if (list?.kind !== 'sequence' || list.tag !== undefined || list.items.length < 2) return [];
  return removeItem(list, list.items.indexOf(node));
}

/** The node of a value that is written within a map; not one that comes from elsewhere, as a mapping's does. */
function nodeWithin(map: MapNode | undefined, place: Place): Node | undefined {
  if (map === undefined || !isNode(place)) return undefined;
  for (let node: Node | undefined = place; node !== undefined; node = node.parent) {
    if (node === map) return place;
  }
  return undefined;
}

function mapOf(place: Place): MapNode | undefined {
  return isNode(place) && place.kind === 'map' && place.tag === undefined ? place : undefined;
}

/** True for a map that stands for one of CloudFormation's functions. */
function isFunction(node: Node): boolean {
  return (
    node.kind === 'map' && node.pairs.some(({ key }) => key.text === 'Ref' || key.text.startsWith('Fn::'))
  );
}
