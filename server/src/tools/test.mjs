// The project's tests, from a fresh clone on: packages, lint, types, then Vitest, and one line with the sum.
// `--editor` adds the extension's package and the suite inside a real VS Code. Arguments after `--` go to Vitest.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensurePackages, root, runPackaged } from './install.mjs';
import { packageExtension } from './package.mjs';

const stdio = ['ignore', 'inherit', 'inherit'];
/** Milliseconds for the editor's set-up and suite: a hang must not hold everything up. */
const editorLimit = 900_000;
const args = process.argv.slice(2);
const withEditor = args.includes('--editor');
const vitestArguments = args.filter((argument) => argument !== '--editor' && argument !== '--');

ensurePackages();
const results = [
  step('Lint and format', 'biome', ['check', '.']),
  step('Types', 'tsc', ['--noEmit']),
  vitest(vitestArguments),
  ...(withEditor ? [await packs(), editor()] : []),
];
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** A check without single tests counts as one. */
function step(title, program, programArguments) {
  return counted(title, () => run(program, programArguments));
}

function counted(title, isGood) {
  console.log(`\n${title} …`);
  const good = isGood();
  return { passed: good ? 1 : 0, failed: good ? 0 : 1 };
}

function vitest(extra) {
  console.log('\nTests …');
  const folder = mkdtempSync(path.join(tmpdir(), 'lakewarden-test-'));
  const report = path.join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Threads without isolation start fastest; the limit only ends what hangs, on however slow a machine.
  const speed = ['--pool=threads', '--no-isolate', '--test-timeout=120000', '--maxWorkers=100%'];
  const good = run('vitest', ['run', ...speed, ...reporters, ...extra]);
  const counts = readCounts(report);
  rmSync(folder, { recursive: true, force: true });
  // A file that cannot be loaded has no tests that could fail, and is a failure all the same.
  return { passed: counts.passed, failed: good ? counts.failed : Math.max(1, counts.failed) };
}

function readCounts(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

/** Whether the extension can be packed, and is as small as it has to be. */
async function packs() {
  console.log('\nPackage …');
  const folder = mkdtempSync(path.join(tmpdir(), 'lakewarden-package-'));
  try {
    await packageExtension(path.join(folder, 'lakewarden.vsix'));
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function editor() {
  const script = path.join(root, 'test', 'editor', 'run.mjs');
  return counted(
    'VS Code',
    () => spawnSync(process.execPath, [script], { cwd: root, stdio, timeout: editorLimit }).status === 0,
  );
}

function run(program, programArguments) {
  return runPackaged(program, programArguments, { stdio }).status === 0;
}
