import type { Range } from '../../server/src/base/range';
import { type Lines, linesOf } from '../../server/src/cli/lines';
import type { Severity } from '../../server/src/engine/finding';
import type { ReportedFinding, ReportedRelated } from '../../server/src/engine/report';

/** The marker character is that of the language's comments. */
export type MarkerLanguage = 'yaml' | 'json' | 'python' | 'shell';

/** The language of a fixture, by its name. */
export function languageOf(file: string): MarkerLanguage {
  if (/\.(json|ipynb)$/.test(file)) return 'json';
  if (file.endsWith('.py')) return 'python';
  return file.endsWith('.sh') ? 'shell' : 'yaml';
}

/** The text without its marker lines: what the engine is given. */
export function strip(text: string, language: MarkerLanguage): string {
  const marker = markerLine(language);
  return splitLines(text)
    .filter((line) => !marker.test(line.replace(/[\r\n]+$/, '')))
    .join('');
}

/**
 * Draws findings under the lines they point at: `#  ^^^ rule-id: message`, then a line for each place to see and each
 * fix. `#<^^^` starts at column 0, `//<<^^^` at column 1: columns that the marker itself covers. `!` stands for a
 * finding without width. The severity is named where it is not the rule's own.
 */
export function annotate(
  text: string,
  findings: readonly ReportedFinding[],
  language: MarkerLanguage,
  severityOf: (rule: string) => Severity | undefined = () => undefined,
): string {
  const file = findings[0]?.file ?? '';
  return annotateAll(new Map([[file, text]]), findings, () => language, severityOf).get(file) ?? text;
}

/** The same for findings that lie in, and point to, several files. */
export function annotateAll(
  texts: ReadonlyMap<string, string>,
  findings: readonly ReportedFinding[],
  languageOfFile: (file: string) => MarkerLanguage = languageOf,
  severityOf: (rule: string) => Severity | undefined = () => undefined,
): ReadonlyMap<string, string> {
  const lines = new Map([...texts].map(([file, text]) => [file, linesOf(text)]));
  const heights = heightsOf(findings, lines);
  const annotated = new Map<string, string>();
  for (const [file, text] of texts) {
    const here = findings.filter((finding) => finding.file === file);
    const drawing: Drawing = { texts, lines, heights, marker: markerOf(languageOfFile(file)), severityOf };
    annotated.set(file, drawFile(text, here, drawing));
  }
  return annotated;
}

interface Drawing {
  readonly texts: ReadonlyMap<string, string>;
  readonly lines: ReadonlyMap<string, Lines>;
  /** By file and line: how many marker lines are drawn under it. */
  readonly heights: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly marker: string;
  readonly severityOf: (rule: string) => Severity | undefined;
}

function drawFile(text: string, findings: readonly ReportedFinding[], drawing: Drawing): string {
  const lines = linesOf(text);
  const byLine = new Map<number, ReportedFinding[]>();
  for (const finding of findings) {
    const { line } = lines.position(finding.range.start);
    byLine.set(line, [...(byLine.get(line) ?? []), finding]);
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const source = splitLines(text);
  // A finding at the very end of a text stands on an empty line that splitting does not give.
  const count = Math.max(source.length, ...[...byLine.keys()].map((line) => line + 1));
  let drawn = '';
  for (let line = 0; line < count; line++) {
    const written = source[line] ?? '';
    const markers = (byLine.get(line) ?? []).flatMap((finding) => drawFinding(finding, lines, drawing));
    const end = markers.length > 0 && !/[\r\n]$/.test(written) ? newline : '';
    drawn += written + end + markers.map((marker) => marker + newline).join('');
  }
  return drawn;
}

function drawFinding(finding: ReportedFinding, lines: Lines, drawing: Drawing): readonly string[] {
  const { marker, severityOf } = drawing;
  const { start, end } = lines.range(finding.range);
  const width =
    end.line === start.line
      ? end.character - start.character
      : lines.text(start.line).length - start.character;
  const carets = width > 0 ? '^'.repeat(width) : '!';
  const lead = leadTo(start.character, lines.text(start.line), marker);
  const own = severityOf(finding.rule);
  const severity = own === undefined || own === finding.severity ? '' : ` (${finding.severity})`;
  const bar = `${pad(lead + carets.slice(1), marker)}| `;
  return [
    `${lead}${carets} ${finding.rule}${severity}: ${finding.message}`,
    ...finding.related.map((related) => `${bar}see ${describeRelated(related, drawing)}`),
    ...finding.fixes.map(({ title, safe }) => `${bar}${safe ? 'fix' : 'unsafe fix'}: ${title}`),
  ];
}

/** What stands before the first caret: the marker, and the source line's own tabs. */
function leadTo(column: number, line: string, marker: string): string {
  if (column < marker.length) return marker + '<'.repeat(column + 1);
  return marker + line.slice(marker.length, column).replace(/[^\t]/g, ' ');
}

function pad(lead: string, marker: string): string {
  return marker + lead.slice(marker.length).replace(/[^\t]/g, ' ');
}

function describeRelated({ file, range, message }: ReportedRelated, drawing: Drawing): string {
  const lines = drawing.lines.get(file);
  const text = drawing.texts.get(file);
  if (lines === undefined || text === undefined) return `(${file}): ${message}`;
  const { line } = lines.position(range.start);
  return `${nameAt(text, range)} (${file}:${annotatedLine(line, drawing.heights.get(file))}): ${message}`;
}

function nameAt(text: string, { start, end }: Range): string {
  const written = text.slice(start, end).split(/[\r\n]/)[0] ?? '';
  return written.length > 60 ? `${written.slice(0, 57)}...` : written;
}

/** The line, from 1, as it is counted in the annotated file, which is the one that people open. */
function annotatedLine(line: number, heights: ReadonlyMap<number, number> | undefined): number {
  let result = line + 1;
  for (const [above, height] of heights ?? []) if (above < line) result += height;
  return result;
}

function heightsOf(
  findings: readonly ReportedFinding[],
  lines: ReadonlyMap<string, Lines>,
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const heights = new Map<string, Map<number, number>>();
  for (const { file, range, fixes, related } of findings) {
    const line = lines.get(file)?.position(range.start).line ?? 0;
    const ofFile = heights.get(file) ?? new Map<number, number>();
    ofFile.set(line, (ofFile.get(line) ?? 0) + 1 + fixes.length + related.length);
    heights.set(file, ofFile);
  }
  return heights;
}

function markerOf(language: MarkerLanguage): string {
  return language === 'json' ? '//' : '#';
}

function markerLine(language: MarkerLanguage): RegExp {
  const finding = '(?:\\^+|!) [a-z0-9]+(?:-[a-z0-9]+)+(?: \\((?:error|warning|info|hint)\\))?: ';
  const detail = '\\| (?:(?:unsafe )?fix: |see .*\\(.*\\): )';
  return new RegExp(`^${markerOf(language)}(?:<{1,2}|\\s*)(?:${finding}|${detail})`);
}

/** The lines with their ends. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}
