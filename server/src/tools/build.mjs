// Bundles the shipped programs into dist/. `node build.mjs` builds all, `node build.mjs client` some of them;
// `--minify` shortens the names too, for packages. Plain Node, so that it runs before anything has been compiled.
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages, root } from './install.mjs';

const programs = {
  client: { entry: 'client/src/main.ts', external: ['vscode'] },
  server: { entry: 'server/src/main.server.ts', external: [] },
  terminal: { entry: 'server/src/main.terminal.ts', external: [] },
  cli: { entry: 'server/src/main.cli.ts', external: [], executable: true },
};

/** Builds the named programs; all of them when none is named. */
export async function build({ names = Object.keys(programs), minify = false } = {}) {
  // Loaded here because the dependencies may just have been installed by the script that imports this file.
  const esbuild = await import('esbuild');
  await Promise.all(names.map((name) => buildProgram(esbuild, name, minify)));
}

async function buildProgram(esbuild, name, minify) {
  const program = programs[name];
  if (!program)
    throw new Error(`No program is called ${name}; there are ${Object.keys(programs).join(', ')}.`);
  const outfile = path.join(root, 'dist', `${name}.cjs`);
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [program.entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: program.external,
    // jsonc-parser's `main` is a UMD file whose inner requires cannot be bundled, so `module` goes first.
    mainFields: ['module', 'main'],
    // Blanks and long forms cost time at every start; names stay readable in reports of errors, but for a package.
    minifyWhitespace: true,
    minifySyntax: true,
    minifyIdentifiers: minify,
    sourcemap: minify ? false : 'linked',
    legalComments: 'none',
    logLevel: 'warning',
  });
  if (program.executable) chmodSync(outfile, 0o755);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const names = args.filter((argument) => !argument.startsWith('--'));
  ensurePackages();
  try {
    await build({ ...(names.length > 0 && { names }), minify: args.includes('--minify') });
  } catch (error) {
    // What is wrong in the sources has been printed by esbuild, with the place.
    if (!(error instanceof Error && 'errors' in error)) throw error;
    process.exitCode = 1;
  }
}
