import { asString } from '../base/value';
import type { Arguments } from './calls';
import type { Owner } from './ledger';
import type { Run } from './run';
import type { Argument } from './script';

/** The options set so far on a builder, by lower-case key; builders share them when they continue each other. */
export interface BuilderOptions {
  readonly entries: Map<string, Argument>;
  readonly owner: Owner;
  /** The step that looked at them last. */
  reader: Owner;
}

export function newOptions({ ledger }: Run): BuilderOptions {
  return { entries: new Map(), owner: ledger.current, reader: ledger.current };
}

/** The options as they are now. */
export function currentOptions({ ledger }: Run, options: BuilderOptions): ReadonlyMap<string, Argument> {
  const { entries } = options;
  if (options.reader === ledger.current || options.owner === ledger.current) return entries;
  options.reader = ledger.current;
  const seen = [...entries];
  ledger.expect(() => {
    const now = [...entries];
    return (
      now.length === seen.length &&
      now.every(([key, argument], index) => key === seen[index]?.[0] && argument === seen[index]?.[1])
    );
  });
  return entries;
}

/**
 * The options of a builder after one more step. The builder's own options change with it: PySpark's readers and writers
 * change themselves and return themselves.
 */
export function withBuilderOptions(
  run: Run,
  options: BuilderOptions,
  path: string,
  args: Arguments,
): ReadonlyMap<string, Argument> {
  const { entries, owner } = options;
  currentOptions(run, options);
  if (owner === run.ledger.current) addStep(entries, path, args);
  else {
    const after = new Map(entries);
    addStep(after, path, args);
    run.ledger.change(owner, () => {
      const before = new Map(entries);
      replaceAll(entries, after);
      return () => replaceAll(entries, before);
    });
  }
  return new Map(entries);
}

function replaceAll(entries: Map<string, Argument>, by: ReadonlyMap<string, Argument>): void {
  entries.clear();
  for (const [key, argument] of by) entries.set(key, argument);
}

function addStep(options: Map<string, Argument>, path: string, args: Arguments): void {
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
