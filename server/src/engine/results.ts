import { Reads } from '../cloudformation/reads';
import { type ChangedParts, join, touches } from './changes';
import type { Judged } from './run';
import type { Task, TaskGroup } from './subjects';

/** What a task found, and the parts of files that it looked at. */
export interface Result {
  readonly judged: readonly Judged[];
  readonly reads: Reads;
}

/** What the tasks of a group found together. */
interface GroupResult extends Result {
  readonly results: ReadonlyMap<string, Result>;
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
  private groups = new Map<string, GroupResult>();
  private next = new Map<string, GroupResult>();
  private changed: ChangedParts = new Set();

  take(group: TaskGroup, run: (task: Task) => Result): readonly Judged[] {
    const known = this.groups.get(group.key);
    const result = known !== undefined && this.isRight(known) ? known : this.takeEach(group, known, run);
    this.next.set(group.key, result);
    return result.judged;
  }

  private takeEach(
    { tasks }: TaskGroup,
    known: GroupResult | undefined,
    run: (task: Task) => Result,
  ): GroupResult {
    const results = new Map<string, Result>();
    for (const task of tasks()) {
      const before = known?.results.get(task.key);
      results.set(task.key, before !== undefined && this.isRight(before) ? before : run(task));
    }
    const all = [...results.values()];
    return {
      results,
      judged: all.flatMap(({ judged }) => judged),
      reads: Reads.of(all.map(({ reads }) => reads)),
    };
  }

  private isRight({ reads }: Result): boolean {
    return !touches(this.changed, reads);
  }

  /** Ends a check: what was not taken is gone. */
  settle(): void {
    this.groups = this.next;
    this.next = new Map();
    this.changed = new Set();
  }

  change(changed: ChangedParts): boolean {
    this.changed = join(this.changed, changed);
    if (changed === 'all') return true;
    for (const { reads } of this.groups.values()) if (touches(changed, reads)) return true;
    return false;
  }
}
