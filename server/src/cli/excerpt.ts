import { firstSecretIn } from '../engine/masking';
import type { LinesByFile, ResultFinding } from './result';

export interface Excerpt {
  readonly line: string;
  /** Blanks and tabs up to the finding, then its carets. */
  readonly carets: string;
}

/**
 * Shows the line of each finding. A line on which a secret stands, or what may be one, is shown up to there only: the
 * terminal's output ends in logs that more people read than the file.
 */
export function excerpts(
  findings: readonly ResultFinding[],
  lines: LinesByFile,
): (finding: ResultFinding) => Excerpt {
  const hidden = new Map<string, number>();
  for (const finding of findings) {
    if (!pointsAtSecret(finding.rule)) continue;
    const { line } = finding.range.start;
    const from = secretFrom(lines(finding.file).text(line), finding);
    const name = `${finding.file}:${line}`;
    hidden.set(name, Math.min(from, hidden.get(name) ?? from));
  }
  return (finding) => {
    const { start } = finding.range;
    const text = lines(finding.file).text(start.line);
    const found = hidden.get(`${finding.file}:${start.line}`);
    const secret = firstSecretIn(text);
    return excerpt(text, finding, secret === undefined ? found : Math.min(secret, found ?? secret));
  };
}

const mask = '***';
const widest = 160;

function pointsAtSecret(rule: string): boolean {
  return /^secrets-|secret|password|credential|token|access-key/.test(rule);
}

/** Where the secret begins: at the finding, or behind its colon or equals sign when the finding is at a key. */
function secretFrom(text: string, { range }: ResultFinding): number {
  const rest = text.slice(range.end.character);
  const separator = /^["']?\s*[:=]\s*/.exec(rest);
  return separator === null ? range.start.character : range.end.character + separator[0].length;
}

function excerpt(text: string, { range }: ResultFinding, hiddenFrom: number | undefined): Excerpt {
  const shown = hiddenFrom === undefined ? text : text.slice(0, hiddenFrom) + mask;
  const start = Math.min(range.start.character, hiddenFrom ?? range.start.character);
  const end = range.end.line === range.start.line ? range.end.character : text.length;
  // A minified file is one line: only the surroundings of the finding are shown.
  const from = start > widest / 2 && shown.length > widest ? start - widest / 2 : 0;
  const line = shown.slice(from, from + widest);
  const pad = line.slice(0, start - from).replace(/[^\t]/g, ' ');
  const length = Math.max(1, Math.min(end, shown.length) - start);
  return { line, carets: pad + '^'.repeat(Math.min(length, Math.max(1, line.length - pad.length))) };
}
