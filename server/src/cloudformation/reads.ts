/**
 * The parts of files that some work looked at: by itself, and through other work whose result it used. What was used is
 * kept as it is and not copied, because many pieces of work use the same large ones.
 */
export class Reads {
  // Most work looks at little, so that there are sets only where there is something to put into them.
  private parts: Set<string> | undefined = undefined;
  private used: Set<Reads> | undefined = undefined;

  /** A look at one part. */
  static at(part: string): Reads {
    const reads = new Reads();
    reads.add(part);
    return reads;
  }

  /** What several pieces of work looked at together. */
  static of(all: readonly Reads[]): Reads {
    const together = new Reads();
    for (const one of all) together.use(one);
    return together;
  }

  get isEmpty(): boolean {
    return this.parts === undefined && this.used === undefined;
  }

  add(part: string): void {
    this.parts ??= new Set();
    this.parts.add(part);
  }

  /** Takes over what another piece of work, which has come to its end, looked at. */
  use(other: Reads): void {
    if (other.isEmpty) return;
    if (other.used === undefined && other.parts !== undefined && other.parts.size <= few) {
      for (const part of other.parts) this.add(part);
      return;
    }
    this.used ??= new Set();
    this.used.add(other);
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
    if (this.parts !== undefined) for (const part of parts) if (this.parts.has(part)) return true;
    if (this.used !== undefined) for (const other of this.used) if (other.hasAny(parts, known)) return true;
    return false;
  }
}

/** So many parts are sooner copied than kept in common. */
const few = 4;

/** True when some work looked at one of the changed parts. */
export function looksAt(reads: Reads, changed: ReadonlySet<string>): boolean {
  if (changed.size === 0) return false;
  const known = answers.get(changed) ?? new Map<Reads, boolean>();
  answers.set(changed, known);
  return reads.hasAny(changed, known);
}

/** Holds derived data only: what was looked at is asked about once per change. */
const answers = new WeakMap<ReadonlySet<string>, Map<Reads, boolean>>();

/**
 * Names a part of a file: a resource of a template with all that it holds by its id, all of a type by `:type`, the file by `*`.
 */
export function partOf(file: string, part: string): string {
  return `${file}\n${part}`;
}

/** A property of a resource, or what stands beside its properties: `.DeletionPolicy`. */
export function propertyPart(file: string, id: string, property: string): string {
  return `${file}\n${id}\n${property}`;
}

/** Names what a resource is, without what it holds: whether it is declared, and its type. */
export function headPart(file: string, id: string): string {
  return `${file}\n${id}\n!`;
}

/** Names which resources of a type a file declares; without a type, which resources. */
export function listPart(file: string, type = '*'): string {
  return `${file}\n+${type}`;
}

/** Names the texts of all templates together, for who looks for something in each of them. */
export const anyTemplate = partOf('', '*');

/** Names an answer about a stack or one of its resources; no part of a file has such a name. */
export function answerPart(stack: string, answer: string, id = ''): string {
  return `${stack}\n=${answer}\n${id}`;
}
