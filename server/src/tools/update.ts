import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { findRuleFiles, indexPath, ruleIndex, storedIndex } from './rule-index';

/**
 * Brings everything derived up to date: `npm run update`. The index comes first, and what is derived from the rules
 * is then bundled anew, because this program was built with the index as it was before.
 */
function update(root: string): void {
  const index = ruleIndex(findRuleFiles(root));
  if (index !== storedIndex(root)) {
    writeFileSync(indexPath(root), index);
    process.stdout.write('wrote server/src/rules/index.ts\n');
  }
  const outfile = join(root, 'node_modules/.cache/lakewarden/update-derived.cjs');
  buildSync({
    entryPoints: [join(root, 'server/src/tools/update-derived.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  const derived: { updateDerived(root: string): void } = createRequire(outfile)(outfile);
  derived.updateDerived(root);
}

try {
  update(process.cwd());
} catch (error) {
  // What is wrong in the sources has been printed by esbuild, with the place.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
}
