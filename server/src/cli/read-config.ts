import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Config, configNames, defaultConfig, readConfig } from '../engine/config';

/** Reads the named configuration, or the one in the folder. A sentence when it is missing or invalid. */
export function findConfig(
  folder: string,
  named: string | undefined,
  ruleIds: ReadonlySet<string>,
): Config | string {
  const there = configNames.filter((name) => existsSync(join(folder, name)));
  if (named === undefined && there.length > 1) {
    return `There are ${there.join(' and ')}; keep one, or name one with --config.`;
  }
  const file = named ?? there[0];
  if (file === undefined) return defaultConfig;
  const text = textOf(resolve(folder, file));
  if (text === undefined) return `The configuration ${file} cannot be read.`;
  const config = readConfig(text, file.endsWith('.json') ? 'json' : 'yaml', ruleIds);
  return config.problems.length === 0 ? config : `${file}: ${config.problems.join(' ')}`;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
