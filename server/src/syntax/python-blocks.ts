import { type Tree, TreeFragment } from '@lezer/common';
import { parser } from '@lezer/python';
import type { Range } from '../base/range';
import { copied } from '../base/remember';
import { errorsIn } from './python-errors';
import { buildBody } from './python-statements';
import type { Body } from './python-tree';
import type { StatementCache } from './statement-cache';

/**
 * Some statements of the top level that are parsed apart. What the parser makes of a block depends on its text alone, so that
 * a block whose text is the same is taken over as it is, and what is broken in one does not reach the next.
 */
export interface Block {
  readonly text: string;
  /** Undefined when the text is too deeply nested to be read. */
  readonly tree: Tree | undefined;
  /** The error nodes, in order, counted from the start of the block. */
  readonly errors: readonly Range[];
  /** Placed by their offsets in the block; built when first read. */
  readonly body: Body;
}

/** The blocks of a source, which begin where it is said. Those of the source's previous version are taken over. */
export function blocksOf(
  source: string,
  starts: readonly number[],
  previous: readonly Block[],
  cache: StatementCache,
): readonly Block[] {
  const begins = starts[0] === 0 ? starts : [0, ...starts];
  const endOf = (index: number): number => begins[index + 1] ?? source.length;
  const isSame = (index: number, block: Block | undefined): boolean => {
    const begin = begins[index] ?? 0;
    return block?.text.length === endOf(index) - begin && source.startsWith(block.text, begin);
  };
  const shorter = Math.min(begins.length, previous.length);
  let first = 0;
  while (first < shorter && isSame(first, previous[first])) first++;
  let last = 0;
  while (last < shorter - first && isSame(begins.length - 1 - last, previous[previous.length - 1 - last]))
    last++;
  const between = previous.slice(first, previous.length - last);
  const fresh = begins.slice(first, begins.length - last).map((begin, index) => {
    const known = between.find((block) => isSame(first + index, block));
    return known ?? parseBlock(copied(source.slice(begin, endOf(first + index))), between[index], cache);
  });
  return [...previous.slice(0, first), ...fresh, ...previous.slice(previous.length - last)];
}

/** Longer ones are parsed incrementally, in UTF-16 code units. */
const long = 16_000;

function parseBlock(text: string, previous: Block | undefined, cache: StatementCache): Block {
  const tree = (text.length > long ? followed(text, previous, cache) : undefined) ?? parsed(text);
  const errors = (tree && errorsIn(tree, cache.errors)) ?? [];
  let body: Body | undefined;
  return {
    text,
    tree,
    errors,
    get body() {
      body ??= tree === undefined ? [] : bodyOf(text, tree, errors, cache);
      return body;
    },
  };
}

/** The tree of a text that differs a little from the last one, unless it has errors: how the parser recovers depends on the past. */
function followed(text: string, previous: Block | undefined, { errors }: StatementCache): Tree | undefined {
  if (previous?.tree === undefined || previous.errors.length > 0) return undefined;
  const tree = parsed(text, fragmentsOf(previous.text, previous.tree, text));
  return tree !== undefined && errorsIn(tree, errors)?.length === 0 ? tree : undefined;
}

function parsed(text: string, fragments?: readonly TreeFragment[]): Tree | undefined {
  try {
    return parser.parse(text, fragments);
  } catch (error) {
    // Building the tree of thousands of nested brackets overflows the stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function bodyOf(source: string, tree: Tree, errors: readonly Range[], cache: StatementCache): Body {
  try {
    return buildBody({ source, cache, errors }, tree.topNode, 0);
  } catch (error) {
    // The nesting is bounded; what remains is a stack that was nearly full when the parser was called.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function fragmentsOf(before: string, tree: Tree, source: string): readonly TreeFragment[] {
  const shorter = Math.min(before.length, source.length);
  let prefix = 0;
  while (prefix < shorter && before.charCodeAt(prefix) === source.charCodeAt(prefix)) prefix++;
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    before.charCodeAt(before.length - 1 - suffix) === source.charCodeAt(source.length - 1 - suffix)
  ) {
    suffix++;
  }
  const change = { fromA: prefix, toA: before.length - suffix, fromB: prefix, toB: source.length - suffix };
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [change]);
}
