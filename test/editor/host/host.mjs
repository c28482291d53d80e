// Starts VS Code's server and shows its workbench in a browser.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serverMain, serverNode } from './setup.mjs';

const quietSettings = {
  // In the browser VS Code saves by itself; on the desktop, and for tests of unsaved text, it must not.
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'update.showReleaseNotes': false,
};

/**
 * Starts the server on a free port of this machine.
 *
 * `userData` and `extensions` are folders (temporary ones when left out), `settings` are added to the user's.
 * `driven` admits an extension from its source folder and a test suite, and hides toasts; leave it off for a
 * person, who gets an installed extension. Returns the port and a `stop` that leaves nothing behind.
 */
export async function startServer({ userData, extensions, settings = {}, driven = false, port = 0 } = {}) {
  const temporary = mkdtempSync(path.join(tmpdir(), 'lakewarden-host-'));
  const sockets = path.join(temporary, 's');
  mkdirSync(sockets);
  const folders = {
    userData: userData ?? path.join(temporary, 'data'),
    extensions: extensions ?? path.join(temporary, 'extensions'),
  };
  writeSettings(folders.userData, settings);
  // The server leaves its sockets behind when it is killed; this way they go with the temporary folder.
  const env = { ...process.env, TMPDIR: sockets, XDG_RUNTIME_DIR: sockets };
  delete env.NODE_OPTIONS;
  delete env.ELECTRON_RUN_AS_NODE;
  const child = spawn(serverNode, serverArguments(folders, driven, port), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
    // A process group of its own, so that extension host and language servers end with it.
    detached: true,
  });
  const kill = (signal) => signalGroup(child, signal);
  const killAtExit = () => kill('SIGKILL');
  process.on('exit', killAtExit);
  const log = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => log.push(String(data)));
  try {
    const listening = await portOf(child, log);
    return { port: listening, child, log: () => log.join(''), stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function stop() {
    process.off('exit', killAtExit);
    const gone = new Promise((resolve) => child.once('close', resolve));
    if (child.exitCode === null) {
      kill('SIGTERM');
      await Promise.race([gone, pause(1000)]);
    }
    kill('SIGKILL');
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The workbench's address. `developmentPaths` and `testsPath` need a server that is `driven`. */
export function workbenchUrl(port, { folder, openFile, developmentPaths = [], testsPath } = {}) {
  const remote = (file) => `vscode-remote://127.0.0.1:${port}${encodeURI(path.resolve(file))}`;
  const payload = [
    ...developmentPaths.map((file) => ['extensionDevelopmentPath', remote(file)]),
    ...(testsPath ? [['extensionTestsPath', remote(testsPath)]] : []),
    ...(openFile ? [['openFile', remote(openFile)]] : []),
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams(folder ? { folder: path.resolve(folder) } : { ew: 'true' });
  query.set('payload', JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
}

/** Installs a packaged extension into `extensions`. */
export function installVsix(vsix, { userData, extensions }) {
  const folders = [
    '--server-data-dir',
    userData,
    '--user-data-dir',
    userData,
    '--extensions-dir',
    extensions,
  ];
  const args = [
    serverMain,
    '--accept-server-license-terms',
    '--install-extension',
    path.resolve(vsix),
    '--force',
  ];
  return execFileSync(serverNode, [...args, ...folders], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts the browser at `executablePath` without a window. */
export async function launchBrowser(executablePath) {
  // Loaded here because the server alone, for a person's own browser, does not need it.
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      // Chromium refuses its sandbox to root, and containers seldom allow one. Only our own page is opened.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function serverArguments({ userData, extensions }, driven, port) {
  return [
    serverMain,
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    '--accept-server-license-terms',
    ...['--telemetry-level', 'off'],
    // A built workbench silently ignores extensionDevelopmentPath and extensionTestsPath without this.
    ...(driven ? ['--enable-smoke-test-driver'] : []),
    // A server whose parent was killed ends by itself after some minutes; a person may come back to theirs.
    ...(driven ? ['--enable-remote-auto-shutdown', '--reconnection-grace-time', '30'] : []),
    ...['--server-data-dir', userData, '--user-data-dir', userData, '--extensions-dir', extensions],
  ];
}

function writeSettings(userData, settings) {
  const file = path.join(userData, 'User', 'settings.json');
  mkdirSync(path.dirname(file), { recursive: true });
  const present = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...present, ...settings }, null, 2));
}

function portOf(child, log) {
  return new Promise((resolve, reject) => {
    const fail = (reason) => reject(new Error(`VS Code's server ${reason}.\n${log.join('')}`));
    const timer = setTimeout(() => fail('did not start within 30 s'), 30_000);
    const settle = (action) => {
      clearTimeout(timer);
      action();
    };
    child.stdout.on('data', () => {
      const match = /listening on (\d+)/.exec(log.join(''));
      if (match) settle(() => resolve(Number(match[1])));
    });
    child.once('error', (error) => settle(() => fail(`could not be started (${error.message})`)));
    child.once('exit', (code) => settle(() => fail(`ended with code ${code}`)));
  });
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}
