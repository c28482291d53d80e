import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { discover } from '../cli/discover';
import { linesByFile, type Result, type ResultFinding, resultOf } from '../cli/result';
import { defaultSettings } from '../engine/settings';
import { Workspace } from '../engine/workspace';
import { rules } from '../rules/index';

/**
 * `npm run corpus FOLDER…` prints what is found there, by rule, with one example each (`--all` for every one, `--rule
 * ID` for one rule, `--strict` for all rules). `npm run corpus -- --diff A.json B.json` compares two outputs of `check
 * --format json`.
 */
function main(args: readonly string[]): void {
  if (args[0] === '--diff') {
    process.stdout.write(diff(readResult(args[1]), readResult(args[2])));
    return;
  }
  const rule = args.includes('--rule') ? args[args.indexOf('--rule') + 1] : undefined;
  const paths = args.filter((arg) => !arg.startsWith('--') && arg !== rule);
  const result = checkAll(paths.length === 0 ? ['.'] : paths, args.includes('--strict'));
  const findings = result.findings.filter((finding) => rule === undefined || finding.rule === rule);
  process.stdout.write(summary(findings, args.includes('--all') || rule !== undefined));
  for (const { file, message } of result.problems) process.stdout.write(`problem ${file}: ${message}\n`);
  process.stdout.write(
    `${result.files} files, ${findings.length} findings, ${result.problems.length} problems\n`,
  );
}

function checkAll(paths: readonly string[], strict: boolean): Result {
  const { sources, problems } = discover(paths, process.cwd(), []);
  const workspace = new Workspace(rules, { ...defaultSettings, profile: strict ? 'strict' : 'recommended' });
  for (const { file, text } of sources) workspace.set(file, text);
  const reports = sources.map(({ file }) => workspace.check(file));
  return resultOf(
    '0',
    reports,
    problems,
    linesByFile((file) => workspace.text(file)),
  );
}

function summary(findings: readonly ResultFinding[], all: boolean): string {
  const byRule = new Map<string, ResultFinding[]>();
  for (const finding of findings) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  return [...byRule]
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([rule, list]) => {
      const shown = (all ? list : list.slice(0, 1)).map((finding) => `        ${describe(finding)}\n`);
      return `${String(list.length).padStart(6)}  ${rule}\n${shown.join('')}`;
    })
    .join('');
}

function describe({ file, range, severity, message }: ResultFinding): string {
  return `${file}:${range.start.line + 1}:${range.start.character + 1} ${severity}: ${message}`;
}

/** Findings are the same when they say the same of the same resource in the same file, wherever it has moved to. */
function diff(before: Result, after: Result): string {
  const lines = [
    ...missing(after.findings, before.findings).map((finding) => `+ ${finding.rule} ${describe(finding)}\n`),
    ...missing(before.findings, after.findings).map((finding) => `- ${finding.rule} ${describe(finding)}\n`),
  ];
  return `${lines.join('')}${lines.length === 0 ? 'No difference.' : `${lines.length} differences.`}\n`;
}

function missing(
  findings: readonly ResultFinding[],
  from: readonly ResultFinding[],
): readonly ResultFinding[] {
  const left = new Map<string, number>();
  for (const finding of from) left.set(nameOf(finding), (left.get(nameOf(finding)) ?? 0) + 1);
  return findings.filter((finding) => {
    const name = nameOf(finding);
    const n = left.get(name) ?? 0;
    left.set(name, n - 1);
    return n <= 0;
  });
}

function nameOf({ file, rule, severity, resource, message }: ResultFinding): string {
  return JSON.stringify([file, rule, severity, resource, message]);
}

function readResult(path: string | undefined): Result {
  if (path === undefined) throw new Error('Name two outputs of `lakewarden check --format json`.');
  return JSON.parse(readFileSync(resolve(path), 'utf8'));
}

main(process.argv.slice(2));
