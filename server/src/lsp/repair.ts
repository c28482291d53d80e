import { applyEdits, type TextEdit } from '../base/edit';
import { together } from '../engine/repair';
import type { FileReport, ReportedFinding, ReportedFix } from '../engine/report';
import { commentLanguage, suppressionChange } from '../engine/suppression-edit';
import type { Engine } from './engine';
import { Patch } from './patch';

/** Names a repair without saying what it does, so that the engine works it out from the newest text. */
export type Repair =
  | { readonly kind: 'fix'; readonly rule: string; readonly at: number; readonly title: string }
  | { readonly kind: 'suppress'; readonly rule: string; readonly at: number }
  /** All safe fixes of a rule, or of all rules, in the file. */
  | { readonly kind: 'fix-all'; readonly rule: string | undefined };

export type FileEdits = ReadonlyMap<string, readonly TextEdit[]>;

/** The edits of a repair, by file; empty when there is nothing (any more) to repair. */
export function repair(engine: Engine, file: string, wanted: Repair): FileEdits {
  if (wanted.kind === 'fix-all') return fixAll(engine, file, wanted.rule);
  const report = engine.check(file);
  const findings = report.findings.filter(
    ({ rule, range }) => rule === wanted.rule && range.start === wanted.at,
  );
  if (wanted.kind === 'suppress') {
    return new Map(findings.slice(0, 1).map((finding) => [file, suppression(engine, report, finding)]));
  }
  const fix = findings.flatMap(({ fixes }) => fixes).find(({ title }) => title === wanted.title);
  return fix === undefined ? new Map() : together([fix]).edits;
}

/** The first safe fix of each finding of a rule, or of all rules. */
export function safeFixes(report: FileReport, rule: string | undefined): readonly ReportedFix[] {
  return report.findings
    .filter((finding) => rule === undefined || finding.rule === rule)
    .flatMap((finding) => finding.fixes.find(({ safe }) => safe) ?? []);
}

/** The edits that put a comment at a finding of a rule; empty where no comment can stand. */
export function suppression(
  engine: Engine,
  report: FileReport,
  finding: ReportedFinding,
): readonly TextEdit[] {
  const text = engine.text(report.file);
  if (text === undefined || !engine.rules.some(({ id }) => id === finding.rule)) return [];
  const language = commentLanguage(report.kind, report.file, text);
  return language === undefined ? [] : suppressionChange(text, language, finding.range, finding.rule);
}

const roundLimit = 100;

/**
 * Fixes that would touch the same place are made one after the other, each worked out on the result of the
 * one before. The engine sees the intermediate texts and has the old ones back at the end.
 */
function fixAll(engine: Engine, file: string, rule: string | undefined): FileEdits {
  const texts = new Map<string, string>();
  const patches = new Map<string, Patch>();
  try {
    for (let round = 0; round < roundLimit; round++) {
      const step = together(safeFixes(engine.check(file), rule)).edits;
      if (step.size === 0) break;
      for (const [changed, edits] of step) {
        const text = engine.text(changed) ?? '';
        const patch = patches.get(changed) ?? new Patch(text.length);
        patch.add(edits);
        if (!texts.has(changed)) texts.set(changed, text);
        patches.set(changed, patch);
        engine.set(changed, applyEdits(text, edits));
      }
    }
  } finally {
    for (const [changed, text] of texts) engine.set(changed, text);
  }
  return new Map([...patches].map(([changed, patch]) => [changed, patch.edits()]));
}
