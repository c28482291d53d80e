import { asString } from '../base/value';
import { behind, toWord } from './shell-option';
import type { AwsCommand, Option, ShellScript, Word } from './shell-script';

/** Options of every command that take a value; they may stand before the service. */
const globals = new Set([
  'profile',
  'region',
  'endpoint-url',
  'output',
  'query',
  'ca-bundle',
  'cli-read-timeout',
  'cli-connect-timeout',
  'cli-binary-format',
  'color',
]);

/**
 * Reads what follows `aws`. Global options may stand before the service, and an option has the words up to the next one.
 * Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-commandstructure.html.
 */
export function readAws(script: ShellScript, words: readonly Word[]): AwsCommand | undefined {
  const options = new Map<string, Option>();
  const names: Word[] = [];
  const positional: Word[] = [];
  let last: { readonly name: string; readonly values: Word[] } | undefined;
  for (const word of words) {
    const option = optionIn(script, word);
    if (option !== undefined) {
      const values = [...option.values];
      last = option.written === 'alone' ? { name: option.name, values } : undefined;
      options.set(option.name, { name: option.name, at: option.at, values });
      continue;
    }
    const isValue =
      last !== undefined && (names.length === 2 || (globals.has(last.name) && last.values.length === 0));
    if (isValue) last?.values.push(word);
    else if (names.length < 2) names.push(word);
    else positional.push(word);
    if (last !== undefined && globals.has(last.name) && last.values.length > 0) last = undefined;
  }
  const [service, operation] = names.map(({ value }) => asString(value));
  const at = names[1]?.at;
  if (service === undefined || operation === undefined || at === undefined) return undefined;
  return { service, operation, at, options, arguments: positional };
}

function optionIn(
  script: ShellScript,
  word: Word,
): (Option & { readonly written: 'alone' | 'joined' }) | undefined {
  const [, name, equals] = /^--([a-z][a-z0-9-]*)(=)?/.exec(word.written) ?? [];
  if (name === undefined) return undefined;
  if (equals === undefined && word.written.length > name.length + 2) return undefined;
  const { start } = word.source;
  const at = script.document.place(start, start + name.length + 2);
  if (equals === undefined) return { name, at, values: [], written: 'alone' };
  return { name, at, values: [toWord(script, behind(word.source, name.length + 3))], written: 'joined' };
}
