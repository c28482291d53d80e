import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rules } from '../rules/index';
import { derivedFiles, stored } from './derived';

/** Writes every derived file that is stale; bundled and run by `update` when the index is fresh. */
export function updateDerived(root: string): void {
  for (const [path, text] of derivedFiles(root, rules)) {
    if (stored(root, path) === text) continue;
    const target = join(root, path);
    if (text === undefined) rmSync(target);
    else {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    process.stdout.write(`${text === undefined ? 'removed' : 'wrote'} ${path}\n`);
  }
}
