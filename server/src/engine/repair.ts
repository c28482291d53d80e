import { applyEdits, type TextEdit, untangled } from '../base/edit';
import type { ReportedFinding, ReportedFix } from './report';
import type { Workspace } from './workspace';

export interface Repair {
  /** Fixes that were applied. */
  readonly applied: number;
  /** Files whose text differs from before. */
  readonly changed: ReadonlySet<string>;
  /** False when fixes were still left after the last round, or when a round damaged a file and was taken back. */
  readonly stable: boolean;
  readonly rounds: number;
}

/** Chooses which of a finding's fixes to apply, if any. */
export type Choice = (finding: ReportedFinding) => ReportedFix | undefined;

/** The preferred fix when it is safe, else the first safe one; fixes that cannot be made are not offered. */
export const firstSafeFix: Choice = (finding) =>
  finding.fixes.find((fix) => fix.safe && editsOf(fix) !== undefined);

/**
 * Applies the chosen fixes of all files round by round until none is left. Fixes that touch the same text wait for
 * the next round, where they are worked out anew. A round after which a file no longer parses is taken back.
 */
export function repair(workspace: Workspace, choose: Choice, maxRounds = 100): Repair {
  const changed = new Set<string>();
  let applied = 0;
  for (let rounds = 0; rounds < maxRounds; rounds++) {
    const round = planRound(workspace, choose);
    if (round.fixes === 0) return { applied, changed, stable: true, rounds };
    const before = applyRound(workspace, round.edits);
    if (before === undefined) return { applied, changed, stable: false, rounds };
    applied += round.fixes;
    for (const file of round.edits.keys()) changed.add(file);
  }
  return { applied, changed, stable: planRound(workspace, choose).fixes === 0, rounds: maxRounds };
}

export interface Round {
  readonly fixes: number;
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

function planRound(workspace: Workspace, choose: Choice): Round {
  const fixes = workspace
    .files()
    .flatMap((file) => workspace.check(file).findings.flatMap((finding) => choose(finding) ?? []));
  return together(fixes, (file) => workspace.has(file));
}

/**
 * As many of the fixes as can be made at once, each whole or not at all. Fixes that touch the same text wait, and so do those
 * that may do in another place what is being done: of those that consist of several changes, which may insert the same resource
 * or helper, and of those that give permissions to the same role, only one is made at once.
 */
export function together(
  fixes: readonly ReportedFix[],
  canEdit: (file: string) => boolean = () => true,
): Round {
  const edits = new Map<string, readonly TextEdit[]>();
  const granted = new Set<string>();
  let count = 0;
  let compound = false;
  for (const fix of fixes) {
    const wanted = editsOf(fix);
    if (wanted === undefined || ![...wanted.keys()].every(canEdit)) continue;
    const several = fix.changes.length > 1;
    const isGranted = fix.grantsTo !== undefined && granted.has(fix.grantsTo);
    if ((several && compound) || isGranted || !fits(wanted, edits)) continue;
    compound ||= several;
    if (fix.grantsTo !== undefined) granted.add(fix.grantsTo);
    for (const [name, list] of wanted) edits.set(name, [...(edits.get(name) ?? []), ...list]);
    count++;
  }
  return { fixes: count, edits };
}

/**
 * The edits of a fix by file, or undefined when none is left to make. A change without edits beside others that have
 * some is one that is made already: an import that is there, a resource that another fix has inserted.
 */
export function editsOf(fix: ReportedFix): ReadonlyMap<string, readonly TextEdit[]> | undefined {
  const edits = new Map<string, readonly TextEdit[]>();
  for (const change of fix.changes) {
    const list = change.edits();
    if (list.length === 0) continue;
    edits.set(change.file, [...(edits.get(change.file) ?? []), ...list]);
  }
  if (edits.size === 0) return undefined;
  return new Map([...edits].map(([file, list]) => [file, untangled(list)]));
}

function fits(
  wanted: ReadonlyMap<string, readonly TextEdit[]>,
  taken: ReadonlyMap<string, readonly TextEdit[]>,
): boolean {
  for (const [file, list] of wanted) {
    for (const edit of list) if (taken.get(file)?.some((other) => meets(edit, other))) return false;
  }
  return true;
}

/**
 * Also true for two insertions at one offset, for what the second inserts may be there already after the first; and for one right
 * behind a stretch that is replaced, for it may belong to what is gone.
 */
function meets(a: TextEdit, b: TextEdit): boolean {
  if (a.range.start === b.range.start || follows(a, b) || follows(b, a)) return true;
  return a.range.start < b.range.end && b.range.start < a.range.end;
}

function follows({ range }: TextEdit, replaced: TextEdit): boolean {
  return range.start === range.end && range.start === replaced.range.end;
}

/** Undefined when the round damaged a file; the workspace is then as before. */
function applyRound(
  workspace: Workspace,
  edits: ReadonlyMap<string, readonly TextEdit[]>,
): ReadonlyMap<string, string> | undefined {
  const before = new Map<string, string>();
  const problems = new Map<string, number>();
  for (const [file, list] of edits) {
    const text = workspace.text(file) ?? '';
    before.set(file, text);
    problems.set(file, workspace.check(file).problems.length);
    workspace.set(file, applyEdits(text, list));
  }
  for (const [file, count] of problems) {
    if (workspace.check(file).problems.length <= count) continue;
    for (const [name, text] of before) workspace.set(name, text);
    return undefined;
  }
  return before;
}
