import { asString, type Value } from '../base/value';
import type { Frame } from './run';
import { recordBinding } from './run';

/** How the services of AWS write a name and its value as a pair. */
const pairs: readonly (readonly [name: string, value: string])[] = [
  ['name', 'value'],
  ['Name', 'Value'],
  ['key', 'value'],
  ['Key', 'Value'],
  ['ParameterKey', 'ParameterValue'],
  ['parameterKey', 'parameterValue'],
];

/** What stands beside the value of such a pair when the value only names what is stored elsewhere. */
const kinds: ReadonlySet<string> = new Set(['type', 'Type', 'valueFrom', 'ValueFrom']);

/** `{'name': 'DB_PASSWORD', 'value': value}`, as containers, stacks and tags take them. */
export function recordPair(frame: Frame, mapping: Extract<Value, { kind: 'mapping' }>): void {
  const { entries } = mapping;
  if (entries.size < 2 || entries.size > 4) return;
  for (const [nameKey, valueKey] of pairs) {
    const named = entries.get(nameKey)?.value;
    const given = entries.get(valueKey)?.value;
    const name = asString(named);
    if (named === undefined || given === undefined || name === undefined) continue;
    if ([...kinds].some((kind) => !isPlain(entries.get(kind)?.value))) continue;
    recordBinding(frame, { name, nameAt: named.at, value: given, valueAt: given.at, of: 'pair' });
  }
}

/** Nothing, or the type of a text that is what it says. */
function isPlain(kind: Value | undefined): boolean {
  return kind === undefined || /^(?:PLAINTEXT|String|SecureString)$/.test(asString(kind) ?? '');
}
