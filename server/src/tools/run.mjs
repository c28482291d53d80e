// Runs a developers' command written in TypeScript: `node run.mjs update …` bundles update.ts (or update/main.ts)
// and starts it in the project's folder. The commands share the engine's sources, which Node cannot load as they are.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensurePackages, root } from './install.mjs';

const [name = '', ...args] = process.argv.slice(2);
const here = path.join(root, 'server', 'src', 'tools');
const entry = [path.join(here, `${name}.ts`), path.join(here, name, 'main.ts')].find((file) =>
  existsSync(file),
);
if (!entry) {
  console.error(`There is no command ${name || '(none named)'} in server/src/tools.`);
  process.exit(2);
}

ensurePackages();
const { build } = await import('esbuild');
// Inside node_modules, so that packages are found from there and nothing has to be ignored.
const outfile = path.join(root, 'node_modules', '.cache', 'lakewarden', `${name}.mjs`);
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
});
const result = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(result.status ?? 1);
