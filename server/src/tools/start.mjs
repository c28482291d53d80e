// `npm start`: installs what is missing, builds, prints the findings of the sample project, and opens it in a
// real VS Code with the extension running. `npm start -- --once` ends after the findings; `--port 8080` chooses
// the port when VS Code is shown in the browser.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installVsix, startServer, workbenchUrl } from '../../../test/editor/host/host.mjs';
import { canHost, ensureServer, hasDisplay } from '../../../test/editor/host/setup.mjs';
import { build } from './build.mjs';
import { ensurePackages, root } from './install.mjs';
import { packageExtension } from './package.mjs';

const playground = path.join('test', 'projects', 'playground');
const { values: options } = parseArgs({ options: { once: { type: 'boolean' }, port: { type: 'string' } } });

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main() {
  ensurePackages();
  console.log('Building …');
  await build();
  printFindings();
  if (options.once) return;
  const desktop = hasDisplay() && findOnPath('code');
  if (desktop) return openDesktop(desktop);
  if (canHost()) return openInBrowser();
  if (hasDisplay()) return openDesktop(await download());
  throw new Error(
    'There is no way to open an editor here: install VS Code (`code` on the PATH) on a machine with a display.',
  );
}

function printFindings() {
  console.log(`\nThe findings in ${playground} (lakewarden check ${playground}):\n`);
  const cli = path.join(root, 'dist', 'cli.cjs');
  const { status } = spawnSync(process.execPath, [cli, 'check', playground], { cwd: root, stdio: 'inherit' });
  // 1 says that there are findings, which is what the sample project is for.
  if (status !== 0 && status !== 1) throw new Error(`lakewarden check ended with code ${status}.`);
}

/** People try things out; their changes belong into a copy. */
function copyPlayground() {
  const folder = mkdtempSync(path.join(tmpdir(), 'lakewarden-start-'));
  const workspace = path.join(folder, 'playground');
  cpSync(path.join(root, playground), workspace, { recursive: true });
  return { folder, workspace };
}

function openDesktop(executable) {
  const { workspace } = copyPlayground();
  console.log(`\nOpening VS Code with a copy of the sample project: ${workspace}`);
  const windows = process.platform === 'win32';
  const child = spawn(executable, ['--new-window', `--extensionDevelopmentPath=${root}`, workspace], {
    detached: true,
    stdio: 'ignore',
    shell: windows,
  });
  child.unref();
}

async function download() {
  console.log('\nDownloading VS Code …');
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  return downloadAndUnzipVSCode();
}

/** Installs the packaged extension, as a user would: a server for extensions under development hides toasts. */
async function openInBrowser() {
  console.log('\nThere is no VS Code with a display here, so it is shown in the browser.');
  ensureServer();
  const { folder, workspace } = copyPlayground();
  const folders = { userData: path.join(folder, 'data'), extensions: path.join(folder, 'extensions') };
  const cleanUp = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  try {
    installVsix(await packageExtension(path.join(folder, 'lakewarden.vsix')), folders);
    const server = await startServer({ ...folders, port: Number(options.port ?? 0) });
    const openFile = firstTemplate(workspace);
    console.log(`\nVS Code is at\n\n  ${workbenchUrl(server.port, { folder: workspace, openFile })}\n`);
    console.log(`It works on a copy of the sample project: ${workspace}\nCtrl-C ends it.`);
    await untilInterrupted(server.child);
    await server.stop();
  } finally {
    cleanUp();
  }
}

function firstTemplate(workspace) {
  return readdirSync(workspace, { recursive: true })
    .filter((name) => /\.(ya?ml|template)$/.test(name))
    .sort()
    .map((name) => path.join(workspace, name))
    .find((file) => readFileSync(file, 'utf8').includes('AWSTemplateFormatVersion'));
}

function untilInterrupted(child) {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    child.once('exit', resolve);
  });
}

function findOnPath(name) {
  const names = process.platform === 'win32' ? [`${name}.cmd`] : [name];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders
    .flatMap((folder) => names.map((file) => path.join(folder, file)))
    .find((file) => existsSync(file));
}
