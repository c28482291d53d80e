import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Value } from '../server/src/base/value';
import type { Resource } from '../server/src/cloudformation/resource';
import { type Choice, editsOf, firstSafeFix, repair } from '../server/src/engine/repair';
import { defineRule } from '../server/src/engine/rule';
import type { Graph } from '../server/src/graph/graph';
import type { Statement } from '../server/src/iam/policy';
import { rules } from '../server/src/rules/index';
import { checkTexts, type RuleFixture, readFixtures, strippedTexts } from './harness/rule-fixture';

/** Milliseconds: every rule runs on whole fixtures, round by round. */
const unhurried = 120_000;

const aboutAccess = /^(?:iam|kms|script)\//;
const fixtures = readFixtures(join(import.meta.dirname, 'rules')).filter(({ name }) =>
  aboutAccess.test(name),
);

/** What `--fix` makes, and beside that what a person may decide about keys. */
const choices: readonly (readonly [string, Choice])[] = [
  ['safe', firstSafeFix],
  [
    'every',
    (finding) =>
      finding.rule.startsWith('kms-')
        ? finding.fixes.find((fix) => editsOf(fix) !== undefined)
        : firstSafeFix(finding),
  ],
];

describe.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (_name, fixture) => {
  it.each(choices)(
    'is given each permission once by the fixes of all rules (%s)',
    {
      timeout: unhurried,
    },
    (_which, choose) => {
      const texts = strippedTexts(fixture);
      const written = permissionsIn(texts);
      const { workspace } = checkTexts(texts, rules);
      expect(repair(workspace, choose).stable, 'comes to an end').toBe(true);
      const repaired = textsOf(fixture, (file) => workspace.text(file));
      const twice = [...permissionsIn(repaired)].filter(
        ([permission, count]) => count > 1 && (written.get(permission) ?? 0) < count,
      );
      expect(twice).toEqual([]);
      const again = checkTexts(repaired, rules).workspace;
      expect(repair(again, choose).applied, 'changes nothing a second time').toBe(0);
    },
  );
});

function textsOf({ files }: RuleFixture, text: (file: string) => string | undefined): Map<string, string> {
  return new Map([...files.keys()].map((file) => [file, text(file) ?? '']));
}

/** Every action on every resource that somebody is given in each deployment, with how often. */
function permissionsIn(texts: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { file, message } of checkTexts(texts, [permissions]).findings) {
    if (/, when .* is .*\.$/.test(message)) continue;
    const permission = `${file} ${message.replace(/ \(\d+\)\.$/, '')}`;
    counts.set(permission, (counts.get(permission) ?? 0) + 1);
  }
  return counts;
}

const nothing = { language: 'yaml', text: '' } as const;

/** Tells every permission of a role, a user and a key as a finding. */
const permissions = defineRule({
  id: 'test-permissions',
  title: 'Permission',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::KMS::Key'],
  why: '',
  bad: nothing,
  good: nothing,
  references: [],
  knownAs: [],
  *check(resource, graph) {
    const seen = new Map<string, number>();
    for (const statement of statementsOf(resource, graph)) {
      for (const action of statement.actions?.items ?? []) {
        for (const target of statement.resources?.items ?? []) {
          const permission = [resource.id, statement.effect, say(statement, action, target)].join(' ');
          const count = (seen.get(permission) ?? 0) + 1;
          seen.set(permission, count);
          yield { at: resource.idAt, message: `${permission} (${count}).` };
        }
      }
    }
  },
});

function statementsOf(resource: Resource, graph: Graph): readonly Statement[] {
  const policies =
    resource.type === 'AWS::KMS::Key'
      ? graph.policiesOf(resource)
      : graph
          .identityOf(resource)
          .policies.flatMap(({ policy, managed }) => (managed === undefined ? [policy] : []));
  return policies.flatMap(({ statements }) => statements);
}

function say({ principals, value }: Statement, action: Value, target: Value): string {
  const conditions = value.entries.get('Condition')?.value;
  return [principals?.written, action, target, conditions].map((one) => textOf(one)).join(' ');
}

function textOf(value: Value | undefined): string {
  switch (value?.kind) {
    case 'scalar':
      return value.text;
    case 'reference':
      return JSON.stringify(value.to);
    case 'text':
      return value.parts.map(textOf).join('');
    case 'list':
      return `[${value.items.map(textOf).sort().join()}]`;
    case 'mapping':
      return `{${[...value.entries].map(([key, entry]) => `${key}: ${textOf(entry.value)}`).sort()}}`;
    default:
      return '?';
  }
}
