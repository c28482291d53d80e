import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';

const settings = { ...defaultSettings, profile: 'strict' } as const;

/** The callees of these are all that they ask of a call; the others look closer by themselves. */
const named = new Set(['script-small-files', 'script-secret-argument', 'script-jdbc-no-tls']);

test('the callees that a rule names leave out no call that it has findings of', () => {
  const callees = rules.filter((rule) => rule.callees !== undefined && !named.has(rule.id));
  expect(callees.length).toBeGreaterThan(1);
  const everywhere = callees.map(({ callees: _, ...rule }) => rule as (typeof rules)[number]);
  const folder = path.join(import.meta.dirname, 'rules');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.py'),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const found = [callees, everywhere].map((checked) => {
      const workspace = new Workspace(checked, settings);
      workspace.set('a.py', readFileSync(path.join(folder, file), 'utf8'));
      return workspace.check('a.py').findings.map(({ rule, range, message }) => ({ rule, range, message }));
    });
    expect(found[0]).toEqual(found[1]);
  }
});
