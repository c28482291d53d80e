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
