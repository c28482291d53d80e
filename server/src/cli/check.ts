import type { Severity } from '../engine/finding';
import { firstSafeFix, repair } from '../engine/repair';
import type { FileReport } from '../engine/report';
import { Workspace } from '../engine/workspace';
import type { CheckOptions } from './arguments';
import { againstBaseline } from './baseline';
import { discover, type InputProblem } from './discover';
import { printGitHub } from './format-github';
import { printSarif } from './format-sarif';
import { printText } from './format-text';
import { findConfig } from './read-config';
import { type LinesByFile, linesByFile, type Result, resultOf } from './result';
import { type Source, writeSource } from './source';
import type { Surroundings } from './surroundings';

export type ExitCode = 0 | 1 | 2;

/** Checks files and folders together, prints what was found and returns the exit code. */
export function check(options: CheckOptions, around: Surroundings): ExitCode {
  const config = findConfig(around.folder, options.config, new Set(around.rules.map(({ id }) => id)));
  if (typeof config === 'string') {
    around.err.write(`lakewarden: ${config}\n`);
    return 2;
  }
  const profile = options.profile ?? config.settings.profile;
  const tell = (message: string) => around.err.write(`lakewarden: ${message}\n`);
  const workspace = new Workspace(around.rules, { ...config.settings, profile }, tell);
  const { sources, problems } = discover(options.paths, around.folder, config.ignore);
  for (const { file, text } of sources) workspace.set(file, text);
  const fixProblems = options.fix ? fixFiles(workspace, sources, around) : [];
  const lines = linesByFile((file) => workspace.text(file));
  const checked = sources.map(({ file }) => {
    const report = workspace.check(file);
    workspace.close(file);
    return report;
  });
  const reports = againstBaseline(checked, workspace, options, around);
  if (typeof reports === 'string') {
    around.err.write(`lakewarden: ${reports}\n`);
    return 2;
  }
  const result = resultOf(around.version, reports, [...problems, ...fixProblems], lines);
  const nothing = result.problems.length > 0 && result.findings.length === 0 && reports.every(isDamaged);
  print(result, options, lines, around);
  tellProblems(result, problems, options, around);
  if (nothing) around.err.write('lakewarden: Nothing could be checked.\n');
  else if (result.files === 0) around.err.write('lakewarden: No template, policy or script was found.\n');
  return nothing ? 2 : exitCode(result, options.failOn);
}

function print(result: Result, options: CheckOptions, lines: LinesByFile, around: Surroundings): void {
  const { out, rules, environment } = around;
  if (options.format === 'json') out.write(`${JSON.stringify(result, undefined, 2)}\n`);
  else if (options.format === 'sarif')
    out.write(`${JSON.stringify(printSarif(result, rules), undefined, 2)}\n`);
  else if (options.format === 'github') out.write(printGitHub(result));
  else out.write(printText(result, lines, out.isTTY && (environment['NO_COLOR'] ?? '') === ''));
}

/** What the chosen format has no room for goes to stderr; a path that leads nowhere always does. */
function tellProblems(
  result: Result,
  inputs: readonly InputProblem[],
  options: CheckOptions,
  around: Surroundings,
): void {
  const shown = options.format === 'text' ? result.problems : inputs.filter(({ missing }) => missing);
  for (const { file, message } of shown) around.err.write(`lakewarden: ${file}: ${message}\n`);
}

function exitCode(result: Result, failOn: Severity | 'never'): ExitCode {
  if (failOn === 'never') return 0;
  const limit = severities.indexOf(failOn);
  return result.findings.some(({ severity }) => severities.indexOf(severity) >= limit) ? 1 : 0;
}

function isDamaged({ kind, problems }: FileReport): boolean {
  return kind !== 'other' && problems.length > 0;
}

const severities: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

function fixFiles(
  workspace: Workspace,
  sources: readonly Source[],
  around: Surroundings,
): readonly InputProblem[] {
  const { applied, changed, stable } = repair(workspace, firstSafeFix);
  const problems: InputProblem[] = [];
  let written = 0;
  for (const source of sources) {
    const text = workspace.text(source.file);
    if (!changed.has(source.file) || text === undefined || text === source.text) continue;
    const problem = writeSource(source, text);
    if (problem === undefined) written++;
    else {
      problems.push({ file: source.file, message: problem });
      // What could not be written is reported as it stands on the disk.
      workspace.set(source.file, source.text);
    }
  }
  around.err.write(
    `lakewarden: Applied ${count(applied, 'fix', 'fixes')} in ${count(written, 'file', 'files')}.\n`,
  );
  if (!stable)
    around.err.write('lakewarden: Some fixes were left out because they undo or damage each other.\n');
  return problems;
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
