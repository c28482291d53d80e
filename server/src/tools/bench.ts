import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parser as pythonParser } from '@lezer/python';
import { parseTree } from 'jsonc-parser';
import { parseDocument } from 'yaml';
import { discover } from '../cli/discover';
import type { AnyRule } from '../engine/rule';
import { defaultSettings } from '../engine/settings';
import { Workspace } from '../engine/workspace';
import { rules } from '../rules/index';
import { type BenchInput, longJson, longPython, longYaml, manyRoles } from './bench-input';
import { accessOf, decideAll } from './bench-policies';
import { runCommandLine, timeServer } from './bench-process';

/**
 * `npm run bench [FOLDER…]`: keystroke to report, start-up, memory, and the time to check folders, each beside the time
 * that only parsing the same text takes. The processes are those of `dist`, which has to be built.
 */
async function main(root: string, folders: readonly string[]): Promise<void> {
  const playground = join(root, 'test/projects/playground');
  const template = longest(playground, '.yaml');
  const script = longest(playground, '.py');
  // First, because it tells what evaluation takes in a process that has not run any.
  print('| evaluation alone, from policies that are read | first in the process | median | fastest |');
  print('|---|---|---|---|');
  print(decisionsRow());
  print('');
  print('| input | lines | parse only | first check | keystroke median | keystroke p95 |');
  print('|---|---|---|---|---|---|');
  for (const lines of [100, 1000, 5000]) {
    for (const input of [longYaml(template, lines), longJson(template, lines), longPython(script, lines)]) {
      print(keystrokeRow(input));
    }
  }
  print('');
  print(
    '| rules that ask the policies | first check | keystroke median | p95 | without rules median | p95 |',
  );
  print('|---|---|---|---|---|---|');
  print(evaluationRow());
  print('');
  print('| process | time | CPU | memory |');
  print('|---|---|---|---|');
  await processRows(root, template, folders);
}

async function processRows(root: string, template: string, folders: readonly string[]): Promise<void> {
  const version = await best(5, () => runCommandLine(root, ['--version']));
  print(
    `| cli --version | ${ms(version.milliseconds)} | ${ms(version.cpuMilliseconds)} | ${mb(version.megabytes)} |`,
  );
  const server = await best(5, () => timeServer(root, longYaml(template, 1000).text));
  print(`| server to first diagnostics | ${ms(server.milliseconds)} | | ${mb(server.megabytes)} |`);
  for (const folder of folders) {
    const run = await best(3, () =>
      runCommandLine(root, ['check', folder, '--format', 'json', '--fail-on', 'never']),
    );
    const { files, findings }: { files: number; findings: readonly unknown[] } = JSON.parse(run.output);
    const what = `check ${folder} (${files} files, ${findings.length} findings)`;
    print(`| ${what} | ${ms(run.milliseconds)} | ${ms(run.cpuMilliseconds)} | ${mb(run.megabytes)} |`);
    print(`| parse only ${folder} | ${ms(parseFolder(root, folder))} | | |`);
  }
}

function keystrokeRow({ file, text, lines }: BenchInput): string {
  const parse = median(repeat(5, () => time(() => parseOnly(file, text))));
  const first = median(repeat(5, () => time(() => openIn(file, text))));
  const workspace = openIn(file, text);
  const keystrokes = typing(file, text).map((typed) =>
    time(() => {
      workspace.set(file, typed);
      workspace.check(file);
    }),
  );
  // The first keystrokes run code that is not compiled yet; an editor's user waits for them once.
  const warm = keystrokes.slice(20);
  const cells = [parse, first, median(warm), percentile(warm, 0.95)].map(ms);
  return `| ${file} | ${lines} | ${cells.join(' | ')} |`;
}

/** Whether each role may read each resource, as the policies say it; each time with policies that nobody has asked yet. */
function decisionsRow(): string {
  const times = repeat(15, () => {
    const access = accessOf(200, 20, 200);
    return time(() => void decideAll(access));
  });
  const cells = [times[0] ?? 0, median(times), Math.min(...times)].map(ms);
  return `| 200 roles × 20 statements × 200 objects: 40 000 requests | ${cells.join(' | ')} |`;
}

/**
 * Who may use what: the rules that ask the most of the policies, on many roles; at first with the reading of templates and policies
 * but without parsing. A keystroke, in a statement's list of actions, is parsed too, which takes what it takes without rules.
 */
function evaluationRow(): string {
  const asking = rules.filter(({ id }) => id === 'kms-missing-permission' || id === 'iam-access-denied');
  const { file, text } = manyRoles(200, 20, 200);
  const first = median(
    repeat(5, () => {
      const workspace = new Workspace(asking, defaultSettings);
      workspace.set(file, text);
      return time(() => void workspace.check(file));
    }),
  );
  const start = text.indexOf(']', text.indexOf('Action: [', text.length / 2));
  const typed = (checked: readonly AnyRule[]): readonly number[] => {
    const workspace = openIn(file, text, checked);
    const keystrokes = [...', s3:ListBucket, s3:GetObjectTagging'].map((_letter, index, letters) => {
      const word = letters.slice(0, index + 1).join('');
      return time(() => {
        workspace.set(file, text.slice(0, start) + word + text.slice(start));
        workspace.check(file);
      });
    });
    return keystrokes.slice(10);
  };
  const [warm, alone] = [typed(asking), typed([])];
  const cells = [first, median(warm), percentile(warm, 0.95), median(alone), percentile(alone, 0.95)].map(ms);
  return `| 200 roles × 20 statements × 200 buckets | ${cells.join(' | ')} |`;
}

function openIn(file: string, text: string, checked: readonly AnyRule[] = rules): Workspace {
  const workspace = new Workspace(checked, defaultSettings);
  workspace.set(file, text);
  workspace.check(file);
  return workspace;
}

/** The text after each of some 300 keystrokes, typed one letter after the other at 22 places spread over the file. */
function typing(file: string, text: string): readonly string[] {
  const states: string[] = [];
  let current = text;
  for (let place = 0; place < 22; place++) {
    const start = pairAt(current, Math.floor(((place + 0.5) * text.length) / 22));
    const end = current.indexOf('\n', start);
    const line = current.slice(start, end < 0 ? undefined : end);
    const typed = place % 2 === 0 ? word(file, line) : newLine(file, line);
    let at = start + typed.at;
    for (const letter of typed.text) {
      current = current.slice(0, at) + letter + current.slice(at);
      at += letter.length;
      states.push(current);
    }
  }
  return states;
}

interface Typed {
  /** Offset in the line. */
  readonly at: number;
  readonly text: string;
}

/** A word that leaves the file whole: within a string in JSON, in a comment elsewhere. */
function word(file: string, line: string): Typed {
  const quote = line.lastIndexOf('"');
  if (file.endsWith('.json') && quote > 0) return { at: quote, text: 'typing a word' };
  return { at: line.length, text: ' # typing a word' };
}

/** A line of which the file is damaged while it is typed. */
function newLine(file: string, line: string): Typed {
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const text = file.endsWith('.py')
    ? 'note = f("x")'
    : file.endsWith('.json')
      ? '"Note": "x",'
      : 'Note: {a: "x"}';
  return { at: 0, text: `${indent}${text}\n` };
}

/** The start of the next line that is a statement, or a pair before which another one may stand. */
function pairAt(text: string, offset: number): number {
  const line = /\n(?=[ \t]*(?:"[\w:]+"[ \t]*:|[\w:]+[ \t]*:|\w+(?:\.\w+)*[ \t]*[=(]))/g;
  line.lastIndex = offset;
  return (line.exec(text)?.index ?? -1) + 1;
}

function parseOnly(file: string, text: string): void {
  if (file.endsWith('.py')) pythonParser.parse(text);
  else if (file.endsWith('.json')) parseTree(text);
  else if (/\.(ya?ml|template|cfn)$/.test(file)) {
    parseDocument(text, { uniqueKeys: false, strict: false, prettyErrors: false, logLevel: 'silent' });
  }
}

function parseFolder(root: string, folder: string): number {
  const { sources } = discover([folder], root, []);
  return time(() => {
    for (const { file, text } of sources) parseOnly(file, text);
  });
}

function longest(folder: string, extension: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith(extension),
  );
  const paths = names.map((name) => join(folder, name)).sort((a, b) => statSync(b).size - statSync(a).size);
  if (paths[0] === undefined) throw new Error(`${folder} has no ${extension} file.`);
  return readFileSync(paths[0], 'utf8');
}

async function best<T extends { readonly milliseconds: number }>(
  times: number,
  run: () => Promise<T>,
): Promise<T> {
  let fastest = await run();
  for (let i = 1; i < times; i++) {
    const next = await run();
    if (next.milliseconds < fastest.milliseconds) fastest = next;
  }
  return fastest;
}

function repeat(times: number, run: () => number): readonly number[] {
  return Array.from({ length: times }, run);
}

function time(run: () => void): number {
  const begin = performance.now();
  run();
  return performance.now() - begin;
}

function median(times: readonly number[]): number {
  return percentile(times, 0.5);
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}

function mb(megabytes: number): string {
  return megabytes === 0 ? '' : `${megabytes.toFixed(0)} MB`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main(process.cwd(), process.argv.slice(2));
