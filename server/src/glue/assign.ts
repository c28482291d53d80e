import type { Value } from '../base/value';
import { asString, unknown } from '../base/value';
import type { Expression } from '../syntax/python-tree';
import { evaluate } from './evaluate';
import { alternatives, join, mappingWith, meaningOf, sourceOf } from './meaning';
import { withEntry } from './methods';
import type { Frame } from './run';
import { placeOf, recordBinding } from './run';
import { assignName, setIn, valueIn } from './scope';

/** Gives a value to a target. `written` is the value's expression where there is one; without it no binding is recorded. */
export function assignTo(
  frame: Frame,
  target: Expression,
  value: Value,
  written: Expression | undefined,
): void {
  switch (target.kind) {
    case 'name':
      assignName(frame.scope, target.id, value);
      if (written)
        record(frame, target.id, target, value, written, frame.scope.isClass ? 'attribute' : 'variable');
      return;
    case 'attribute':
      assignAttribute(frame, evaluate(frame, target.object), target.name.id, value);
      if (written) record(frame, target.name.id, target.name, value, written, 'attribute');
      return;
    case 'subscript':
      assignItem(frame, target, value, written);
      return;
    case 'list':
      destructure(frame, target, value, written);
      return;
  }
}

function record(
  frame: Frame,
  name: string,
  nameNode: Expression,
  value: Value,
  written: Expression,
  of: 'variable' | 'attribute' | 'subscript',
): void {
  if (frame.silent) return;
  recordBinding(frame, {
    name,
    nameAt: placeOf(frame, nameNode),
    value,
    valueAt: placeOf(frame, written),
    of,
  });
}

/** Objects of a class are not told apart: an attribute has the values that any of them gets. */
function assignAttribute(frame: Frame, object: Value, name: string, value: Value): void {
  const meant = meaningOf(object);
  const scope = meant?.is === 'instance' ? meant.of.scope : meant?.is === 'class' ? meant.scope : undefined;
  if (!scope) return;
  const before = valueIn(scope, name);
  const fresh = before === undefined || (before.kind === 'scalar' && before.value === null);
  const replaces = fresh || (frame.within?.name === '__init__' && frame.scope.trail === undefined);
  setIn(scope, name, replaces ? value : join(before, value));
}

function assignItem(
  frame: Frame,
  target: Extract<Expression, { kind: 'subscript' }>,
  value: Value,
  written: Expression | undefined,
): void {
  const object = evaluate(frame, target.object);
  if (!target.index) return;
  const key = asString(evaluate(frame, target.index));
  if (key !== undefined && written) record(frame, key, target.index, value, written, 'subscript');
  const mapping = alternatives(object).find((candidate) => candidate.kind === 'mapping');
  if (mapping?.kind !== 'mapping') return;
  const changed =
    key === undefined
      ? mappingWith(mapping, { open: true })
      : withEntry(mapping, { key, keyAt: placeOf(frame, target.index), value });
  storeBack(frame, target.object, changed);
}

/** Puts a changed collection back where the expression found it. */
export function storeBack(frame: Frame, holder: Expression, changed: Value): void {
  if (holder.kind === 'name') {
    let scope = frame.scope;
    while (valueIn(scope, holder.id) === undefined && scope.parent) scope = scope.parent;
    if (valueIn(scope, holder.id) !== undefined) assignName(scope, holder.id, changed);
  } else if (holder.kind === 'attribute') {
    const meant = meaningOf(evaluate({ ...frame, silent: true }, holder.object));
    const scope = meant?.is === 'instance' ? meant.of.scope : meant?.is === 'class' ? meant.scope : undefined;
    if (scope) setIn(scope, holder.name.id, changed);
  } else if (holder.kind === 'subscript' && holder.index) {
    const quiet = { ...frame, silent: true };
    const object = evaluate(quiet, holder.object);
    const key = asString(evaluate(quiet, holder.index));
    if (key === undefined) return;
    if (object.kind === 'mapping') {
      const keyAt = object.entries.get(key)?.keyAt ?? placeOf(frame, holder.index);
      storeBack(frame, holder.object, withEntry(object, { key, keyAt, value: changed }));
    } else if (object.kind === 'list') {
      const items = object.items.map((item, position) => (String(position) === key ? changed : item));
      storeBack(frame, holder.object, { ...object, items });
    }
  }
}

/** A part of what may be one of several lists, or of the pair that `parse_known_args` answers. */
function partAt(value: Value, position: number): Value | undefined {
  const meant = meaningOf(value);
  if (position === 0 && meant?.is === 'name' && meant.path.endsWith('.parse_known_args')) return value;
  let part: Value | undefined;
  for (const one of alternatives(value)) {
    const item = one.kind === 'list' && !one.open ? one.items[position] : undefined;
    if (item !== undefined) part = join(part, item);
  }
  return part;
}

function destructure(
  frame: Frame,
  target: Extract<Expression, { kind: 'list' }>,
  value: Value,
  written: Expression | undefined,
): void {
  const starred = target.items.some((item) => item.stars !== 0);
  const known = value.kind === 'list' && !value.open && !starred ? value : undefined;
  target.items.forEach((item, position) => {
    const part =
      known?.items[position] ??
      (starred ? undefined : partAt(value, position)) ??
      unknown('a part of a value', value.at, sourceOf(value));
    const node = known && written?.kind === 'list' ? written.items[position]?.value : written;
    assignTo(frame, item.value, part, known ? node : undefined);
  });
}
