// Installs the project's packages when they are missing or are not those of package-lock.json.
// Plain Node, because it runs on a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

const oldestNode = 20;

/** Runs a program of an installed package, such as `biome`, in the project's folder. */
export function runPackaged(program, args, options = {}) {
  const windows = process.platform === 'win32';
  const file = path.join(root, 'node_modules', '.bin', windows ? `${program}.cmd` : program);
  return spawnSync(file, args, { cwd: root, shell: windows, ...options });
}

/** Ends the process with a sentence for people when the packages cannot be had. */
export function ensurePackages() {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    giveUp(`Node ${oldestNode} or newer is needed; this is ${process.versions.node}.`);
  }
  if (isInstalled()) return;
  console.log('Installing the packages of package-lock.json (npm ci) …');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) giveUp('npm ci failed, see above. It needs a network connection.');
}

/** npm writes down what it has installed. It leaves out optional packages that do not run on this machine. */
function isInstalled() {
  const installedFile = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  const installed = packagesOf(installedFile);
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    if (folder === '' || optional) return true;
    return installed[folder]?.version === version && existsSync(path.join(root, folder));
  });
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}
