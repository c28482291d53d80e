/**
 * The parts of files that some work looked at: by itself, and through other work whose result it used. What was used is
 * kept as it is and not copied, because many pieces of work use the same large ones.
 */
export class Reads {
  private readonly parts = new Set<string>();
  private readonly used = new Set<Reads>();

  /** What several pieces of work looked at together. */
  static of(all: readonly Reads[]): Reads {
    const together = new Reads();
    for (const one of all) together.use(one);
    return together;
  }

  get isEmpty(): boolean {
    return this.parts.size === 0 && this.used.size === 0;
  }

  add(part: string): void {
    this.parts.add(part);
  }

  /** Takes over what another piece of work, which has come to its end, looked at. */
  use(other: Reads): void {
    if (other.used.size > 0 || other.parts.size > few) this.used.add(other);
    else for (const part of other.parts) this.parts.add(part);
  }

  /** True when one of the parts was looked at. `known` keeps the answers for these parts. */
  hasAny(parts: ReadonlySet<string>, known: Map<Reads, boolean>): boolean {
    const before = known.get(this);
    if (before !== undefined) return before;
    const answer = this.hasAnyAfresh(parts, known);
    known.set(this, answer);
    return answer;
  }

  private hasAnyAfresh(parts: ReadonlySet<string>, known: Map<Reads, boolean>): boolean {
    for (const part of parts) if (this.parts.has(part)) return true;
    for (const other of this.used) if (other.hasAny(parts, known)) return true;
    return false;
  }
}

/** So many parts are sooner copied than kept in common. */
const few = 4;
