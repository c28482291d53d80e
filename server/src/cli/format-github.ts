import type { Severity } from '../engine/finding';
import type { Result } from './result';

/** Workflow commands that GitHub shows beside the changed lines. Lines and columns count from 1. */
export function printGitHub(result: Result): string {
  const findings = result.findings.map(({ file, rule, severity, message, range }) => {
    const place = {
      file,
      line: range.start.line + 1,
      endLine: range.end.line + 1,
      col: range.start.character + 1,
      // GitHub's last column is the last character's, and a column needs a single line.
      endColumn: Math.max(range.end.character, range.start.character + 1),
      title: rule,
    };
    return command(commandOf[severity], place, message);
  });
  const problems = result.problems.map(({ file, message }) =>
    command('warning', { file, title: 'not checked' }, message),
  );
  return [...findings, ...problems].map((line) => `${line}\n`).join('');
}

const commandOf: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
