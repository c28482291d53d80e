import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import {
  type Baseline,
  baselineOf,
  compare,
  type Known,
  printBaseline,
  readBaseline,
} from '../engine/baseline';
import type { FileReport, ReportedFinding } from '../engine/report';
import type { Workspace } from '../engine/workspace';
import type { CheckOptions } from './arguments';
import type { Surroundings } from './surroundings';

/** Where `--write-baseline` writes to when nothing else is said. */
export const baselineName = 'lakewarden.baseline.json';

/** Holds back the findings that the baseline knows of, or notes those that there are; a sentence where that cannot be done. */
export function againstBaseline(
  reports: readonly FileReport[],
  workspace: Workspace,
  options: CheckOptions,
  { folder, err }: Surroundings,
): readonly FileReport[] | string {
  const file = options.baseline ?? (options.writeBaseline ? baselineName : undefined);
  if (file === undefined) return reports;
  const path = resolve(folder, file);
  const before = options.writeBaseline && !existsSync(path) ? baselineOf([]) : readFrom(path);
  if (before === undefined) return `The baseline ${file} cannot be read; --write-baseline makes one.`;
  const base = dirname(path);
  const fileIn = (name: string): string => relative(base, resolve(folder, name)).split(sep).join('/');
  const nameIn: Namer = ({ file: name, rule, range }) => ({
    file: fileIn(name),
    rule,
    at: workspace.whereabouts(name, range),
  });
  const baseline = options.writeBaseline ? merged(reports, before, nameIn, fileIn, base) : before;
  if (options.writeBaseline && !wasWritten(path, baseline)) return `The baseline ${file} cannot be written.`;
  let gone = 0;
  const fresh = reports.map((report): FileReport => {
    const compared = compare(report.findings, nameIn, baseline, fileIn(report.file));
    gone += compared.gone;
    return { ...report, findings: compared.fresh };
  });
  const count = (all: readonly FileReport[]): number =>
    all.reduce((sum, { findings }) => sum + findings.length, 0);
  const known = count(reports) - count(fresh);
  if (options.writeBaseline) err.write(`lakewarden: Wrote ${counted(known)} to ${file}.\n`);
  else if (known > 0) err.write(`lakewarden: Left out ${counted(known)} of ${file}.\n`);
  if (gone > 0)
    err.write(
      `lakewarden: ${counted(gone)} of ${file} ${gone === 1 ? 'is' : 'are'} gone; --write-baseline takes them out.\n`,
    );
  return fresh;
}

type Namer = (finding: ReportedFinding) => Known;

/**
 * The findings of the checked files, and what the baseline has of files that are there and were not checked. `fileIn` names a file
 * from the baseline's folder: the same wherever the check is started.
 */
function merged(
  reports: readonly FileReport[],
  before: Baseline,
  nameIn: Namer,
  fileIn: (name: string) => string,
  base: string,
): Baseline {
  const checked = new Set(reports.map(({ file }) => fileIn(file)));
  const now = baselineOf(reports.flatMap(({ findings }) => findings.map(nameIn)));
  const others = [...before].filter(
    ([, { known }]) => !checked.has(known.file) && existsSync(resolve(base, known.file)),
  );
  return new Map([...others, ...now]);
}

function readFrom(path: string): Baseline | undefined {
  try {
    return readBaseline(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function wasWritten(path: string, baseline: Baseline): boolean {
  try {
    writeFileSync(path, printBaseline(baseline));
    return true;
  } catch {
    return false;
  }
}

function counted(count: number): string {
  return `${count} known ${count === 1 ? 'finding' : 'findings'}`;
}
