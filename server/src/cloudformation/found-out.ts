import { type Decisions, forgetTouched, type Recalled } from './decisions';
import { answerPart, looksAt, type Reads } from './reads';
import { Resource } from './resource';
import { Settled } from './settled';
import type { Stack } from './stack';

/** All that was found out about a workspace, kept for as long as nothing that it was read from changes. */
export class FoundOut {
  private readonly caches: Recalled<unknown, unknown>[] = [];
  private readonly answers: Settled<never, unknown>[] = [];

  /** A place for results that are forgotten with what they were read from. */
  cache<K, T>(): Recalled<K, T> {
    const cache: Recalled<K, T> = new Map();
    this.caches.push(cache as Recalled<unknown, unknown>);
    return cache;
  }

  /** Answers about stacks, resources or files that are worked out again with what they were read from. */
  settled<K extends Stack | Resource | string, T>(
    name: string,
    decisions: () => Decisions,
    work: (about: K) => T,
  ): Settled<K, T> {
    const answers = new Settled(decisions, work, (about: K) => partAbout(about, name));
    this.answers.push(answers as unknown as Settled<never, unknown>);
    return answers;
  }

  /** Forgets what looked at changed parts. */
  loosen(changed: ReadonlySet<string>): void {
    const touched = (reads: Reads): boolean => looksAt(reads, changed);
    for (const cache of this.caches) forgetTouched(cache, touched);
    for (const answers of this.answers) answers.loosen(touched);
  }

  /**
   * Works out again what may have become another answer; what was found out by using that is forgotten in turn. Gives the changed
   * parts and the names of the answers that are others now.
   */
  settle(changed: ReadonlySet<string>): ReadonlySet<string> {
    const all = new Set(changed);
    for (;;) {
      const others = this.answers.flatMap((answers) => answers.settle());
      if (others.length === 0) return all;
      for (const part of others) all.add(part);
      this.loosen(new Set(others));
    }
  }
}

function partAbout(about: Stack | Resource | string, answer: string): string {
  if (typeof about === 'string') return answerPart(about, answer);
  return about instanceof Resource
    ? answerPart(about.stack.id, answer, about.id)
    : answerPart(about.id, answer);
}
