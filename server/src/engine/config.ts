import { parseJson } from '../syntax/json';
import type { Node } from '../syntax/tree';
import { parseYaml } from '../syntax/yaml';
import type { Severity } from './finding';
import type { Profile } from './rule';
import { defaultSettings, type Settings } from './settings';

/** The names under which a workspace's configuration is looked for, in its folder. */
export const configNames: readonly string[] = [
  'lakewarden.config.yaml',
  'lakewarden.config.yml',
  'lakewarden.config.json',
];

/** What a configuration file says. With problems, `settings` holds what could be read. */
export interface Config {
  readonly settings: Settings;
  /** Globs of files that are not checked, relative to the configuration's folder; see `matchesGlob`. */
  readonly ignore: readonly string[];
  /** Sentences for people. */
  readonly problems: readonly string[];
}

export const defaultConfig: Config = { settings: defaultSettings, ignore: [], problems: [] };

/**
 * Reads `lakewarden.config.yaml` or `.json`; JSON may have comments. A rule that does not exist is a problem: a
 * misspelt name would silently leave the rule as it is.
 */
export function readConfig(text: string, language: 'yaml' | 'json', ruleIds: ReadonlySet<string>): Config {
  const { root, problems } = (language === 'json' ? parseJson : parseYaml)('configuration', text);
  const [problem] = problems;
  if (problem !== undefined) {
    const line = text.slice(0, problem.range.start).split(/\r\n|\n|\r/).length;
    const sentence = `The configuration cannot be read from line ${line} on: ${problem.message}`;
    return { ...defaultConfig, problems: [sentence] };
  }
  return readSettings(root === undefined ? undefined : plain(root), ruleIds);
}

/** Reads the same from plain data: the settings of an editor. Absent keys keep their defaults. */
export function readSettings(data: unknown, ruleIds: ReadonlySet<string>): Config {
  if (data === null || data === undefined) return defaultConfig;
  if (!isRecord(data)) {
    return { ...defaultConfig, problems: ['The configuration is not a mapping of names to values.'] };
  }
  const problems: string[] = [];
  for (const key of Object.keys(data)) {
    if (!knownKeys.includes(key)) problems.push(`\`${key}\` is not a setting; there are ${list(knownKeys)}.`);
  }
  const settings: Settings = {
    profile: readProfile(data['profile'], problems),
    rules: readRules(data['rules'], ruleIds, problems),
    allowedRegions: readStrings('allowedRegions', data['allowedRegions'], problems),
    trustedAccounts: readAccounts(data['trustedAccounts'], problems),
  };
  return { settings, ignore: readStrings('ignore', data['ignore'], problems), problems };
}

const knownKeys = ['profile', 'rules', 'allowedRegions', 'trustedAccounts', 'ignore'];
const profiles: readonly Profile[] = ['recommended', 'strict'];
const levels: readonly (Severity | 'off')[] = ['off', 'hint', 'info', 'warning', 'error'];

/** A number that would be written otherwise, such as an account id with a leading zero, stays the text it is. */
function plain(node: Node): unknown {
  if (node.kind === 'map')
    return Object.fromEntries(node.pairs.map(({ key, value }) => [key.text, plain(value)]));
  if (node.kind === 'sequence') return node.items.map(plain);
  return typeof node.value === 'number' && String(node.value) !== node.text ? node.text : node.value;
}

function readProfile(value: unknown, problems: string[]): Profile {
  if (value === undefined) return defaultSettings.profile;
  const profile = profiles.find((name) => name === value);
  if (profile === undefined) problems.push(`\`profile\` is ${show(value)}; it can be ${list(profiles)}.`);
  return profile ?? defaultSettings.profile;
}

function readRules(
  value: unknown,
  ruleIds: ReadonlySet<string>,
  problems: string[],
): Record<string, Severity | 'off'> {
  const rules: Record<string, Severity | 'off'> = {};
  if (value === undefined || value === null) return rules;
  if (!isRecord(value)) {
    problems.push('`rules` is not a mapping of rule names to severities.');
    return rules;
  }
  for (const [id, written] of Object.entries(value)) {
    // An editor's YAML may have made a boolean of `off`.
    const level = levels.find((name) => name === (written === false ? 'off' : written));
    if (!ruleIds.has(id)) problems.push(`There is no rule \`${id}\`; \`lakewarden rules\` lists them.`);
    else if (level === undefined)
      problems.push(`\`rules.${id}\` is ${show(written)}; it can be ${list(levels)}.`);
    else rules[id] = level;
  }
  return rules;
}

function readStrings(key: string, value: unknown, problems: string[]): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  problems.push(`\`${key}\` is not a list of strings.`);
  return [];
}

function readAccounts(value: unknown, problems: string[]): readonly string[] {
  const texts = Array.isArray(value)
    ? value.map((item) => (typeof item === 'number' ? String(item) : item))
    : value;
  const accounts = readStrings('trustedAccounts', texts, problems);
  for (const account of accounts) {
    if (!/^\d{12}$/.test(account))
      problems.push(`\`trustedAccounts\` has ${show(account)}, which is not 12 digits.`);
  }
  return accounts.filter((account) => /^\d{12}$/.test(account));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return `\`${(JSON.stringify(value) ?? 'nothing').slice(0, 60)}\``;
}

function list(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}
