import type { Place, Range } from '../base/range';
import type { Resource } from '../cloudformation/resource';
import type { Access } from '../graph/access';
import { type Explanation, explainAccess, isOfInterest, wordsOf } from '../graph/explain-access';
import { explainStatement } from '../graph/explain-statement';
import type { Graph } from '../graph/graph';
import type { Decision } from '../iam/request';
import type { Hover } from './report';
import type { SourceFile } from './source-file';

/** A fact to show between the characters of a file. */
export interface Hint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string | undefined;
}

/** Turns a place into a link target; who shows the text knows how places are opened. */
export type LinkTo = (place: Place) => string | undefined;

/** The resource that an offset stands in. */
export function resourceAt(source: SourceFile, offset: number, graph: Graph): Resource | undefined {
  const stack = graph.deployment.contexts(source.file)[0];
  for (const { id, idNode, node } of source.template?.resources.values() ?? []) {
    if (offset < idNode.range.start || offset > node.range.end) continue;
    return stack?.resource(id);
  }
  return undefined;
}

/** What can be used by whom, for a logical id or a `Ref` and `GetAtt` that names a resource. */
export function hoverAt(source: SourceFile, offset: number, graph: Graph): Hover | undefined {
  const resource = resourceAt(source, offset, graph);
  if (resource === undefined) return undefined;
  const { range } = resource.idAt;
  if (offset < range.start || offset > range.end) return statementHover(resource, offset, graph);
  const explanation = explainAccess(resource, graph);
  if (explanation === undefined || explanation.access?.length === 0) return undefined;
  return { range, markdown: markdownOf(explanation) };
}

/** On an action of a statement: what the statement says. */
function statementHover(resource: Resource, offset: number, graph: Graph): Hover | undefined {
  for (const policy of graph.policiesOf(resource)) {
    for (const statement of policy.statements) {
      const item = statement.actions?.items.find(
        ({ at }) => at.range.start <= offset && offset <= at.range.end,
      );
      if (item === undefined) continue;
      return { range: item.at.range, markdown: markdownOf(explainStatement(statement, resource, graph)) };
    }
  }
  return undefined;
}

/** Whether each workload can use the keys of the data that its role is granted: "can decrypt DataKey: no". */
export function hintsIn(source: SourceFile, within: Range, graph: Graph): Hint[] {
  const stack = graph.deployment.contexts(source.file)[0];
  if (stack === undefined) return [];
  return graph.workloads(stack).flatMap(({ resource, role, at }) => {
    if (at.file !== source.file || at.range.end < within.start || at.range.start > within.end) return [];
    const explanation = explainAccess(role, graph);
    const label = labelOf(explanation?.access ?? []);
    if (label === undefined) return [];
    const tooltip =
      explanation === undefined
        ? undefined
        : markdownOf({ ...explanation, title: `${resource.id} runs as ${role.id}` });
    return [{ offset: at.range.end, label, tooltip }];
  });
}

/** Of each key, whether it can be used for all that it is needed for; undefined where none is needed or nothing is known. */
function labelOf(rows: readonly Access[]): string | undefined {
  const decrypt = new Map<string, boolean>();
  const encrypt = new Map<string, boolean>();
  for (const row of rows) {
    if (row.key === undefined) continue;
    const reads = row.read !== undefined && row.read.outcome !== 'denied';
    if (reads || row.needs.has('decrypt')) note(decrypt, row.key.id, row.decrypt);
    if (row.needs.has('encrypt')) note(encrypt, row.key.id, row.encrypt);
  }
  for (const [key, can] of encrypt) if (decrypt.get(key) === can) encrypt.delete(key);
  const parts = [said('can decrypt', decrypt), said('can encrypt with', encrypt)].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? undefined : parts.join('; ');
}

function note(labels: Map<string, boolean>, key: string, decision: Decision | undefined): void {
  if (decision === undefined || decision.outcome === 'unknown') return;
  labels.set(key, (labels.get(key) ?? true) && decision.outcome === 'allowed');
}

function said(verb: string, labels: ReadonlyMap<string, boolean>): string {
  const keys = [...labels].map(([key, can]) => `${key}: ${can ? 'yes' : 'no'}`);
  return keys.length === 0 ? '' : `${verb} ${keys.join(', ')}`;
}

/** A readable table of an explanation; a column that says the same everywhere is left out. */
export function markdownOf({ title, access, notes }: Explanation, linkTo: LinkTo = () => undefined): string {
  const rows = (access ?? []).filter(isOfInterest);
  const table =
    access === undefined
      ? []
      : rows.length === 0
        ? ['No policy in these files grants its data.']
        : tableOf(rows, linkTo);
  const remarks = notes.map(({ text, at }) => {
    const link = at === undefined ? undefined : linkTo(at);
    return link === undefined ? `- ${text}` : `- ${text} ([show](${link}))`;
  });
  return [`**${title}**`, ...after(table), ...after(remarks)].join('\n');
}

function after(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function tableOf(rows: readonly Access[], linkTo: LinkTo): string[] {
  const columns: readonly (readonly [string, (row: Access) => string])[] = [
    ['role', ({ role }) => named(role, linkTo)],
    ['data', ({ data }) => named(data, linkTo)],
    ['read', ({ read }) => wordsOf(read)],
    ['write', ({ write }) => wordsOf(write)],
    ['key', ({ key }) => (key === undefined ? '' : named(key, linkTo))],
    ['decrypt', ({ decrypt }) => wordsOf(decrypt)],
    ['encrypt', ({ encrypt }) => wordsOf(encrypt)],
  ];
  const isSaid = (name: string, cell: (row: Access) => string): boolean =>
    name === 'role' || name === 'data'
      ? new Set(rows.map(cell)).size > 1
      : rows.some((row) => cell(row) !== '');
  const said = columns.filter(([name, cell]) => isSaid(name, cell) || (name === 'data' && rows.length === 1));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(said.map(([name]) => name)),
    line(said.map(() => '---')),
    ...rows.map((row) => line(said.map(([, cell]) => cell(row)))),
  ];
}

function named(resource: Resource, linkTo: LinkTo): string {
  const link = linkTo(resource.idAt);
  return link === undefined ? resource.id : `[${resource.id}](${link})`;
}
