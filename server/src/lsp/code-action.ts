import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Command,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { overlaps } from '../base/range';
import { editsOf } from '../engine/repair';
import type { FileReport, ReportedFinding } from '../engine/report';
import type { Abilities } from './abilities';
import { repairCommand } from './commands';
import { toDiagnostic } from './diagnostic';
import type { Engine } from './engine';
import { modified } from './guard';
import type { Places } from './places';
import { type Repair, repair, safeFixes, suppression } from './repair';
import { toWorkspaceEdit, withReasonSelected } from './workspace-edit';

/** What `editor.codeActionsOnSave` names. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.lakewarden`;

export const codeActionKinds = [CodeActionKind.QuickFix, fixAllKind];

/** A repair that was offered. The client sends it back; it names what to work out, and says nothing itself. */
export interface RepairRequest {
  readonly uri: string;
  readonly version: number | null;
  readonly repair: Repair;
}

/** The repairs of the findings that a selection touches, worked out from the engine's answer alone. */
export function codeActions(
  engine: Engine,
  file: string,
  places: Places,
  abilities: Abilities,
  params: CodeActionParams,
): (CodeAction | Command)[] {
  const selection = places.offsets(file, params.range);
  if (selection === undefined) return [];
  const report = engine.check(file);
  const findings = report.findings.filter(({ range }) => overlaps(range, selection));
  const { only } = params.context;
  return [
    ...findings.flatMap(fixesOf),
    ...fixesOfSameRule(engine, report, findings),
    ...findings.flatMap((finding) => suppressionOf(engine, report, finding)),
    ...fixEverything(report, findings, only),
  ]
    .filter(({ kind }) => isWanted(kind, only))
    .map((offer) => toAction(offer, engine, file, places, abilities));
}

/** Fills in the edit of an action that the client chose. */
export function resolveCodeAction(
  engine: Engine,
  file: string,
  places: Places,
  abilities: Abilities,
  action: CodeAction,
  request: RepairRequest,
): CodeAction {
  if (request.version !== places.version(file)) throw modified();
  const edit = editOf(engine, file, places, abilities, request.repair);
  return edit === undefined ? action : { ...action, edit };
}

/** What a client sent back, if it is a request for a repair at all. */
export function asRepairRequest(data: unknown): RepairRequest | undefined {
  if (typeof data !== 'object' || data === null || !('uri' in data) || !('repair' in data)) return undefined;
  const { uri, repair: wanted } = data;
  if (typeof uri !== 'string' || typeof wanted !== 'object' || wanted === null) return undefined;
  const version = 'version' in data && typeof data.version === 'number' ? data.version : null;
  return { uri, version, repair: wanted as Repair };
}

/** An action that is not yet in the client's form. */
interface Offer {
  readonly title: string;
  readonly kind: string;
  readonly repair: Repair;
  readonly finding?: ReportedFinding;
  readonly isPreferred?: boolean;
}

function fixesOf(finding: ReportedFinding): Offer[] {
  const preferred = finding.fixes.find(({ safe }) => safe);
  return finding.fixes
    .filter((fix) => editsOf(fix) !== undefined)
    .map((fix) => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      repair: { kind: 'fix', rule: finding.rule, at: finding.range.start, title: fix.title },
      finding,
      isPreferred: fix === preferred,
    }));
}

function fixesOfSameRule(engine: Engine, report: FileReport, findings: readonly ReportedFinding[]): Offer[] {
  const ids = [...new Set(findings.map(({ rule }) => rule))];
  return ids
    .filter((id) => safeFixes(report, id).length > 1)
    .map((id) => ({
      title: `Fix all "${engine.rules.find((rule) => rule.id === id)?.title ?? id}" in this file`,
      kind: CodeActionKind.QuickFix,
      repair: { kind: 'fix-all', rule: id },
    }));
}

function suppressionOf(engine: Engine, report: FileReport, finding: ReportedFinding): Offer[] {
  if (suppression(engine, report, finding).length === 0) return [];
  return [
    {
      title: `Allow ${finding.rule} here, with a comment`,
      kind: CodeActionKind.QuickFix,
      repair: { kind: 'suppress', rule: finding.rule, at: finding.range.start },
      finding,
    },
  ];
}

/** Offered when asked for by name, as on save, and in the menu of a finding that it would fix. */
function fixEverything(
  report: FileReport,
  findings: readonly ReportedFinding[],
  only: readonly string[] | undefined,
): Offer[] {
  const isOffered =
    only === undefined
      ? findings.some(({ fixes }) => fixes.some(({ safe }) => safe))
      : safeFixes(report, undefined).length > 0;
  if (!isOffered) return [];
  return [
    {
      title: 'Make all safe Lakewarden fixes in this file',
      kind: fixAllKind,
      repair: { kind: 'fix-all', rule: undefined },
    },
  ];
}

function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return (
    only === undefined || only.some((name) => name === '' || kind === name || kind.startsWith(`${name}.`))
  );
}

function toAction(
  offer: Offer,
  engine: Engine,
  file: string,
  places: Places,
  abilities: Abilities,
): CodeAction | Command {
  const request: RepairRequest = {
    uri: places.uri(file),
    version: places.version(file),
    repair: offer.repair,
  };
  if (!abilities.codeActions) return { title: offer.title, command: repairCommand, arguments: [request] };
  const diagnostic = offer.finding && toDiagnostic(offer.finding, places, abilities);
  const edit = abilities.resolveEdits ? undefined : editOf(engine, file, places, abilities, offer.repair);
  return {
    title: offer.title,
    kind: offer.kind,
    ...(diagnostic && { diagnostics: [diagnostic] }),
    ...(offer.isPreferred && abilities.preferredCodeActions && { isPreferred: true }),
    ...(abilities.resolveEdits && { data: request }),
    ...(edit && { edit }),
  };
}

function editOf(
  engine: Engine,
  file: string,
  places: Places,
  abilities: Abilities,
  wanted: Repair,
): WorkspaceEdit | undefined {
  const edit = toWorkspaceEdit(repair(engine, file, wanted), places, abilities);
  return edit && wanted.kind === 'suppress' && abilities.snippetEdits ? withReasonSelected(edit) : edit;
}
