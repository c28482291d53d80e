import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, intersects, matches } from '../server/src/iam/matching';
import { exactly, glob } from '../server/src/iam/pattern';
import { resourceKey } from '../server/src/iam/resource-key';
import { type MatchingCase, references, setsOfTexts, wildcards } from './models/iam/matching-cases';
import { asValue, names } from './models/iam/values';

describe('patterns of policies match as IAM matches them', () => {
  for (const [title, cases] of Object.entries({ wildcards, setsOfTexts, references })) {
    test.each(cases)(`${title}: %j against %j is %s`, (pattern, text, expected) => {
      expect(matches(names.glob(asValue(pattern)), names.glob(asValue(text)))).toBe(expected);
    });
  }

  test('no case is asValue twice', () => {
    const keys = [...wildcards, ...setsOfTexts, ...references].map(([a, b]: MatchingCase) => `${a} ${b}`);
    expect(keys).toEqual([...new Set(keys)]);
  });
});

test('resources with different keys have no text in common', () => {
  const patterns = [...wildcards, ...setsOfTexts, ...references].flat();
  const keyed = [...new Set(patterns)].flatMap((pattern) => {
    const read = names.glob(asValue(pattern));
    const key = resourceKey(read);
    return key === undefined ? [] : [{ read, key }];
  });
  expect(keyed.length).toBeGreaterThan(20);
  for (const a of keyed) {
    for (const b of keyed) if (a.key !== b.key) expect(matches(a.read, b.read)).toBe('no');
  }
});

describe('matching holds for all patterns', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 6 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 7 });
  const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 3 });
  const texts = allTexts('ab', 6);

  test('as a plain reading of the documentation does', () => {
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        expect(matches(glob(p), exactly(t))).toBe(plainly(p, t) ? 'yes' : 'no');
      }),
      { numRuns: 2000 },
    );
  });

  test('what covers a pattern matches everything that the pattern matches', () => {
    fc.assert(
      fc.property(short, short, (a, b) => {
        const escaped = texts.filter((t) => plainly(b, t) && !plainly(a, t));
        if (covers(glob(a), glob(b))) expect(escaped).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('patterns intersect exactly when they share a text', () => {
    fc.assert(
      fc.property(short, short, (a, b) => {
        const shared = texts.some((t) => plainly(a, t) && plainly(b, t));
        expect(intersects(glob(a), glob(b))).toBe(shared);
      }),
      { numRuns: 500 },
    );
  });

  test('a pattern that makes regular expressions explode is settled at once', () => {
    const hostile = glob(`${'*a'.repeat(2000)}b`);
    expect(matches(hostile, exactly('a'.repeat(4000)))).toBe('no');
    expect(matches(hostile, glob(`${'a*'.repeat(2000)}c`))).toBe('no');
  });
});

/** Wildcards by their definition, without any cleverness. */
function plainly(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern[0] === '*') {
    return plainly(rest, text) || (text !== '' && plainly(pattern, text.slice(1)));
  }
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && plainly(rest, text.slice(1));
}

function allTexts(letters: string, length: number): readonly string[] {
  let last = [''];
  const all = [...last];
  for (let i = 0; i < length; i++) {
    last = last.flatMap((text) => [...letters].map((letter) => text + letter));
    all.push(...last);
  }
  return all;
}
