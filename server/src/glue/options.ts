import { asString } from '../base/value';
import type { Arguments } from './calls';
import type { Argument } from './script';

/**
 * The options of a builder after one more step, by lower-case key. The builder's own map changes with it: PySpark's
 * readers and writers change themselves and return themselves.
 */
export function withBuilderOptions(
  options: Map<string, Argument>,
  path: string,
  args: Arguments,
): ReadonlyMap<string, Argument> {
  const step = path.slice(path.lastIndexOf('.') + 1);
  const [first, second] = args.positional;
  if (step === 'option' || step === 'config' || step === 'set') {
    const keyArgument = args.keyword.get('key') ?? first;
    const value = args.keyword.get('value') ?? second;
    const key = asString(keyArgument?.value);
    if (keyArgument && value && key !== undefined) {
      options.set(key.toLowerCase(), { name: key, nameAt: keyArgument.at, value: value.value, at: value.at });
    }
    const map = args.keyword.get('map')?.value;
    if (map?.kind === 'mapping') addEntries(options, map);
  } else if (step === 'options') {
    for (const [key, argument] of args.keyword) options.set(key.toLowerCase(), argument);
  } else if (step === 'setAll') {
    addPairs(options, first);
  } else if (step === 'add_argument') {
    addArgument(options, args);
  } else if ((step === 'format' || step === 'mode') && first) {
    options.set(step, first);
  }
  return new Map(options);
}

/** What a command line argument is without being given, by the name that `parse_args` answers it under. */
function addArgument(options: Map<string, Argument>, { positional, keyword }: Arguments): void {
  const names = positional.flatMap(({ value }) => asString(value) ?? []);
  const name =
    asString(keyword.get('dest')?.value) ?? names.find((one) => one.startsWith('--')) ?? names[0] ?? '';
  const fallback = keyword.get('default');
  if (fallback) options.set(name.replace(/^-+/, '').replace(/-/g, '_'), fallback);
}

function addEntries(
  options: Map<string, Argument>,
  map: Extract<Argument['value'], { kind: 'mapping' }>,
): void {
  for (const { key, keyAt, value } of map.entries.values()) {
    options.set(key.toLowerCase(), { name: key, nameAt: keyAt, value, at: value.at });
  }
}

function addPairs(options: Map<string, Argument>, list: Argument | undefined): void {
  if (list?.value.kind !== 'list') return;
  for (const pair of list.value.items) {
    if (pair.kind !== 'list') continue;
    const [key, value] = pair.items;
    const name = asString(key);
    if (key && value && name !== undefined) {
      options.set(name.toLowerCase(), { name, nameAt: key.at, value, at: value.at });
    }
  }
}
