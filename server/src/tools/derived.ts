import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  fixedPath,
  fixFixture,
  markFixture,
  type RuleFixture,
  readFixed,
  readFixtures,
} from '../../../test/harness/rule-fixture';
import type { AnyRule } from '../engine/rule';
import { withTemplateSnippets } from './json-snippets';
import { findRuleFiles, ruleIndex } from './rule-index';
import { rulesPage } from './rules-page';
import { withRuleSettings } from './settings-schema';
import { countWork } from './work-counts';

/** What the derived files hold when they are fresh, by path from the root; undefined for a file that has to go. */
export function derivedFiles(
  root: string,
  rules: readonly AnyRule[],
): ReadonlyMap<string, string | undefined> {
  const derived = new Map<string, string | undefined>();
  derived.set('server/src/rules/index.ts', ruleIndex(findRuleFiles(root)));
  derived.set('RULES.md', rulesPage(rules));
  derived.set('package.json', withRuleSettings(readFileSync(join(root, 'package.json'), 'utf8'), rules));
  const snippets = (name: string) => readFileSync(join(root, 'snippets', name), 'utf8');
  derived.set('snippets/json.json', withTemplateSnippets(snippets('json.json'), snippets('yaml.json')));
  if (existsSync(join(root, 'test/projects/playground'))) {
    derived.set('test/work-counts.json', `${JSON.stringify(countWork(root, rules), undefined, 2)}\n`);
  }
  const folder = join(root, 'test/rules');
  for (const fixture of readFixtures(folder)) {
    const rule = rules.find(({ id }) => id === fixture.rule);
    if (rule !== undefined) deriveFixture(folder, fixture, rule, derived);
  }
  return derived;
}

/** The paths of derived files that are not as they would be. */
export function staleFiles(root: string, rules: readonly AnyRule[]): readonly string[] {
  return [...derivedFiles(root, rules)]
    .filter(([path, text]) => stored(root, path) !== text)
    .map(([path]) => path);
}

export function stored(root: string, path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}

function deriveFixture(
  folder: string,
  fixture: RuleFixture,
  rule: AnyRule,
  derived: Map<string, string | undefined>,
): void {
  const inner = (path: string, file: string) => `test/rules/${path}${fixture.isFolder ? `/${file}` : ''}`;
  for (const [file, text] of markFixture(fixture, rule)) derived.set(inner(fixture.name, file), text);
  const fixed = fixFixture(fixture, rule);
  for (const file of readFixed(folder, fixture).keys())
    derived.set(inner(fixedPath(fixture), file), undefined);
  for (const [file, text] of fixed) derived.set(inner(fixedPath(fixture), file), text);
}
