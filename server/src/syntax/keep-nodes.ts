import { AliasOrigin } from './origin';
import type { MapNode, Node, Pair, ScalarNode, SequenceNode } from './tree';

/** A tree and the text that it was read in, from whose start its nodes count. */
export interface Written {
  readonly root: Node;
  readonly text: string;
}

/**
 * The newer tree, with the older one's nodes wherever both are written alike: what was found out about these holds on, and they
 * move to where the newer text has them. Both trees have to count from the same origin; the older one is used up.
 */
export function keepNodes(older: Written, newer: Written): Node {
  return new Keeper(older.text, newer.text).kept(older.root, newer.root);
}

/** The same for the pairs of a map. */
export function keepPairs(
  older: { readonly pairs: readonly Pair[]; readonly text: string },
  newer: { readonly pairs: readonly Pair[]; readonly text: string },
): readonly Pair[] {
  return new Keeper(older.text, newer.text).pairs(older.pairs, newer.pairs);
}

class Keeper {
  constructor(
    private readonly olderText: string,
    private readonly newerText: string,
  ) {}

  kept(older: Node | undefined, newer: Node): Node {
    if (older === undefined) return newer;
    if (this.isAlike(older, newer)) return moved(older, newer);
    if (older.kind === 'map' && newer.kind === 'map')
      return newer.withPairs(this.pairs(older.pairs, newer.pairs));
    return older.kind === 'sequence' && newer.kind === 'sequence' ? this.sequence(older, newer) : newer;
  }

  pairs(older: readonly Pair[], newer: readonly Pair[]): readonly Pair[] {
    const known = new Map(older.map((pair) => [pair.key.text, pair]));
    return newer.map((pair) => {
      const before = known.get(pair.key.text);
      if (before === undefined) return pair;
      known.delete(pair.key.text);
      const key = this.isAlike(before.key, pair.key) ? moved(before.key, pair.key) : pair.key;
      return { key, value: this.kept(before.value, pair.value) };
    });
  }

  /** Items have no names: those before and behind the changed ones are recognised by standing there in the same order. */
  private sequence(older: SequenceNode, newer: SequenceNode): SequenceNode {
    const [old, fresh] = [older.items, newer.items];
    const shorter = Math.min(old.length, fresh.length);
    let head = 0;
    while (head < shorter && this.areAlike(old[head], fresh[head])) head++;
    let tail = 0;
    while (tail < shorter - head && this.areAlike(old.at(-1 - tail), fresh.at(-1 - tail))) tail++;
    const sameCount = old.length === fresh.length;
    return newer.withItems(
      fresh.map((item, index) => {
        if (index < head || sameCount) return this.kept(old[index], item);
        const fromEnd = fresh.length - index;
        return fromEnd <= tail ? this.kept(old.at(-fromEnd), item) : item;
      }),
    );
  }

  private areAlike(older: Node | undefined, newer: Node | undefined): boolean {
    return older !== undefined && newer !== undefined && this.isAlike(older, newer);
  }

  private isAlike(older: Node, newer: Node): boolean {
    if (older.tag !== newer.tag || !countAlike(older, newer)) return false;
    if (older.kind === 'scalar') return newer.kind === 'scalar' && this.sayTheSame(older, newer);
    if (older.kind === 'map') return newer.kind === 'map' && this.holdTheSame(older, newer);
    return (
      newer.kind === 'sequence' &&
      older.flow === newer.flow &&
      older.items.length === newer.items.length &&
      older.items.every((item, index) => this.areAlike(item, newer.items[index]))
    );
  }

  private holdTheSame(older: MapNode, newer: MapNode): boolean {
    if (older.flow !== newer.flow || older.pairs.length !== newer.pairs.length) return false;
    return older.pairs.every(
      ({ key, value }, index) =>
        this.areAlike(key, newer.pairs[index]?.key) && this.areAlike(value, newer.pairs[index]?.value),
    );
  }

  /** The letters count as well as what is read in them: places inside of a text are found by counting letters. */
  private sayTheSame(older: ScalarNode, newer: ScalarNode): boolean {
    return (
      older.text === newer.text &&
      older.value === newer.value &&
      older.style === newer.style &&
      older.sourceIn(this.olderText) === newer.sourceIn(this.newerText)
    );
  }
}

/** Both are written where they are read, or both stand behind an alias. */
function countAlike({ origin: older }: Node, { origin: newer }: Node): boolean {
  if (older === newer) return true;
  return older instanceof AliasOrigin && newer instanceof AliasOrigin && older.at === newer.at;
}

/** The older of two nodes that are alike, with all that it holds, in the place of the newer one. */
function moved(older: ScalarNode, newer: ScalarNode): ScalarNode;
function moved(older: Node, newer: Node): Node;
function moved(older: Node, newer: Node): Node {
  older.moveTo(newer);
  if (older.kind === 'map' && newer.kind === 'map') {
    for (const [index, { key, value }] of older.pairs.entries()) {
      const pair = newer.pairs[index];
      if (pair === undefined) continue;
      moved(key, pair.key);
      moved(value, pair.value);
    }
  }
  if (older.kind === 'sequence' && newer.kind === 'sequence') {
    for (const [index, item] of older.items.entries()) {
      const other = newer.items[index];
      if (other !== undefined) moved(item, other);
    }
  }
  return older;
}
