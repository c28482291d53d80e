import type { Severity } from '../engine/finding';
import type { AnyRule, Profile } from '../engine/rule';
import { ruleUrl } from '../engine/rule-url';
import { defaultSettings } from '../engine/settings';
import { Workspace } from '../engine/workspace';
import type { Output } from './surroundings';

/** A rule as `lakewarden rules --format json` lists it. */
export interface ListedRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly profile: Profile;
  readonly service: string;
  readonly fixable: boolean;
  readonly knownAs: readonly string[];
  readonly url: string;
}

/** The rules, sorted by id. */
export function listRules(rules: readonly AnyRule[]): readonly ListedRule[] {
  return [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((rule) => ({
      id: rule.id,
      title: rule.title,
      severity: rule.severity,
      profile: rule.profile,
      service: serviceOf(rule.id),
      fixable: isFixable(rule),
      knownAs: rule.knownAs,
      url: ruleUrl(rule.id),
    }));
}

export function printRules(rules: readonly AnyRule[], format: 'text' | 'json', out: Output): void {
  const listed = listRules(rules);
  if (format === 'json') {
    out.write(`${JSON.stringify(listed, undefined, 2)}\n`);
    return;
  }
  const width = Math.max(0, ...listed.map(({ id }) => id.length));
  for (const { id, title, severity, profile, fixable } of listed) {
    const notes = [profile === 'strict' ? 'strict' : '', fixable ? 'fixable' : ''].filter(
      (note) => note !== '',
    );
    const tail = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
    out.write(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}${tail}\n`);
  }
}

/** The folder a rule lives in: the first word of its id. */
export function serviceOf(id: string): string {
  return id.split('-')[0] ?? id;
}

/** True when the rule offers a repair of its own bad example; asked of the rule, so that it cannot be stale. */
export function isFixable(rule: AnyRule): boolean {
  const workspace = new Workspace([rule], { ...defaultSettings, profile: 'strict' });
  const files = exampleFiles(rule.bad);
  for (const [file, text] of files) workspace.set(file, text);
  return [...files.keys()].some((file) =>
    workspace.check(file).findings.some(({ fixes }) => fixes.length > 0),
  );
}

/** The files of an example: its own, and those that it needs beside it. */
export function exampleFiles({ language, text, beside = {} }: AnyRule['bad']): ReadonlyMap<string, string> {
  return new Map([[exampleName(language), text], ...Object.entries(beside)]);
}

/** A file name that goes with an example's language. */
export function exampleName(language: AnyRule['bad']['language']): string {
  return `example.${{ yaml: 'yaml', json: 'json', python: 'py', shell: 'sh' }[language]}`;
}
