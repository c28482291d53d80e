import { describe, expect, test } from 'vitest';
import { editsOf, repair } from '../server/src/engine/repair';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { rules } from '../server/src/rules/index';
import * as dataCases from './models/keys/data';
import { type KeyCase, templateOf } from './models/keys/lake';
import * as policyCases from './models/keys/policies';
import * as reachCases from './models/keys/reach';

const missing = rules.filter(({ id }) => id === 'kms-missing-permission');

function workspaceOf(row: KeyCase): Workspace {
  const fail = (message: string): never => {
    throw new Error(message);
  };
  const workspace = new Workspace(missing, defaultSettings, fail);
  workspace.set('lake.json', templateOf(row));
  return workspace;
}

function found(workspace: Workspace): Readonly<Record<string, string>> {
  return Object.fromEntries(
    workspace
      .check('lake.json')
      .findings.map(({ resource, message }) => [
        resource ?? '',
        [...message.matchAll(/kms:\w+/g)].map(([action]) => action).join(' '),
      ]),
  );
}

describe('a role that lacks a key is found, and no other', () => {
  for (const [title, cases] of Object.entries({ ...dataCases, ...policyCases, ...reachCases })) {
    test.each(cases.map((row) => [row.name, row] as const))(`${title}: %s`, (_, row) => {
      const workspace = workspaceOf(row);
      expect(found(workspace)).toEqual(row.expected);
      repair(workspace, ({ fixes }) => fixes.find((fix) => editsOf(fix) !== undefined), 10);
      expect(found(workspace)).toEqual(row.stays === true ? row.expected : {});
      expect(workspace.check('lake.json').problems).toEqual([]);
    });

    test(`${title}: no name is used twice`, () => {
      const used = cases.map(({ name }) => name);
      expect(used).toEqual([...new Set(used)]);
    });
  }
});

/** The rows of the table in a text, by the heads of their columns. */
function rowsIn(markdown: string): readonly Readonly<Record<string, string>>[] {
  const [heads, , ...rows] = markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.map((cells) => Object.fromEntries(cells.map((cell, index) => [heads?.[index] ?? '', cell])));
}

const all = Object.entries({ ...dataCases, ...policyCases, ...reachCases }).flatMap(([title, cases]) =>
  cases.map((row) => [`${title}: ${row.name}`, row] as const),
);

describe('what is shown of a role agrees with what is found', () => {
  test.each(all)('%s', (_, row) => {
    const workspace = workspaceOf(row);
    const text = templateOf(row);
    const hints = workspace.inlayHints('lake.json', { start: 0, end: text.length });
    for (const { resource = '', message, related } of workspace.check('lake.json').findings) {
      const key = /\bkey (?!of\b)(\w+)/.exec(message)?.[1] ?? '';
      const failing = [...message.matchAll(/kms:\w+/g)].map(([action]) => action);
      const hover = workspace.hover('lake.json', text.indexOf(`"${resource}": {`) + 2)?.markdown ?? '';
      // What is shown is one deployment, and says which.
      if (message.includes(', when ')) {
        expect(hover).toMatch(/Where conditions decide, this is how it is when \w+ is true\./);
        continue;
      }
      const deeds = failing.map((action) => (action === 'kms:Decrypt' ? 'decrypt' : 'encrypt'));
      for (const deed of new Set(deeds)) {
        const shown = rowsIn(hover).filter(
          (cells) => cells['key'] === key && cells[deed]?.startsWith('no ('),
        );
        expect(shown, `${deed} with ${key} in:\n${hover}`).not.toEqual([]);
      }
      const worker = related.find(({ message: says }) => says.endsWith('runs as this role'));
      if (worker === undefined) continue;
      const labels = hints.filter(
        ({ offset }) => offset >= worker.range.start && offset <= worker.range.end + 1,
      );
      expect(labels.map(({ label }) => label).join(), `beside ${worker.message}`).toContain(`${key}: no`);
    }
  });
});
