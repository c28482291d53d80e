import type { ErrorMemo } from './python-errors';
import type { Statement } from './python-tree';

/**
 * Statements by their kind and text, so that a document parsed again builds only those that changed. Statements with
 * errors are not kept: what the parser makes of one depends on what stands around it. There are two generations: what
 * the last documents did not use is forgotten, and with it the old texts.
 */
export class StatementCache {
  readonly errors: ErrorMemo = new WeakMap();
  private young = new Map<string, Kept>();
  private old = new Map<string, Kept>();
  private age = 0;

  /** `kind` is the grammar's name for the statement: one text may be read as different ones. */
  get(kind: string, text: string): Statement | undefined {
    const recent = this.young.get(text);
    if (recent) return recent.kind === kind ? recent.statement : undefined;
    const older = this.old.get(text);
    if (older?.kind !== kind) return undefined;
    this.young.set(text, older);
    return older.statement;
  }

  set(kind: string, text: string, statement: Statement): void {
    this.young.set(text, { kind, statement });
  }

  /** Called once for every document built. */
  turn(): void {
    this.age++;
    if (this.age % 32 !== 0) return;
    this.old = this.young;
    this.young = new Map();
  }
}

interface Kept {
  readonly kind: string;
  readonly statement: Statement;
}
