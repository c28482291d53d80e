import { describe, expect, it } from 'vitest';
import { change } from '../server/src/base/edit';
import { asString } from '../server/src/base/value';
import { firstSafeFix, repair } from '../server/src/engine/repair';
import { defineRule } from '../server/src/engine/rule';
import { defaultSettings } from '../server/src/engine/settings';
import { Workspace } from '../server/src/engine/workspace';
import { publicAcl } from './models/cli/rules';
import { open } from './models/cli/templates';

/** Replaces the text of AccessControl; `to` may break the file. */
function replacing(id: string, from: string, to: string) {
  return defineRule({
    ...publicAcl,
    id,
    *check(resource) {
      const acl = resource.get('AccessControl');
      if (acl === undefined || asString(acl) !== from) return;
      const { file, range } = acl.at;
      const changes = [change(file, () => [{ range, newText: to }])];
      yield {
        at: acl.at,
        message: `${from} is wrong.`,
        fixes: [{ title: `Write ${to}`, safe: true, changes }],
      };
    },
  });
}

/** Writes behind the text of AccessControl, as a new entry behind the last one. */
function appending(id: string, behind: string, text: string) {
  return defineRule({
    ...publicAcl,
    id,
    *check(resource) {
      const acl = resource.get('AccessControl');
      if (acl === undefined || asString(acl) !== behind) return;
      const { file, range } = acl.at;
      const changes = [change(file, () => [{ range: { start: range.end, end: range.end }, newText: text }])];
      yield {
        at: acl.at,
        message: `${behind} ends.`,
        fixes: [{ title: `Write ${text}`, safe: true, changes }],
      };
    },
  });
}

describe('repairing', () => {
  it.each([
    [
      'one fix after the other',
      [replacing('t-a', 'PublicRead', 'B'), replacing('t-b', 'B', 'C')],
      'C',
      2,
      true,
    ],
    [
      'fixes of one place one by one',
      [replacing('t-a', 'PublicRead', 'B'), replacing('t-b', 'PublicRead', 'C')],
      'B',
      1,
      true,
    ],
    [
      'fixes that undo each other',
      [replacing('t-a', 'PublicRead', 'B'), replacing('t-b', 'B', 'PublicRead')],
      'PublicRead',
      10,
      false,
    ],
    [
      'a fix behind what another replaces in a round of its own',
      [replacing('t-a', 'PublicRead', 'B'), appending('t-b', 'PublicRead', 'C')],
      'B',
      1,
      true,
    ],
    ['a fix that damages the file', [replacing('t-a', 'PublicRead', '"')], 'PublicRead', 0, false],
    ['nothing', [], 'PublicRead', 0, true],
  ] as const)('applies %s', (_name, rules, expected, applied, stable) => {
    const workspace = new Workspace([...rules], defaultSettings);
    workspace.set('a.yaml', open);
    const result = repair(workspace, firstSafeFix, 10);
    expect(workspace.text('a.yaml')).toBe(open.replace('PublicRead', expected));
    expect([result.applied, result.stable]).toEqual([applied, stable]);
  });
});
