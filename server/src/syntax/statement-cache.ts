import type { Statement } from './python-tree';

/**
 * Statements by their text, so that a document parsed again builds only those that changed. Two generations are
 * kept: what the last documents did not use is forgotten, and with it the old texts.
 */
export class StatementCache {
  private young = new Map<string, Statement>();
  private old = new Map<string, Statement>();
  private age = 0;

  get(text: string): Statement | undefined {
    const found = this.young.get(text);
    if (found) return found;
    const older = this.old.get(text);
    if (older) this.young.set(text, older);
    return older;
  }

  set(text: string, statement: Statement): void {
    this.young.set(text, statement);
  }

  /** Called once for every document built. */
  turn(): void {
    this.age++;
    if (this.age % 32 !== 0) return;
    this.old = this.young;
    this.young = new Map();
  }
}
