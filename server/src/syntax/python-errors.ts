import type { Tree, TreeBuffer } from '@lezer/common';
import type { Range } from '../base/range';

type Branch = Tree | TreeBuffer;

/** The error nodes of a part of a tree, counted from its start. Kept as a tree, because errors nest as deep as the nodes. */
interface Errors {
  readonly own: readonly Range[];
  readonly inside: readonly { readonly position: number; readonly errors: Errors }[];
}

/** By the part of the tree; `broken` for what is no tree. */
export type ErrorMemo = WeakMap<Branch, Errors | 'broken'>;

/**
 * All error nodes of a tree, in order. Parts of the tree that an incremental parse took over are not looked through again.
 * Undefined when the tree is broken: where nodes nest thousands deep, the parser takes the ones that it takes over for
 * nodes of another kind.
 */
export function errorsIn(tree: Tree, memo: ErrorMemo): readonly Range[] | undefined {
  const errors = errorsOf(tree, memo);
  if (errors === 'broken') return undefined;
  const found: Range[] = [];
  collect(errors, 0, found);
  return found;
}

function collect({ own, inside }: Errors, base: number, found: Range[]): void {
  for (const { start, end } of own) found.push({ start: base + start, end: base + end });
  for (const { position, errors } of inside) collect(errors, base + position, found);
}

/** True when one of the ordered errors begins in the stretch, its ends included. */
export function touches(errors: readonly Range[], from: number, to: number): boolean {
  let low = 0;
  let high = errors.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((errors[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const next = errors[low];
  return next !== undefined && next.start <= to;
}

function errorsOf(tree: Branch, memo: ErrorMemo): Errors | 'broken' {
  const known = memo.get(tree);
  if (known !== undefined) return known;
  const found = isBuffer(tree) ? inBuffer(tree) : inTree(tree, memo);
  memo.set(tree, found);
  return found;
}

const none: Errors = { own: [], inside: [] };

function inTree(tree: Tree, memo: ErrorMemo): Errors | 'broken' {
  const inside: { position: number; errors: Errors }[] = [];
  for (let index = 0; index < tree.children.length; index++) {
    const child = tree.children[index];
    if (child === undefined) continue;
    const errors = errorsOf(child, memo);
    if (errors === 'broken') return errors;
    if (errors !== none) inside.push({ position: tree.positions[index] ?? 0, errors });
  }
  if (tree.type.isError) return { own: [{ start: 0, end: tree.length }], inside };
  return inside.length === 0 ? none : { own: [], inside };
}

function inBuffer({ buffer, set }: TreeBuffer): Errors | 'broken' {
  const own: Range[] = [];
  // Four numbers per node: type, start, end, index after its children.
  for (let i = 0; i < buffer.length; i += 4) {
    const type = set.types[buffer[i] ?? 0];
    if (type === undefined) return 'broken';
    if (type.isError) own.push({ start: buffer[i + 1] ?? 0, end: buffer[i + 2] ?? 0 });
  }
  return own.length === 0 ? none : { own, inside: [] };
}

function isBuffer(branch: Branch): branch is TreeBuffer {
  return 'buffer' in branch;
}
