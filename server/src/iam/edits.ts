import { type Change, change, type TextEdit } from '../base/edit';
import type { Place } from '../base/range';
import { asString, type Value } from '../base/value';
import { removeEntry, removeItem, setEntry, setPath } from '../syntax/edit/entry';
import { appendItem, insertItem, wrapInList } from '../syntax/edit/item';
import { replaceNode } from '../syntax/edit/replace';
import { type Content, isNode, type MapNode, type Node, type SequenceNode } from '../syntax/tree';
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
    if (map === undefined || principals?.negated === true) return [];
    if (principals === undefined) return setEntry(map, 'Principal', { [type]: content });
    if (principals.written.kind !== 'mapping') return [];
    const under = principals.written.entries.get(type)?.value;
    const holder = mapOf(principals.written.at);
    if (under !== undefined) return addToValue(under, [content]);
    return holder === undefined ? [] : setEntry(holder, type, content);
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
export function replaceItem(item: Value, content: Content): Change {
  return change(item.at.file, () => (isNode(item.at) ? replaceNode(item.at, content) : []));
}

/** Replaces one action by another. */
export function replaceAction(action: Value, by: string): Change {
  return replaceItem(action, by);
}

/** Removes one item of an element's list; the only item stays, for an element without items is not accepted. */
export function removeElementItem(item: Value): Change {
  return change(item.at.file, () => {
    const list = isNode(item.at) ? item.at.parent : undefined;
    if (list?.kind !== 'sequence' || list.tag !== undefined || list.items.length < 2) return [];
    return removeItem(list, list.items.indexOf(item.at as Node));
  });
}

/** Sets the values of a condition key under an operator, adding what leads to it. */
export function setCondition(statement: Statement, operator: string, key: string, content: Content): Change {
  return change(statement.at.file, () => {
    const map = mapOf(statement.value.at);
    return map === undefined ? [] : setPath(map, ['Condition', operator, key], content);
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
export function addStatement(policy: Policy, content: Content, after?: Statement): Change {
  return change(policy.at.file, () => {
    const map = mapOf(policy.document.at);
    const written = map?.get('Statement');
    if (map === undefined) return [];
    if (written === undefined) return setEntry(map, 'Statement', [content]);
    if (written.tag !== undefined) return [];
    if (written.kind !== 'sequence') return isFunction(written) ? [] : wrapInList(written, content);
    if (written.items.length === 0) return replaceNode(written, [content]);
    return insertItem(written, indexBehind(written, after), content);
  });
}

/** Removes a statement. The only one stays: a policy without statements is not accepted. */
export function removeStatement(statement: Statement): Change {
  return removeElementItem(statement.value);
}

function setIn(statement: Statement, name: string, content: Content, element: Element | undefined): Change {
  return change(statement.at.file, () => {
    const map = mapOf(statement.value.at);
    return map === undefined || element?.negated === true ? [] : setEntry(map, name, content);
  });
}

function addToElement(
  statement: Statement,
  element: Element | undefined,
  name: string,
  contents: readonly Content[],
): readonly TextEdit[] {
  const map = mapOf(statement.value.at);
  if (map === undefined || contents.length === 0 || element?.negated === true) return [];
  return element === undefined
    ? setEntry(map, name, oneOrMany(contents))
    : addToValue(element.written, contents);
}

/** Adds to a list, or makes a single value a list. */
function addToValue(written: Value, contents: readonly Content[]): readonly TextEdit[] {
  const node = written.at;
  const [first, ...others] = contents;
  if (!isNode(node) || first === undefined) return [];
  if (written.kind === 'list') {
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

function mapOf(place: Place): MapNode | undefined {
  return isNode(place) && place.kind === 'map' && place.tag === undefined ? place : undefined;
}

/** True for a map that stands for one of CloudFormation's functions. */
function isFunction(node: Node): boolean {
  return (
    node.kind === 'map' && node.pairs.some(({ key }) => key.text === 'Ref' || key.text.startsWith('Fn::'))
  );
}
