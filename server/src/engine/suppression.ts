import type { Range } from '../base/range';
import type { MapNode, Node } from '../syntax/tree';
import { commentsOf, type SourceFile } from './source-file';

/** A person's word that a finding is accepted at a place. */
export interface Suppression {
  /** A rule id, or the id that another tool uses for the same defect. */
  readonly rule: string;
  readonly reason: string;
  /** Findings that begin here are accepted. */
  readonly covers: Range;
  readonly at: Range;
  /** True when it is written for this product; comments of other tools need not match a rule. */
  readonly own: boolean;
}

/**
 * The suppressions in a file. `# lakewarden: allow <rule> (<reason>)` covers its own line and the next line of code, the
 * whole resource when that line declares one; `allow-file` covers the file. Plain JSON uses the resource's
 * `Metadata: {Lakewarden: {allow: [{rule, reason}]}}`. Comments and metadata of other tools count by the ids they use.
 */
export function suppressionsIn(source: SourceFile): Suppression[] {
  const { notebook } = source;
  if (notebook === undefined) return suppressionsInText(source);
  // Of a notebook the lines of the program count, not those of the file.
  const { python } = notebook;
  const program: SourceFile = { ...source, kind: 'script', text: python.text, python, notebook: undefined };
  return suppressionsInText(program).map((one) => ({
    ...one,
    covers: notebook.rangeInFile(one.covers),
    at: notebook.rangeInFile(one.at),
  }));
}

function suppressionsInText(source: SourceFile): Suppression[] {
  const suppressions: Suppression[] = [];
  for (const { range, text } of commentsOf(source)) {
    const own = /^lakewarden:\s*allow(-file)?\s+([\w-]+)\s*(?:\(([^)]*)\))?/.exec(text);
    if (own !== null) {
      const [, wholeFile, rule = '', reason = ''] = own;
      const covers =
        wholeFile === undefined ? coveredBy(source, range) : { start: 0, end: source.text.length };
      suppressions.push({ rule, reason: reason.trim(), covers, at: range, own: true });
      continue;
    }
    for (const { rule, reason } of otherTools(text)) {
      suppressions.push({ rule, reason, covers: coveredBy(source, range), at: range, own: false });
    }
  }
  for (const declaration of source.template?.resources.values() ?? []) {
    suppressions.push(...inMetadata(declaration.node));
  }
  return suppressions;
}

/** `checkov:skip=CKV_AWS_18:reason`, `trivy:ignore:AWS-0088`, `tfsec:ignore:…`. */
function otherTools(text: string): { rule: string; reason: string }[] {
  const checkov = /^checkov:skip=(\w+)(?::\s*(.*))?/.exec(text);
  if (checkov !== null)
    return [{ rule: `Checkov ${checkov[1]}`, reason: checkov[2] ?? 'skipped for Checkov' }];
  const trivy = /^(?:trivy|tfsec):ignore:(?:AVD-)?([\w-]+)/.exec(text);
  return trivy === null ? [] : [{ rule: `Trivy ${trivy[1]}`, reason: 'ignored for Trivy' }];
}

/** The comment's line when code stands on it, else the next line of code; the whole resource when that declares one. */
function coveredBy(source: SourceFile, comment: Range): Range {
  const { text } = source;
  const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
  const trailing = text.slice(lineStart, comment.start).trim() !== '';
  const line = trailing ? lineAt(text, comment.start) : nextCodeLine(text, comment.end);
  for (const { idNode, node } of source.template?.resources.values() ?? []) {
    const { start } = idNode.range;
    const { end } = node.range;
    // Checkov reads its comments anywhere within the resource that they are for.
    if (
      forCheckov.test(text.slice(comment.start, comment.end)) &&
      start <= comment.start &&
      comment.end <= end
    )
      return { start, end };
    if (start >= line.start && start < line.end) return { start: line.start, end: Math.max(line.end, end) };
  }
  return { start: Math.min(lineStart, line.start), end: line.end };
}

const forCheckov = /^(?:#|\/\/)?\s*checkov:/;

function lineAt(text: string, offset: number): Range {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end === -1 ? text.length : end };
}

function nextCodeLine(text: string, after: number): Range {
  let line = lineAt(text, after);
  for (let tries = 0; tries < 100 && line.end < text.length; tries++) {
    line = lineAt(text, line.end + 1);
    const content = text.slice(line.start, line.end).trim();
    if (content !== '' && !content.startsWith('#') && !content.startsWith('//')) return line;
  }
  return line;
}

function inMetadata(resource: MapNode): Suppression[] {
  const metadata = mapOf(resource.get('Metadata'));
  if (metadata === undefined) return [];
  const covers = { start: startOf(resource), end: resource.range.end };
  const own = listed(mapOf(metadata.get('Lakewarden'))?.get('allow'), 'rule', 'reason');
  const nag = listed(mapOf(metadata.get('cfn_nag'))?.get('rules_to_suppress'), 'id', 'reason');
  const checkov = listed(mapOf(metadata.get('checkov'))?.get('skip'), 'id', 'comment');
  return [
    ...own.map((entry) => ({ ...entry, covers, own: true })),
    ...nag.map((entry) => ({ ...entry, rule: `cfn_nag ${entry.rule}`, covers, own: false })),
    ...checkov.map((entry) => ({ ...entry, rule: `Checkov ${entry.rule}`, covers, own: false })),
  ];
}

function listed(
  list: Node | undefined,
  ruleKey: string,
  reasonKey: string,
): { rule: string; reason: string; at: Range }[] {
  if (list?.kind !== 'sequence') return [];
  return list.items.flatMap((item) => {
    const rule = mapOf(item)?.get(ruleKey);
    const reason = mapOf(item)?.get(reasonKey);
    if (rule?.kind !== 'scalar') return [];
    return [{ rule: rule.text, reason: reason?.kind === 'scalar' ? reason.text : '', at: rule.range }];
  });
}

/** A resource's findings may point at its logical id, which stands before the resource's own map. */
function startOf(resource: MapNode): number {
  const holder = resource.parent;
  const pair = holder?.kind === 'map' ? holder.pairs.find(({ value }) => value === resource) : undefined;
  return pair?.key.range.start ?? resource.range.start;
}

function mapOf(node: Node | undefined): MapNode | undefined {
  return node?.kind === 'map' ? node : undefined;
}
