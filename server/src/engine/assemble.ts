import type { Change } from '../base/edit';
import { overlaps, type Place, type Range } from '../base/range';
import type { Severity } from './finding';
import { withoutSecrets } from './masking';
import { type NotebookOf, rangeInFile } from './notebook-places';
import type { FileReport, ReportedFinding } from './report';
import type { AnyRule } from './rule';
import type { Judged } from './run';
import type { Settings } from './settings';
import { damagedIn, problemsIn, type SourceFile } from './source-file';
import { type Suppression, suppressionsIn } from './suppression';

/** The changes of the fix with an index of a finding, against the newest text. */
export type ChangesOf = (judged: Judged, index: number) => readonly Change[];

/** Puts the report of a file together: held findings, suppressions, order. */
export function report(
  source: SourceFile,
  judged: readonly Judged[],
  rules: readonly AnyRule[],
  settings: Settings,
  changesOf: ChangesOf,
  notebookOf: NotebookOf = () => undefined,
): FileReport {
  const damaged = damagedIn(source);
  const found = unique(judged.map((one) => reported(one, source, settings, changesOf, notebookOf))).filter(
    ({ file, range }) => file === source.file && !damaged.some((stretch) => overlaps(stretch, range)),
  );
  const suppressions = suppressionsIn(source);
  const used = new Set<Suppression>();
  const open = found.filter((finding) => {
    const by = suppressions.find((suppression) => accepts(suppression, finding, rules));
    if (by !== undefined) used.add(by);
    return by === undefined;
  });
  const findings = [...open, ...aboutSuppressions(source, suppressions, used)].sort(inOrder);
  const problems = problemsIn(source).map(({ range, message }) => ({
    file: source.file,
    message: withoutSecrets(message),
    range,
  }));
  return { file: source.file, kind: source.kind, findings, problems };
}

function reported(
  judged: Judged,
  source: SourceFile,
  settings: Settings,
  changesOf: ChangesOf,
  notebookOf: NotebookOf,
): ReportedFinding {
  const { task, finding, severity } = judged;
  const chosen = settings.rules[task.rule.id];
  const { message, related, titles, resource } = wordsOf(judged);
  return {
    file: finding.at.file,
    rule: task.rule.id,
    severity: chosen === undefined || chosen === 'off' ? severity : chosen,
    message,
    resource,
    range: finding.at.file === source.file ? placeOf(finding.at, source) : finding.at.range,
    related: (finding.related ?? []).map(({ at }, index) => ({
      file: at.file,
      range: rangeInFile(at.file, at.range, notebookOf),
      message: related[index] ?? '',
    })),
    fixes: (finding.fixes ?? []).map(({ safe, grantsTo }, index) => ({
      title: titles[index] ?? '',
      safe,
      grantsTo,
      get changes() {
        return changesOf(judged, index);
      },
    })),
  };
}

interface Words {
  readonly message: string;
  readonly related: readonly string[];
  readonly titles: readonly string[];
  readonly resource: string | undefined;
}

/** What a finding says, without secrets; worked out once, for a finding stays the same as long as nothing that it rests on changes. */
function wordsOf(judged: Judged): Words {
  const known = words.get(judged);
  if (known !== undefined) return known;
  const { task, finding, when } = judged;
  const resource = finding.resource ?? task.resource;
  const said: Words = {
    message: withoutSecrets(when === undefined ? finding.message : depending(finding.message, when)),
    related: (finding.related ?? []).map(({ message }) => withoutSecrets(message)),
    titles: (finding.fixes ?? []).map(({ title }) => withoutSecrets(title)),
    resource: resource === undefined ? undefined : withoutSecrets(resource),
  };
  words.set(judged, said);
  return said;
}

/** Holds derived data only. */
const words = new WeakMap<Judged, Words>();

function placeOf(at: Place, { text, notebook }: SourceFile): Range {
  return notebook === undefined
    ? firstLine(at, text)
    : notebook.rangeInFile(firstLine(at, notebook.python.text));
}

/** Puts the condition to what it is a condition of: the first clause, which says what is wrong. */
function depending(message: string, when: string): string {
  const [first = '', ...rest] = message.replace(/\.$/, '').split('; ');
  return `${[`${first}, when ${when}`, ...rest].join('; ')}.`;
}

/** A finding points at one line. */
function firstLine({ range }: Place, text: string): Range {
  const lineEnd = text.slice(range.start, range.end).search(/\r?\n/);
  return lineEnd === -1 ? range : { start: range.start, end: range.start + lineEnd };
}

/** One finding per rule and words at a place: several contexts or deployments may have found it. */
function unique(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const byStart = new Map<number, ReportedFinding[]>();
  for (const finding of findings) {
    const { start } = finding.range;
    const here = byStart.get(start) ?? [];
    byStart.set(start, here);
    const known = here.findIndex((other) => saysTheSame(other, finding));
    const before = here[known];
    if (before === undefined) here.push(finding);
    else if (rank[finding.severity] < rank[before.severity]) here[known] = finding;
  }
  return [...byStart.values()].flat();
}

function saysTheSame(a: ReportedFinding, b: ReportedFinding): boolean {
  return a.rule === b.rule && a.message === b.message && a.range.end === b.range.end && a.file === b.file;
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

function inOrder(a: ReportedFinding, b: ReportedFinding): number {
  return (
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** By code unit, so that the order is the same in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function accepts(
  { rule, reason, covers }: Suppression,
  finding: ReportedFinding,
  rules: readonly AnyRule[],
): boolean {
  if (reason === '' || finding.range.start < covers.start || finding.range.start > covers.end) return false;
  if (rule === finding.rule) return true;
  return rules.some(({ id, knownAs }) => id === finding.rule && knownAs.includes(rule));
}

/** A suppression without a reason does nothing, and one that accepts nothing is out of date: both are said. */
function aboutSuppressions(
  { file, text }: SourceFile,
  suppressions: readonly Suppression[],
  used: ReadonlySet<Suppression>,
): ReportedFinding[] {
  const say = (rule: string, suppression: Suppression, message: string): ReportedFinding => ({
    file,
    rule,
    severity: 'info',
    message: withoutSecrets(message),
    resource: undefined,
    range: firstLine({ file, range: suppression.at }, text),
    related: [],
    fixes: [],
  });
  return suppressions
    .filter((suppression) => suppression.own && !used.has(suppression))
    .map((suppression) =>
      suppression.reason === ''
        ? say(
            'suppression-reason-missing',
            suppression,
            `Allowing ${suppression.rule} needs a reason in parentheses.`,
          )
        : say(
            'suppression-unused',
            suppression,
            `${suppression.rule} finds nothing here, so allowing it has no effect.`,
          ),
    );
}
