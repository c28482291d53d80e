import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../server/src/base/edit';
import { exampleFiles } from '../server/src/cli/rule-list';
import { editsOf } from '../server/src/engine/repair';
import type { ReportedFinding, ReportedFix } from '../server/src/engine/report';
import { rules } from '../server/src/rules/index';
import {
  checkFixture,
  checkTexts,
  fixFixture,
  markFixture,
  type RuleFixture,
  readFixed,
  readFixtures,
  recheck,
  strippedTexts,
} from './harness/rule-fixture';
import { jsonTwin } from './harness/twin';

/** Milliseconds: the work grows with the square of a fixture, and a busy machine must not fail it. */
const unhurried = 120_000;

const folder = join(import.meta.dirname, 'rules');
const fixtures = readFixtures(folder);
const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));

describe('every rule', () => {
  it('has a fixture', () => {
    const tested = new Set(fixtures.map(({ rule }) => rule));
    expect(rules.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s has true examples', (id, rule) => {
    const found = (example: typeof rule.bad) => checkTexts(exampleFiles(example), [rule]);
    const bad = found(rule.bad);
    const good = found(rule.good);
    expect(
      bad.findings.map((finding) => finding.rule),
      'bad',
    ).toContain(id);
    expect(
      good.findings.map(({ message }) => message),
      'good',
    ).toEqual([]);
    const reports = [...bad.reports, ...good.reports];
    expect(reports.flatMap(({ problems }) => problems)).toEqual([]);
    expect(reports.map(({ kind }) => kind)).not.toContain('other');
  });
});

describe.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (_name, fixture) => {
  const rule = ruleOf.get(fixture.rule);
  if (rule === undefined) {
    it('belongs to a rule', () => expect.fail(`There is no rule ${fixture.rule}.`));
    return;
  }

  it('is marked where the rule finds something, and nowhere else', () => {
    expect(Object.fromEntries(markFixture(fixture, rule))).toEqual(Object.fromEntries(fixture.files));
  });

  it('has findings of one line that repeat no other', () => {
    const places = checkFixture(fixture, rule).findings.map(({ file, range, message }) => {
      const text = strippedTexts(fixture).get(file) ?? '';
      expect(text.slice(range.start, range.end)).not.toMatch(/[\r\n]/);
      return `${file}:${range.start}: ${message}`;
    });
    expect(places).toEqual([...new Set(places)]);
  });

  it('is repaired as its .fixed form shows', () => {
    const fixed = fixFixture(fixture, rule);
    expect(Object.fromEntries(fixed)).toEqual(Object.fromEntries(readFixed(folder, fixture)));
    if (fixed.size === 0) return;
    const { findings, reports } = checkTexts(fixed, [rule]);
    expect(reports.flatMap(({ problems }) => problems)).toEqual(problemsOf(fixture));
    expect(findings.filter(({ fixes }) => fixes.length > 0)).toEqual([]);
  });

  it('is repaired by every single fix', { timeout: unhurried }, () => {
    const { findings } = checkFixture(fixture, rule);
    for (const [index, finding] of findings.entries()) {
      for (const order of finding.fixes.keys()) repairsAlone(fixture, index, order);
    }
  });

  const isYamlOnly = /^# yaml only: \S/.test([...fixture.files.values()][0] ?? '');
  const isYaml = [...fixture.files.keys()].every((file) => file.endsWith('.yaml'));
  if (isYaml && !isYamlOnly && isTemplate(fixture)) {
    it('says the same of its JSON twin', () => {
      const texts = strippedTexts(fixture);
      const twins = new Map(
        [...texts].map(([file, text]) => [jsonName(file), jsonTwin(renamed(text, texts))]),
      );
      expect(said(checkTexts(twins, [rule]).findings)).toEqual(said(checkFixture(fixture, rule).findings));
    });
  }

  /** A fix removes its finding, adds none, leaves a file that parses, and can be made in the text as it is. */
  function repairsAlone(of: RuleFixture, index: number, order: number): void {
    if (rule === undefined) return;
    const { workspace, findings } = checkFixture(of, rule);
    const fix = findings[index]?.fixes[order];
    const title = `${findings[index]?.message} — ${fix?.title}`;
    const before = said(findings);
    const problems = problemsOf(of);
    for (const [file, edits] of applicable(fix, title)) {
      workspace.set(file, applyEdits(workspace.text(file) ?? '', edits));
    }
    const after = recheck(workspace);
    const left = said(after.findings);
    expect(left.length, `removes its finding: ${title}`).toBeLessThan(before.length);
    expect(added(before, left), `adds no finding: ${title}`).toEqual([]);
    expect(after.reports.flatMap((report) => report.problems).length, `parses: ${title}`).toBe(
      problems.length,
    );
  }
});

describe('a half-typed fixture', () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    '%s is read to any length',
    (_name, fixture) => {
      const texts = strippedTexts(fixture);
      const own = checkTexts(
        texts,
        rules.filter(({ id }) => id === fixture.rule),
      ).workspace;
      const all = checkTexts(texts, rules).workspace;
      for (const [file, text] of texts) {
        for (const [order, length] of prefixLengths(text).entries()) {
          // All rules on every length would take minutes.
          for (const workspace of order % 32 === 0 ? [own, all] : [own]) {
            workspace.set(file, text.slice(0, length));
            workspace.check(file);
          }
        }
        own.set(file, text);
        all.set(file, text);
      }
      const typed = recheck(all).reports.map(plain);
      expect(typed).toEqual(checkTexts(texts, rules).reports.map(plain));
    },
    // Hundreds of checks; the limit only ends a hang.
    120_000,
  );
});

function problemsOf(fixture: RuleFixture): readonly unknown[] {
  return checkTexts(strippedTexts(fixture), []).reports.flatMap(({ problems }) => problems);
}

function applicable(fix: ReportedFix | undefined, title: string): NonNullable<ReturnType<typeof editsOf>> {
  const edits = fix === undefined ? undefined : editsOf(fix);
  if (edits === undefined) throw new Error(`cannot be applied: ${title}`);
  return edits;
}

function isTemplate(fixture: RuleFixture): boolean {
  return checkTexts(strippedTexts(fixture), []).reports.every(({ kind }) => kind === 'template');
}

/** What is said, whatever the place; sorted. */
function said(findings: readonly ReportedFinding[]): readonly string[] {
  return findings
    .map(
      ({ rule, resource, message }) => `${rule} ${resource ?? '-'}: ${message.replaceAll('.yaml', '.json')}`,
    )
    .sort();
}

function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** A report without what is worked out on demand. */
function plain(report: ReturnType<typeof recheck>['reports'][number]): unknown {
  const findings = report.findings.map(({ fixes, ...finding }) => ({
    ...finding,
    fixes: fixes.map(({ title }) => title),
  }));
  return { ...report, findings };
}

/** All of a short text; of a long one its line ends and 200 places spread over it. */
function prefixLengths(text: string): readonly number[] {
  if (text.length <= 400) return Array.from({ length: text.length }, (_, i) => i);
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  const spread = Array.from({ length: 200 }, (_, i) => Math.floor(((i + 0.5) * text.length) / 200));
  return [...new Set([...ends, ...spread])].sort((a, b) => a - b);
}

function jsonName(file: string): string {
  return file.replace(/\.yaml$/, '.json');
}

/** Templates of a folder name each other. */
function renamed(text: string, texts: ReadonlyMap<string, string>): string {
  return [...texts.keys()].reduce((result, file) => result.replaceAll(file, jsonName(file)), text);
}
