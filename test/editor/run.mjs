// `npm run test:editor`: the suite inside a real VS Code, on a copy of test/editor/workspace.
// With a display @vscode/test-electron fetches the desktop VS Code; without one VS Code's server is shown in a
// browser that has no window. LAKEWARDEN_EDITOR=desktop or =browser chooses.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from '../../server/src/tools/build.mjs';
import { ensurePackages, root } from '../../server/src/tools/install.mjs';
import { canHost, ensureBrowser, ensureServer, hasDisplay, howToGetAnEditor } from './host/setup.mjs';

const here = path.join(root, 'test', 'editor');

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main() {
  ensurePackages();
  const editor = await chooseEditor();
  await build();
  const suite = await bundleSuite();
  const folder = mkdtempSync(path.join(tmpdir(), 'lakewarden-editor-'));
  try {
    await runSuite(editor, suite, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** What runTests() starts; without an executable it downloads the desktop VS Code. */
async function chooseEditor() {
  const wish = process.env.LAKEWARDEN_EDITOR ?? (hasDisplay() ? 'desktop' : 'browser');
  if (wish === 'desktop') return {};
  if (!canHost()) throw new Error(howToGetAnEditor);
  const browser = ensureBrowser();
  if (browser === undefined) throw new Error(howToGetAnEditor);
  ensureServer();
  return {
    vscodeExecutablePath: path.join(here, 'host', 'code-shim.mjs'),
    extensionTestsEnv: { LAKEWARDEN_EDITOR_BROWSER: browser },
  };
}

async function bundleSuite() {
  const { build: bundle } = await import('esbuild');
  const outfile = path.join(root, 'node_modules', '.cache', 'lakewarden', 'editor-suite.cjs');
  await bundle({
    absWorkingDir: here,
    entryPoints: ['suite/index.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}

async function runSuite(editor, suite, folder) {
  const { runTests } = await import('@vscode/test-electron');
  // The suite types into the files and changes settings.
  const workspace = path.join(folder, 'workspace');
  cpSync(path.join(here, 'workspace'), workspace, { recursive: true });
  const extensions = path.join(folder, 'extensions');
  mkdirSync(extensions);
  await runTests({
    ...editor,
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    launchArgs: [workspace, `--user-data-dir=${path.join(folder, 'data')}`, `--extensions-dir=${extensions}`],
  });
}
