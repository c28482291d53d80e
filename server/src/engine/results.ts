import type { Reads } from '../cloudformation/reads';
import { type ChangedParts, join, touches } from './changes';
import type { Judged } from './run';
import type { Task } from './subjects';

/** What a task found, and the parts of files that it looked at. */
export interface Result {
  readonly judged: readonly Judged[];
  readonly reads: Reads;
}

/** The results of all files, each as long as nothing that it was made from has changed. */
export class Results {
  private readonly files = new Map<string, FileResults>();

  of(file: string): FileResults {
    const known = this.files.get(file) ?? new FileResults();
    this.files.set(file, known);
    return known;
  }

  delete(file: string): void {
    this.files.delete(file);
  }

  /** Takes note of a change; gives the files that have to be checked again. */
  change(changed: ChangedParts): string[] {
    return [...this.files].flatMap(([file, results]) => (results.change(changed) ? [file] : []));
  }
}

/** The results of one file. A check takes every result that is still right and replaces the others. */
export class FileResults {
  private results = new Map<string, Result>();
  private next = new Map<string, Result>();
  private changed: ChangedParts = new Set();

  take(task: Task, run: () => Result): readonly Judged[] {
    const known = this.results.get(task.key);
    const result = known !== undefined && !touches(this.changed, known.reads) ? known : run();
    this.next.set(task.key, result);
    return result.judged;
  }

  /** Ends a check: what was not taken is gone. */
  settle(): void {
    this.results = this.next;
    this.next = new Map();
    this.changed = new Set();
  }

  change(changed: ChangedParts): boolean {
    this.changed = join(this.changed, changed);
    if (changed === 'all') return true;
    for (const { reads } of this.results.values()) if (touches(changed, reads)) return true;
    return false;
  }
}
