import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits, mergeEdits, type TextEdit } from '../server/src/base/edit';
import { editsOf } from '../server/src/engine/repair';
import type { ReportedFix } from '../server/src/engine/report';
import type { AnyRule } from '../server/src/engine/rule';
import { rules } from '../server/src/rules/index';
import {
  checkFixture,
  problemsOf,
  type RuleFixture,
  readFixtures,
  recheck,
  said,
} from './harness/rule-fixture';

/** Milliseconds: the work grows with the square of a fixture, and a busy machine must not fail it. */
const unhurried = 120_000;

const fixtures = readFixtures(join(import.meta.dirname, 'rules'));
const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));

describe.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (_name, fixture) => {
  const rule = ruleOf.get(fixture.rule);
  it('is repaired by every single fix', { timeout: unhurried }, () => {
    if (rule === undefined) expect.fail(`There is no rule ${fixture.rule}.`);
    const { findings } = checkFixture(fixture, rule);
    for (const [index, finding] of findings.entries()) {
      for (const order of finding.fixes.keys()) repairsAlone(fixture, rule, index, order);
    }
  });
});

/** A fix removes its finding, adds none, leaves a file that parses, and can be made in the text as it is. */
function repairsAlone(of: RuleFixture, rule: AnyRule, index: number, order: number): void {
  const { workspace, findings } = checkFixture(of, rule);
  const fix = findings[index]?.fixes[order];
  const title = `${findings[index]?.message} — ${fix?.title}`;
  const before = said(findings);
  const problems = problemsOf(of);
  for (const [file, edits] of applicable(fix, title)) {
    // An editor refuses edits that overlap, and one that is left out would make half a repair.
    expect(mergeEdits(edits).length, `has no edits that collide: ${title}`).toBe(distinct(edits));
    workspace.set(file, applyEdits(workspace.text(file) ?? '', edits));
  }
  const after = recheck(workspace);
  const left = said(after.findings);
  expect(left.length, `removes its finding: ${title}`).toBeLessThan(before.length);
  expect(added(before, left), `adds no finding: ${title}`).toEqual([]);
  expect(after.reports.flatMap((report) => report.problems).length, `parses: ${title}`).toBe(problems.length);
}

function applicable(fix: ReportedFix | undefined, title: string): NonNullable<ReturnType<typeof editsOf>> {
  const edits = fix === undefined ? undefined : editsOf(fix);
  if (edits === undefined) throw new Error(`cannot be applied: ${title}`);
  return edits;
}

function distinct(edits: readonly TextEdit[]): number {
  return new Set(edits.map(({ range, newText }) => JSON.stringify([range, newText]))).size;
}

function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
