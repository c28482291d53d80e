import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../server/src/rules/index';
import { checkTexts, readFixtures, recheck, strippedTexts } from './harness/rule-fixture';

const fixtures = readFixtures(join(import.meta.dirname, 'rules'));

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
