// Makes lakewarden-<version>.vsix. Needs no network.
import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { ensurePackages, root, runPackaged } from './install.mjs';

/** The size that an extension without anything to download can keep. */
const largestBytes = 2 * 1024 * 1024;

/** Packs `dist/` anew and returns the package's path; without `file` it is put into the project's folder. */
export async function packageExtension(file) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const vsix = file ?? path.join(root, `lakewarden-${version}.vsix`);
  // What other builds left behind would be packed too.
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  await build({ minify: true });
  // Everything is bundled, and links in the README are absolute.
  const options = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  const result = runPackaged('vsce', ['package', ...options, '--out', vsix], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.status !== 0) throw new Error(`vsce package failed:\n${result.stdout}${result.stderr}`);
  const { size } = statSync(vsix);
  if (size > largestBytes) throw new Error(`${vsix} has ${size} bytes; at most ${largestBytes} are allowed.`);
  return vsix;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensurePackages();
  const vsix = await packageExtension();
  console.log(`${path.basename(vsix)}: ${Math.round(statSync(vsix).size / 1024)} KB`);
}
