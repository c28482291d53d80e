#!/usr/bin/env node
// Stands in for the VS Code executable. It takes the arguments that runTests() of @vscode/test-electron passes,
// runs the suite in the extension host of VS Code's server, and ends with the suite's exit code.
//
// Exit codes: VS Code's own; 2 when there was no result; 3 when the result was good but no summary was seen.
// LAKEWARDEN_EDITOR_BROWSER   the browser's path
// LAKEWARDEN_EDITOR_SUMMARY   a regular expression that the output has to match
// LAKEWARDEN_EDITOR_TIMEOUT   milliseconds to wait for the result
// LAKEWARDEN_EDITOR_ARTIFACTS a folder for a picture and VS Code's logs when the suite fails
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { launchBrowser, startServer, workbenchUrl } from './host.mjs';

const optionsWithValue = new Set([
  'user-data-dir',
  'extensions-dir',
  'extensionTestsPath',
  'extensionDevelopmentPath',
]);

// Lines of the workbench itself that say nothing about the suite.
const noise = [
  /spdlog|native-watchdog|open-vsx|additional builtin extensions/,
  /^\[(Service Worker|AgentHost|AccountPolicyGate|reconnection-grace-time)/,
  /^(Resolv(ing|ed) connection token|Creating a socket)/,
];

const { options, folder } = readArguments(process.argv.slice(2));
const summary = new RegExp(process.env.LAKEWARDEN_EDITOR_SUMMARY ?? '\\b[1-9]\\d* passed\\b');
const timeout = Number(process.env.LAKEWARDEN_EDITOR_TIMEOUT ?? 180_000);
const artifacts = process.env.LAKEWARDEN_EDITOR_ARTIFACTS;

let server;
let browser;
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 }))
  process.on(signal, () => end(code));
try {
  server = await startServer({
    userData: options.get('user-data-dir')?.[0],
    extensions: options.get('extensions-dir')?.[0],
    driven: true,
  });
  browser = await launchBrowser(process.env.LAKEWARDEN_EDITOR_BROWSER);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await end(await runSuite(page));
} catch (error) {
  console.error(`No result from VS Code: ${error instanceof Error ? error.message : error}`);
  await end(2);
}

async function runSuite(page) {
  let summarySeen = false;
  const outcome = pending();
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const text = format(...args);
    summarySeen ||= summary.test(text);
    if (noise.some((pattern) => pattern.test(text))) return;
    const stream = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
    stream.write(`${text}\n`);
  });
  await page.exposeFunction('codeAutomationExit', (code, logs) => {
    keepLogs(logs ?? []);
    outcome.resolve(code);
  });
  page.on('crash', () => outcome.reject(new Error('the page crashed')));
  server.child.once('exit', (code) =>
    outcome.reject(new Error(`its server ended with code ${code}\n${server.log()}`)),
  );
  setTimeout(() => outcome.reject(new Error(`nothing within ${timeout} ms`)), timeout).unref();
  await page.goto(
    workbenchUrl(server.port, {
      folder,
      developmentPaths: options.get('extensionDevelopmentPath') ?? [],
      testsPath: options.get('extensionTestsPath')?.[0],
    }),
  );
  try {
    return await judged(await outcome.promise, summarySeen, page);
  } catch (error) {
    await keepPicture(page, 'no-result');
    throw error;
  }
}

async function judged(code, summarySeen, page) {
  if (code !== 0) await keepPicture(page, 'failed');
  // VS Code also says 0 when its extension host went away in the middle of the suite.
  if (code !== 0 || summarySeen) return code;
  console.error('VS Code ended well, but the suite never printed its summary.');
  return 3;
}

function keepLogs(logs) {
  if (!artifacts) return;
  for (const { relativePath, contents } of logs) {
    const file = path.join(artifacts, 'logs', relativePath);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, contents ?? '');
  }
}

async function keepPicture(page, name) {
  if (!artifacts) return;
  mkdirSync(artifacts, { recursive: true });
  await page.screenshot({ path: path.join(artifacts, `${name}.png`) }).catch(() => undefined);
}

async function end(code) {
  await browser?.close().catch(() => undefined);
  await server?.stop();
  process.exit(code);
}

/** Splits `--name=value`, `--name value` and the one folder to open. */
function readArguments(args) {
  const options = new Map();
  const rest = [];
  for (let index = 0; index < args.length; index += 1) {
    const match = /^--([\w-]+)(?:=(.*))?$/s.exec(args[index]);
    if (!match) {
      rest.push(args[index]);
      continue;
    }
    const [, name, inline] = match;
    const value = inline ?? (optionsWithValue.has(name) ? args[++index] : '');
    options.set(name, [...(options.get(name) ?? []), plainPath(value)]);
  }
  return { options, folder: rest[0] === undefined ? undefined : plainPath(rest[0]) };
}

function plainPath(value) {
  return value.startsWith('file://') ? fileURLToPath(value) : value;
}

function pending() {
  let resolve;
  let reject;
  const promise = new Promise((resolveIt, rejectIt) => {
    resolve = resolveIt;
    reject = rejectIt;
  });
  // Rejections are looked at later, by whoever awaits the promise.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
