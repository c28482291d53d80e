import type { Place, Range } from '../base/range';
import type { Command, ShellScript } from '../glue/shell-script';
import type { Body, Statement } from '../syntax/python-tree';
import type { Node, Pair } from '../syntax/tree';
import { firstSecretIn } from './masking';
import type { SourceFile } from './source-file';

/**
 * Names a place of a file by what it lies in and not by its line: the keys down to it, or the functions, the call and the name
 * that it is given. No text of a value is part of it, and what could be a secret among the names is left out. `range` counts in
 * the file.
 */
export function whereabouts(source: SourceFile, { start }: Range): string {
  const { tree, shell } = source;
  const names =
    source.script !== undefined
      ? inScript(source, start)
      : shell !== undefined
        ? inShell(shell, start)
        : tree?.root === undefined
          ? []
          : inTree(tree.root, start);
  return names.map((name) => (firstSecretIn(name) === undefined ? name : '…')).join('/');
}

function inTree(node: Node, at: number): string[] {
  if (node.kind === 'sequence') {
    const item = node.items.find((one) => holds(one, at));
    return item === undefined ? [] : [nameOf(item, at), ...inTree(item, at)];
  }
  if (node.kind === 'scalar') return [];
  const inPair = ({ key, value }: Pair): boolean => holds(key, at) || holds(value, at);
  const pair = node.pairs.find(inPair);
  if (pair === undefined) return [];
  return [pair.key.text, ...(holds(pair.value, at) ? inTree(pair.value, at) : [])];
}

/** What an item of a list is called, so that an item before it changes nothing; not when that is what the place lies in. */
function nameOf(item: Node, at: number): string {
  if (item.kind !== 'map') return '[]';
  for (const key of ['Name', 'name', 'Sid', 'Id', 'Key', 'ParameterKey', 'PolicyName', 'Classification']) {
    const value = item.get(key);
    if (value?.kind === 'scalar' && !holds(value, at)) return `[${value.text}]`;
  }
  return '[]';
}

function inScript({ script, python, notebook }: SourceFile, at: number): string[] {
  if (script === undefined) return [];
  const inFile = (place: Place): Range =>
    notebook === undefined ? place.range : notebook.rangeInFile(place.range);
  const isHere = (place: Place): boolean => place.file === script.file && contains(inFile(place), at);
  const call = smallest(
    script.calls.filter(({ whole }) => isHere(whole)),
    ({ whole }) => whole.range,
  );
  const binding = smallest(
    script.bindings.filter(({ valueAt }) => isHere(valueAt)),
    ({ valueAt }) => valueAt.range,
  );
  return [
    ...(python === undefined ? [] : definitionsAround(python.body, 0, at)),
    ...(call === undefined ? [] : [call.callee]),
    ...(binding === undefined ? [] : [binding.name]),
  ];
}

function definitionsAround(body: Body, base: number, at: number): string[] {
  for (const { offset, statement } of body) {
    const start = base + offset;
    if (at < start || at >= start + statement.length) continue;
    const own = statement.kind === 'function' || statement.kind === 'class' ? [statement.name.id] : [];
    return [...own, ...bodiesOf(statement).flatMap((inner) => definitionsAround(inner, start, at))];
  }
  return [];
}

function bodiesOf(statement: Statement): readonly Body[] {
  switch (statement.kind) {
    case 'branch':
      return statement.ways;
    case 'try':
      return [statement.body, ...statement.handlers, statement.after];
    case 'for':
      return [statement.body, statement.otherwise];
    case 'with':
    case 'group':
    case 'function':
    case 'class':
      return [statement.body];
    default:
      return [];
  }
}

function inShell({ commands, settings }: ShellScript, at: number): string[] {
  const setting = settings.find(({ nameAt, word }) => contains(spanOf(nameAt, word.at), at));
  const command = smallest(
    commands.filter((one) => contains(stretchOf(one), at)),
    stretchOf,
  );
  const { aws } = command ?? {};
  return [
    ...(command === undefined ? [] : [command.name]),
    ...(aws === undefined ? [] : [aws.service, aws.operation]),
    ...(setting === undefined ? [] : [setting.name]),
  ];
}

function stretchOf({ at, words, heredocs }: Command): Range {
  const ends = [...words, ...heredocs].map((word) => word.at.range.end);
  return { start: at.range.start, end: Math.max(at.range.end, ...ends) };
}

function spanOf(from: Place, to: Place): Range {
  return { start: from.range.start, end: to.range.end };
}

function smallest<T>(items: readonly T[], rangeOf: (item: T) => Range): T | undefined {
  let found: T | undefined;
  let size = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const { start, end } = rangeOf(item);
    if (end - start >= size) continue;
    found = item;
    size = end - start;
  }
  return found;
}

function holds(node: Node, at: number): boolean {
  return contains(node.range, at);
}

function contains({ start, end }: Range, at: number): boolean {
  return start <= at && at < Math.max(end, start + 1);
}
