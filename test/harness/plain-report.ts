import type { FileReport } from '../../server/src/engine/report';

/** Everything that a report says, with the edits of its fixes. */
export function plain({ kind, findings, problems }: FileReport) {
  return {
    kind,
    problems,
    findings: findings.map(({ fixes, ...finding }) => ({
      ...finding,
      fixes: fixes.map(({ title, safe, changes }) => ({
        title,
        safe,
        edits: changes.map((change) => ({ file: change.file, edits: change.edits() })),
      })),
    })),
  };
}
