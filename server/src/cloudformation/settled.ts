import type { Decisions, Recollection, Trace } from './decisions';
import { Reads } from './reads';
import { sameAnswer } from './same-answer';

/**
 * Answers about things that are worked out again as soon as something that they were read from has changed. Who used an answer
 * depends on the answer and not on what it was read from: when it comes out as it was, nobody is asked again.
 */
export class Settled<K, T> {
  private readonly kept = new Map<K, Answered<T>>();
  /** What has to be worked out again. */
  private readonly loose = new Map<K, Answered<T>>();
  private changed: string[] = [];

  constructor(
    private readonly decisions: () => Decisions,
    private readonly work: (about: K) => T,
    /** Names the answer among the parts of files; the same for the same thing in every deployment. */
    private readonly partOf: (about: K) => string,
    private readonly same: (a: T, b: T) => boolean = sameAnswer,
  ) {}

  of(about: K): T {
    return this.decisions().use((this.kept.get(about) ?? this.answer(about)).told);
  }

  /** Forgets the answers that were read from changed parts. */
  loosen(touched: (reads: Reads) => boolean): void {
    for (const [about, answered] of this.kept) {
      if (!touched(answered.from.reads)) continue;
      this.kept.delete(about);
      this.loose.set(about, answered);
    }
  }

  /** Works out what was forgotten; gives the parts that name the answers which are others than before. */
  settle(): readonly string[] {
    for (const about of this.loose.keys()) {
      try {
        this.answer(about);
      } catch {
        // Who needs the answer meets the error where it is told.
        this.loose.delete(about);
        this.changed.push(this.partOf(about));
      }
    }
    const { changed } = this;
    this.changed = [];
    return changed;
  }

  private answer(about: K): Answered<T> {
    const before = this.loose.get(about);
    const { result, trace } = this.decisions().traceApart(() => this.work(about));
    const part = this.partOf(about);
    const stays = before !== undefined && this.isSame(before, result, trace);
    const answered: Answered<T> = {
      from: trace,
      told: { result: stays ? before.told.result : result, trace: { ...trace, reads: Reads.at(part) } },
    };
    this.loose.delete(about);
    this.kept.set(about, answered);
    if (before !== undefined && !stays) this.changed.push(part);
    return answered;
  }

  private isSame({ from, told }: Answered<T>, result: T, trace: Trace): boolean {
    return (
      sameAnswer(from.answers, trace.answers) &&
      sameAnswer(from.conditions, trace.conditions) &&
      this.same(told.result, result)
    );
  }
}

interface Answered<T> {
  /** What the answer was worked out from. */
  readonly from: Trace;
  /** What is handed out. */
  readonly told: Recollection<T>;
}
