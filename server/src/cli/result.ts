import type { Severity } from '../engine/finding';
import { editsOf } from '../engine/repair';
import type { FileReport, Problem, ReportedFinding, ReportedFix } from '../engine/report';
import { compare, type InputProblem } from './discover';
import { type LineRange, type Lines, linesOf } from './lines';

/** What a check found, with lines and characters from 0: the contract of `--format json`. */
export interface Result {
  readonly version: string;
  /** Files that were recognised and checked. */
  readonly files: number;
  readonly findings: readonly ResultFinding[];
  readonly problems: readonly ResultProblem[];
}

export interface ResultFinding {
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly resource: string | null;
  readonly range: LineRange;
  readonly related: readonly { readonly file: string; readonly range: LineRange; readonly message: string }[];
  readonly fixes: readonly ResultFix[];
}

export interface ResultFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly { readonly file: string; readonly range: LineRange; readonly newText: string }[];
}

export interface ResultProblem {
  readonly file: string;
  readonly message: string;
}

/** The lines of the files that a result speaks of. */
export type LinesByFile = (file: string) => Lines;

/** Remembers the lines of each file's text. */
export function linesByFile(textOf: (file: string) => string | undefined): LinesByFile {
  const known = new Map<string, Lines>();
  return (file) => {
    const lines = known.get(file) ?? linesOf(textOf(file) ?? '');
    known.set(file, lines);
    return lines;
  };
}

export function resultOf(
  version: string,
  reports: readonly FileReport[],
  inputProblems: readonly InputProblem[],
  lines: LinesByFile,
): Result {
  const checked = reports.filter(({ kind }) => kind !== 'other');
  const findings = checked.flatMap((report) => report.findings).map((finding) => toFinding(finding, lines));
  const problems = [
    ...inputProblems.map(({ file, message }) => ({ file, message })),
    ...checked.flatMap((report) => toProblems(report, lines)),
  ];
  return {
    version,
    files: checked.length,
    findings: findings.sort(byPlace),
    problems: problems.sort((a, b) => compare(a.file, b.file) || compare(a.message, b.message)),
  };
}

function toFinding(finding: ReportedFinding, lines: LinesByFile): ResultFinding {
  return {
    file: finding.file,
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    resource: finding.resource ?? null,
    range: lines(finding.file).range(finding.range),
    related: finding.related.map(({ file, range, message }) => ({
      file,
      range: lines(file).range(range),
      message,
    })),
    fixes: finding.fixes.map((fix) => toFix(fix, lines)).filter(({ edits }) => edits.length > 0),
  };
}

function toFix(fix: ReportedFix, lines: LinesByFile): ResultFix {
  const edits = [...(editsOf(fix) ?? [])].flatMap(([file, list]) =>
    list.map(({ range, newText }) => ({ file, range: lines(file).range(range), newText })),
  );
  return { title: fix.title, safe: fix.safe, edits };
}

/** One line per file: the first problem, and how many more there are. */
function toProblems(report: FileReport, lines: LinesByFile): readonly ResultProblem[] {
  const [first, ...more] = report.problems;
  if (first === undefined) return [];
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return [{ file: report.file, message: `${sentence(first, lines)}${others}` }];
}

function sentence({ file, range, message }: Problem, lines: LinesByFile): string {
  const text = message.replace(/\s+/g, ' ').trim();
  return range === undefined ? text : `Line ${lines(file).position(range.start).line + 1}: ${text}`;
}

function byPlace(a: ResultFinding, b: ResultFinding): number {
  return (
    compare(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character ||
    compare(a.rule, b.rule) ||
    a.range.end.line - b.range.end.line ||
    a.range.end.character - b.range.end.character ||
    compare(a.message, b.message)
  );
}
