import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../server/src/rules';
import { staleFiles } from '../server/src/tools/derived';

it('everything derived is fresh; `npm run update` makes it so', () => {
  expect(staleFiles(join(import.meta.dirname, '..'), rules)).toEqual([]);
});
