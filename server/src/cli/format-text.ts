import type { Severity } from '../engine/finding';
import { excerpts } from './excerpt';
import type { LineRange } from './lines';
import type { LinesByFile, Result, ResultFinding } from './result';

/** For people: each finding with its line, where else to look and how to repair, and a summary at the end. */
export function printText(result: Result, lines: LinesByFile, colours: boolean): string {
  const paint = colours ? painted : plain;
  const excerptOf = excerpts(result.findings, lines);
  const findings = result.findings.map((finding) => {
    const number = String(finding.range.start.line + 1);
    const gutter = ' '.repeat(number.length);
    const { line, carets } = excerptOf(finding);
    return [
      `${paint('bold', place(finding))}  ${paint(finding.severity, finding.severity)}  ${paint('dim', finding.rule)}`,
      `  ${finding.message}`,
      `  ${paint('dim', `${number} |`)} ${line}`,
      `  ${paint('dim', `${gutter} |`)} ${paint(finding.severity, carets)}`,
      ...finding.related.map((related) => `  see ${place(related)}: ${related.message}`),
      ...finding.fixes.map(
        ({ title, safe }) => `  ${paint('dim', safe ? 'fix:' : 'fix (decide):')} ${title}`,
      ),
    ].join('\n');
  });
  return `${[...findings, summary(result)].join('\n\n')}\n`;
}

type Style = Severity | 'bold' | 'dim';

const codes: Readonly<Record<Style, number>> = {
  error: 31,
  warning: 33,
  info: 36,
  hint: 35,
  bold: 1,
  dim: 2,
};

function painted(style: Style, text: string): string {
  return `\u001B[${codes[style]}m${text}\u001B[0m`;
}

function plain(_style: Style, text: string): string {
  return text;
}

/** `file:line:column` from 1, as editors and terminals open it. */
function place({ file, range }: { readonly file: string; readonly range: LineRange }): string {
  return `${file}:${range.start.line + 1}:${range.start.character + 1}`;
}

function summary({ files, findings, problems }: Result): string {
  const checked = `${count(files, 'file')} checked`;
  const unread = problems.length === 0 ? '' : `, ${count(problems.length, 'problem')}`;
  if (files === 0) return `Nothing was checked${unread}.`;
  if (findings.length === 0) return `No findings: ${checked}${unread}.`;
  const bySeverity = (['error', 'warning', 'info', 'hint'] as const)
    .map((severity) => ({ severity, n: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => (severity === 'info' ? `${n} info` : count(n, severity)));
  const touched = new Set(findings.map(({ file }) => file)).size;
  const fixable = findings.filter(hasSafeFix).length;
  const repairs = fixable === 0 ? '' : ` ${fixable} can be repaired with --fix.`;
  return `${bySeverity.join(', ')} in ${count(touched, 'file')}: ${checked}${unread}.${repairs}`;
}

function hasSafeFix({ fixes }: ResultFinding): boolean {
  return fixes.some(({ safe }) => safe);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
