import { expect, test } from 'vitest';
import { remembered } from '../server/src/base/remember';

test('a text is worked on once, as long as it is asked for again', () => {
  let worked = 0;
  const lengthOf = remembered((text) => {
    worked++;
    return text.length;
  });
  const texts = Array.from({ length: 5000 }, (_, index) => `text ${index}`);
  for (let round = 0; round < 3; round++) for (const text of texts) expect(lengthOf(text)).toBe(text.length);
  expect(worked).toBe(texts.length);
});

test('texts that nobody asks for any more are forgotten, and answers stay the same', () => {
  let worked = 0;
  const copyOf = remembered((text) => {
    worked++;
    return [...text].join('');
  });
  const odd = 'a\ud800"\u2028';
  expect(copyOf(odd)).toBe(odd);
  expect(copyOf(odd)).toBe(odd);
  expect(worked).toBe(1);
  for (let index = 0; index < 200; index++) copyOf(`${index}`.padEnd(10_000));
  expect(copyOf(odd)).toBe(odd);
  expect(worked).toBe(202);
});
