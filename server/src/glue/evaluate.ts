import type { Place } from '../base/range';
import type { Entry, List, Mapping, Value } from '../base/value';
import { asString, isUnknown, unknown } from '../base/value';
import type {
  BinaryExpression,
  ComprehensionExpression,
  DictExpression,
  Expression,
  ListExpression,
} from '../syntax/python-tree';
import { assignTo } from './assign';
import { callOf } from './calls';
import { lambdaOf, letEscape } from './functions';
import { join, mappingWith, meaning, meaningOf, scalar, textOf } from './meaning';
import { elementOf, itemOf, memberOf, resolved } from './members';
import { formattedByPercent } from './methods';
import { recordPair } from './pairs';
import type { Frame } from './run';
import { placeOf, recordBinding, recordPolicy, recordString } from './run';
import { lookUpName, newScope } from './scope';

/**
 * What an expression is, as far as the file tells. `quiet`: a literal that belongs to a larger text, which is
 * recorded as a whole.
 */
export function evaluate(frame: Frame, node: Expression, quiet = false): Value {
  switch (node.kind) {
    case 'name': {
      const value = nameOf(frame, node.id, () => placeOf(frame, node));
      const meant = meaningOf(value);
      if (meant?.is === 'function') letEscape(frame.run, meant);
      return value;
    }
    case 'string': {
      const value = scalar(node.text, node.text, placeOf(frame, node));
      if (!quiet) recordString(frame, value);
      return value;
    }
    case 'joined':
    case 'format': {
      const parts = node.parts.map((part) =>
        evaluate(frame, part, part.kind === 'string' || node.kind === 'joined'),
      );
      const value = textOf(parts, placeOf(frame, node));
      if (!quiet) recordString(frame, value);
      return value;
    }
    case 'constant':
      return scalar(node.value, node.text, placeOf(frame, node));
    case 'list':
      return listOf(frame, node);
    case 'dict':
      return dictOf(frame, node);
    case 'call':
      return callOf(frame, node);
    case 'attribute':
      return memberOf(
        frame,
        evaluate(frame, node.object),
        node.name.id,
        () => placeOf(frame, node),
        variableOf(node.object),
      );
    case 'subscript': {
      const object = evaluate(frame, node.object);
      if (!node.index)
        return isUnknown(object) ? object : unknown('a part of a collection', placeOf(frame, node));
      return itemOf(object, evaluate(frame, node.index), placeOf(frame, node));
    }
    case 'binary':
      return binaryOf(frame, node, quiet);
    case 'conditional':
      evaluate(frame, node.test);
      return join(evaluate(frame, node.then), evaluate(frame, node.otherwise));
    case 'lambda':
      return lambdaOf(frame, node);
    case 'comprehension':
      return comprehensionOf(frame, node);
    case 'named': {
      const value = evaluate(frame, node.value);
      assignTo(frame, node.target, value, node.value);
      return value;
    }
    case 'other': {
      const values = node.children.map((child) => evaluate(frame, child));
      const [only] = values;
      if (node.operator === '-' && only?.kind === 'scalar' && typeof only.value === 'number') {
        return scalar(-only.value, `-${only.text}`, placeOf(frame, node));
      }
      return unknown('the result of an operation', placeOf(frame, node));
    }
  }
}

/** The value of a name; a name that the file does not define is one of Python's or of a star import. */
export function nameOf(frame: Frame, id: string, at: () => Place): Value {
  const value = lookUpName(frame.scope, id);
  if (value !== undefined) return resolved(value);
  return meaning(
    { is: 'name', path: id, made: undefined, options: undefined, literally: undefined },
    'a name of Python',
    at(),
  );
}

/** The last name of an expression: `client` of `self.client`. */
export function variableOf(node: Expression): string | undefined {
  if (node.kind === 'name') return node.id;
  return node.kind === 'attribute' ? node.name.id : undefined;
}

function listOf(frame: Frame, node: ListExpression): List {
  const items: Value[] = [];
  let open = false;
  for (const item of node.items) {
    const value = evaluate(frame, item.value);
    if (item.stars === 0) items.push(value);
    else if (value.kind === 'list') {
      items.push(...value.items.slice(0, 1000));
      open ||= value.open;
    } else open = true;
  }
  return { kind: 'list', items, open, at: placeOf(frame, node) };
}

function dictOf(frame: Frame, node: DictExpression): Value {
  const entries = new Map<string, Entry>();
  let open = false;
  for (const { key, value: valueNode } of node.entries) {
    if (!key) {
      const spread = evaluate(frame, valueNode);
      if (spread.kind !== 'mapping') open = true;
      else {
        for (const [name, entry] of spread.entries) entries.set(name, entry);
        open ||= spread.open;
      }
      continue;
    }
    const keyValue = evaluate(frame, key);
    const value = evaluate(frame, valueNode);
    const name = asString(keyValue);
    if (name === undefined) {
      open = true;
      continue;
    }
    const keyAt = placeOf(frame, key);
    entries.set(name, { key: name, keyAt, value });
    if (!frame.silent) {
      recordBinding(frame, { name, nameAt: keyAt, value, valueAt: placeOf(frame, valueNode), of: 'key' });
    }
  }
  const mapping: Mapping = { kind: 'mapping', entries, open, at: placeOf(frame, node) };
  recordPair(frame, mapping);
  if (entries.has('Statement')) recordPolicy(frame, mapping);
  return mapping;
}

function binaryOf(frame: Frame, node: BinaryExpression, quiet: boolean): Value {
  const at = placeOf(frame, node);
  const operators = new Set(node.rest.map((step) => step.operator));
  if (operators.size === 1 && operators.has('+')) {
    const nodes = [node.first, ...node.rest.map((step) => step.operand)];
    const values = nodes.map((operand) => evaluate(frame, operand, isLiteral(operand)));
    const sum = added(values, at);
    if (!quiet && nodes.some(isLiteral)) recordString(frame, sum);
    return sum;
  }
  const formats = operators.has('%') && isLiteral(node.first);
  let value = evaluate(frame, node.first, formats);
  for (const { operator, operand } of node.rest) {
    const right = evaluate(frame, operand, false);
    value = combined(value, operator, right, at);
  }
  if (formats && !quiet) recordString(frame, value);
  return value;
}

function isLiteral(node: Expression): boolean {
  return node.kind === 'string' || node.kind === 'joined' || node.kind === 'format';
}

function combined(left: Value, operator: string, right: Value, at: Place): Value {
  if (operator === '+') return added([left, right], at);
  if (
    operator === '%' &&
    (left.kind === 'text' || (left.kind === 'scalar' && typeof left.value === 'string'))
  ) {
    return formattedByPercent(left, right, at);
  }
  if (operator === '|' && left.kind === 'mapping') return merged(left, right);
  if (operator === 'or') {
    if (left.kind !== 'scalar') return isUnknown(left) ? join(left, right) : left;
    return left.value === null || left.value === '' || left.value === false || left.value === 0
      ? right
      : left;
  }
  if (operator === 'and') return right;
  return unknown('the result of an operation', at);
}

/** A mapping with the entries of another over its own. */
export function merged(left: Mapping, right: Value): Mapping {
  if (right.kind !== 'mapping') return mappingWith(left, { open: true });
  return mappingWith(left, {
    entries: new Map([...left.entries, ...right.entries]),
    open: left.open || right.open,
  });
}

/** The sum of values: a text when one of them is, a list when the first is. */
export function added(values: readonly Value[], at: Place): Value {
  const [first] = values;
  if (first?.kind === 'list') {
    const items = values.flatMap((value) => (value.kind === 'list' ? value.items : []));
    return { ...first, items, open: values.some((value) => value.kind !== 'list' || value.open) };
  }
  const isText = (value: Value) =>
    value.kind === 'text' || (value.kind === 'scalar' && typeof value.value === 'string');
  if (values.some(isText)) return textOf(values, at);
  let total = 0;
  for (const value of values) {
    if (value.kind !== 'scalar' || typeof value.value !== 'number') {
      const source = values.find((candidate) => isUnknown(candidate) && candidate.source);
      return unknown('the result of an operation', at, isUnknown(source) ? source.source : undefined);
    }
    total += value.value;
  }
  return scalar(total, String(total), at);
}

function comprehensionOf(frame: Frame, node: ComprehensionExpression): Value {
  const inner: Frame = { ...frame, scope: newScope(frame.run.ledger, frame.scope) };
  for (const clause of node.clauses) {
    const from = evaluate(inner, clause.from);
    assignTo(inner, clause.target, elementOf(from), undefined);
  }
  for (const condition of node.conditions) evaluate(inner, condition);
  const key = node.key ? evaluate(inner, node.key) : undefined;
  const element = evaluate(inner, node.element);
  const at = placeOf(frame, node);
  if (node.of === 'list') return { kind: 'list', items: [element], open: true, at };
  const entries = new Map<string, Entry>();
  const add = (key: Value | undefined, value: Value) => {
    const name = asString(key);
    if (name !== undefined && key) entries.set(name, { key: name, keyAt: key.at, value });
  };
  add(key, element);
  const [clause] = node.clauses;
  const quiet: Frame = { ...inner, silent: true };
  const from = clause && node.clauses.length === 1 ? evaluate(quiet, clause.from) : undefined;
  if (!clause || !node.key || from?.kind !== 'list' || from.items.length > 32)
    return { kind: 'mapping', entries, open: true, at };
  for (const item of from.items) {
    assignTo(quiet, clause.target, item, undefined);
    add(evaluate(quiet, node.key), evaluate(quiet, node.element));
  }
  return { kind: 'mapping', entries, open: true, at };
}
