import type { Tree, TreeBuffer } from '@lezer/common';

type Branch = Tree | TreeBuffer;

/** Offsets of error nodes by the part of the tree that they are in, counted from its start. */
export type ErrorMemo = WeakMap<Branch, readonly number[]>;

/**
 * Offsets of all error nodes of a tree, in order. Parts of the tree that an incremental parse took over are not
 * looked through again.
 */
export function errorOffsets(tree: Branch, memo: ErrorMemo): readonly number[] {
  const known = memo.get(tree);
  if (known) return known;
  const found = isBuffer(tree) ? inBuffer(tree) : inTree(tree, memo);
  memo.set(tree, found);
  return found;
}

/** True when one of the ordered offsets lies in the stretch, its ends included. */
export function touches(offsets: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const next = offsets[low];
  return next !== undefined && next <= to;
}

const none: readonly number[] = [];

function inTree(tree: Tree, memo: ErrorMemo): readonly number[] {
  if (tree.type.isError) return [0];
  let found: number[] | undefined;
  tree.children.forEach((child, index) => {
    const position = tree.positions[index] ?? 0;
    for (const offset of errorOffsets(child, memo)) {
      found ??= [];
      found.push(position + offset);
    }
  });
  return found ?? none;
}

function inBuffer({ buffer, set }: TreeBuffer): readonly number[] {
  let found: number[] | undefined;
  // Four numbers per node: type, start, end, index after its children.
  for (let i = 0; i < buffer.length; i += 4) {
    if (!set.types[buffer[i] ?? 0]?.isError) continue;
    found ??= [];
    found.push(buffer[i + 1] ?? 0);
  }
  return found ?? none;
}

function isBuffer(branch: Branch): branch is TreeBuffer {
  return 'buffer' in branch;
}
