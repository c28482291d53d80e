import { describe, expect, test } from 'vitest';
import { Decisions } from '../server/src/cloudformation/decisions';
import { looksAt } from '../server/src/cloudformation/reads';
import { sameAnswer } from '../server/src/cloudformation/same-answer';
import { Settled } from '../server/src/cloudformation/settled';

interface Thing {
  readonly id: string;
}

/** Answers that read the part with the thing's id; `texts` says what stands there. */
function answersFrom(texts: Map<string, string>) {
  const decisions = new Decisions();
  const asked: string[] = [];
  const settled = new Settled(
    () => decisions,
    ({ id }: Thing) => {
      asked.push(id);
      decisions.reads(id);
      return { length: (texts.get(id) ?? '').length };
    },
    ({ id }) => `=${id}`,
  );
  const change = (...parts: string[]): readonly string[] => {
    const changed = new Set(parts);
    settled.loosen((reads) => looksAt(reads, changed));
    return settled.settle();
  };
  return { decisions, settled, asked, change };
}

describe('an answer that is worked out again when its parts change', () => {
  const a: Thing = { id: 'a' };
  const b: Thing = { id: 'b' };

  test('is given to all who ask, and they depend on it alone', () => {
    const { decisions, settled, asked } = answersFrom(new Map([['a', 'one']]));
    const { result, trace } = decisions.trace(() => [settled.of(a), settled.of(a)]);
    expect(result).toEqual([{ length: 3 }, { length: 3 }]);
    expect(asked).toEqual(['a']);
    expect(looksAt(trace.reads, new Set(['=a']))).toBe(true);
    expect(looksAt(trace.reads, new Set(['a']))).toBe(false);
  });

  test('stays the same object and is no change when it comes out as it was', () => {
    const texts = new Map([['a', 'one']]);
    const { settled, asked, change } = answersFrom(texts);
    const before = settled.of(a);
    texts.set('a', 'two');
    expect(change('a')).toEqual([]);
    expect(asked).toEqual(['a', 'a']);
    expect(settled.of(a)).toBe(before);
  });

  test('is a change under its own name when it comes out otherwise', () => {
    const texts = new Map([
      ['a', 'one'],
      ['b', 'one'],
    ]);
    const { settled, asked, change } = answersFrom(texts);
    settled.of(a);
    settled.of(b);
    texts.set('a', 'three');
    expect(change('a')).toEqual(['=a']);
    expect(settled.of(a)).toEqual({ length: 5 });
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  test('is a change when it depends on other questions now', () => {
    const decisions = new Decisions();
    let condition = 'IsDev';
    const settled = new Settled(
      () => decisions,
      (_about: Thing) => {
        decisions.reads('a');
        return decisions.holds(condition) ? 'yes' : 'no';
      },
      () => '=a',
    );
    expect(settled.of(a)).toBe('yes');
    condition = 'IsProd';
    settled.loosen((reads) => looksAt(reads, new Set(['a'])));
    expect(settled.settle()).toEqual(['=a']);
  });

  test('that cannot be worked out any more is a change, and whoever asks meets the error', () => {
    const decisions = new Decisions();
    let fails = false;
    const settled = new Settled(
      () => decisions,
      (_about: Thing) => {
        decisions.reads('a');
        if (fails) throw new Error('broken');
        return 1;
      },
      () => '=a',
    );
    settled.of(a);
    fails = true;
    settled.loosen((reads) => looksAt(reads, new Set(['a'])));
    expect(settled.settle()).toEqual(['=a']);
    expect(() => settled.of(a)).toThrow('broken');
  });
});

class Place {
  constructor(readonly start: number) {}
}
const place = new Place(1);
const computed = (start: number) => ({
  get start() {
    return start;
  },
});

test.each([
  ['equal data', { a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }, true],
  ['another number', { a: [1] }, { a: [2] }, false],
  ['a field more', { a: 1 }, { a: 1, b: undefined }, false],
  ['another field', { a: undefined }, { b: undefined }, false],
  ['a shorter list', [1, 2], [1], false],
  ['a list and what has its fields', [1], { 0: 1, length: 1 }, false],
  ['equal maps', new Map([['a', [1]]]), new Map([['a', [1]]]), true],
  [
    'maps in another order',
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
    new Map([
      ['b', 2],
      ['a', 1],
    ]),
    false,
  ],
  ['equal sets', new Set(['a']), new Set(['a']), true],
  ['other sets', new Set(['a']), new Set(['b']), false],
  ['the same place', { at: place }, { at: place }, true],
  ['another place that stands there now', { at: new Place(1) }, { at: place }, false],
  ['what is worked out when it is asked', computed(1), computed(1), false],
  ['nothing and null', undefined, null, false],
])('the same answer: %s', (_name, a, b, expected) => {
  expect(sameAnswer(a, b)).toBe(expected);
  expect(sameAnswer(b, a)).toBe(expected);
});
