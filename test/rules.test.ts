import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exampleFiles } from '../server/src/cli/rule-list';
import { rules } from '../server/src/rules/index';
import {
  checkFixture,
  checkTexts,
  fixFixture,
  markFixture,
  problemsOf,
  type RuleFixture,
  readFixed,
  readFixtures,
  said,
  strippedTexts,
} from './harness/rule-fixture';
import { jsonTwin } from './harness/twin';

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
});

function isTemplate(fixture: RuleFixture): boolean {
  return checkTexts(strippedTexts(fixture), []).reports.every(({ kind }) => kind === 'template');
}

function jsonName(file: string): string {
  return file.replace(/\.yaml$/, '.json');
}

/** Templates of a folder name each other. */
function renamed(text: string, texts: ReadonlyMap<string, string>): string {
  return [...texts.keys()].reduce((result, file) => result.replaceAll(file, jsonName(file)), text);
}
