import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Severity } from '../engine/finding';
import type { ReportedFinding, ReportedRelated } from '../engine/report';
import { ruleUrl } from '../engine/rule-url';
import type { Abilities } from './abilities';
import type { Places } from './places';

export const source = 'lakewarden';

/** Undefined when the finding's file is not known any more. */
export function toDiagnostic(
  finding: ReportedFinding,
  places: Places,
  abilities: Abilities,
): Diagnostic | undefined {
  const range = places.location(finding.file, finding.range)?.range;
  if (range === undefined) return undefined;
  const related = abilities.relatedInformation ? toRelated(finding.related, places) : [];
  return {
    range,
    severity: severities[finding.severity],
    code: finding.rule,
    source,
    message: finding.message,
    ...(abilities.codeDescription && { codeDescription: { href: ruleUrl(finding.rule) } }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

function toRelated(related: readonly ReportedRelated[], places: Places) {
  return related.flatMap(({ file, range, message }) => {
    const location = places.location(file, range);
    return location === undefined ? [] : [{ location, message }];
  });
}
