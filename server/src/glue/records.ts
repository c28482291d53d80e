import type { Value } from '../base/value';
import { asString, unknown } from '../base/value';
import type { Arguments } from './calls';
import type { ClassMeaning } from './meaning';
import { join, meaning, meaningOf } from './meaning';
import { resolved } from './members';
import type { Frame, Run } from './run';
import { recordBinding } from './run';
import { newScope, setIn, valueIn } from './scope';
import type { Call } from './script';
import { argumentOf } from './sources';

/** Makes an object of a class without an initializer: its fields are its parameters. */
export function fillFields(frame: Frame, of: ClassMeaning, { positional, keyword }: Arguments): void {
  const fields = fieldsOf(of, 0);
  const fill = (name: string, value: Value): void => {
    setIn(of.scope, name, join(valueIn(of.scope, name), value));
  };
  for (const [index, { value, at }] of positional.entries()) {
    const name = fields[index];
    if (name === undefined) continue;
    fill(name, value);
    if (value.kind === 'scalar' || value.kind === 'text')
      recordBinding(frame, { name, nameAt: at, value, valueAt: at, of: 'parameter' });
  }
  for (const [name, { value }] of keyword)
    if (fields.includes(name) || valueIn(of.scope, name) !== undefined) fill(name, value);
}

/** Those of the classes that it extends, then its own. */
function fieldsOf({ scope, fields }: ClassMeaning, depth: number): readonly string[] {
  const inherited = (scope.bases ?? []).flatMap((base) => {
    const meant = meaningOf(resolved(base));
    return meant?.is === 'class' && depth < 8 ? fieldsOf(meant, depth + 1) : [];
  });
  return [...new Set([...inherited, ...fields])];
}

/** The class that `namedtuple('Login', 'user password')` makes; the fields may be a list, too, or pairs with their types. */
export function namedTuple({ ledger }: Run, call: Call): Value | undefined {
  const names = argumentOf(call, 'field_names', 1)?.value;
  const text = asString(names);
  const items = names?.kind === 'list' ? names.items : [];
  const fields =
    text === undefined
      ? items.map((item) => asString(item.kind === 'list' ? item.items[0] : item) ?? '')
      : text.split(/[\s,]+/).filter((name) => name !== '');
  if (fields.length === 0) return undefined;
  const scope = newScope(ledger, undefined, []);
  const name = asString(call.positional[0]?.value) ?? 'namedtuple';
  return meaning({ is: 'class', name, scope, heirs: [], fields }, 'a class', call.whole);
}

/** What a field has that is declared with `field(default=…)`. */
export function fieldDefault(call: Call, position: number | undefined): Value {
  const given =
    call.keyword.get('default') ?? (position === undefined ? undefined : call.positional[position]);
  return given?.value ?? unknown('a field without a default', call.whole);
}
