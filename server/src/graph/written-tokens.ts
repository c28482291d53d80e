import type { Place } from '../base/range';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Template } from '../cloudformation/template';
import type { Node } from '../syntax/tree';
import { covers, type LiteralSecret, literalSecrets } from './secret-literals';
import { findTokens } from './secret-tokens';
import type { SecretPart } from './secret-values';
import { type WrittenText, wholeText, writtenTexts } from './written-text';

/** A text of a template that is a secret by its form alone. */
export interface WrittenToken {
  readonly at: Place;
  /** With its article: "a GitHub token". */
  readonly what: string;
  /** Logical id of the resource that it stands in. */
  readonly owner: string | undefined;
  readonly written: WrittenText;
  /** Offsets in `written.text`. */
  readonly start: number;
  readonly end: number;
}

/** The tokens anywhere in a template's texts, keys included; without those that stand where a secret belongs. */
export function* writtenTokens(template: Template): Generator<WrittenToken> {
  const told = literalSecrets(template);
  const seen = new Set<string>();
  for (const part of partsOf(template)) {
    if (free.has(part.node)) continue;
    let isFree = true;
    for (const { written, owner } of below(part.node, part.owner, template)) {
      const { node } = written;
      const tokens = tokensIn(written);
      // What a mapping puts into a text may change while the text's own part stays.
      if (tokens.length > 0 || (node === undefined && template.mappings !== undefined)) isFree = false;
      for (const { start, end, what } of tokens) {
        const at = written.placeOf(start, end);
        const isTold = (literal: LiteralSecret): boolean =>
          node === undefined ? meets(literal.at, at) : covers(literal, node, start, end);
        if (told.some(isTold)) continue;
        const key = `${at.range.start} ${what}`;
        if (!seen.has(key)) yield { at, what, owner, written, start, end };
        seen.add(key);
      }
    }
    if (isFree) free.add(part.node);
  }
}

function meets(a: Place, b: Place): boolean {
  return a.file === b.file && a.range.start < b.range.end && b.range.start < a.range.end;
}

/** The parts in which there is no token, as long as the parser keeps their nodes. */
const free = new WeakSet<Node>();

/** The tokens in a text; those of a scalar are found once, for as long as the parser keeps its node. */
function tokensIn({ node, text }: WrittenText): readonly SecretPart[] {
  if (node?.kind !== 'scalar' || node.text !== text) return findTokens(text);
  const known = tokensOf.get(node) ?? findTokens(text);
  tokensOf.set(node, known);
  return known;
}

/** Holds derived data only: what it gives is the same whether it is filled or empty. */
const tokensOf = new WeakMap<Node, readonly SecretPart[]>();

interface Part {
  readonly node: Node;
  readonly owner: string | undefined;
}

interface Owned {
  readonly written: WrittenText;
  readonly owner: string | undefined;
}

/** The sections of a template, and of the resources each by itself. */
function* partsOf({ root, resourcesNode }: Template): Generator<Part> {
  for (const { value } of root.pairs) {
    if (value !== resourcesNode) yield { node: value, owner: undefined };
    else for (const pair of resourcesNode.pairs) yield { node: pair.value, owner: pair.key.text };
  }
}

function* below(node: Node, owner: string | undefined, template: Template): Generator<Owned> {
  if (node.kind === 'scalar') {
    yield { written: wholeText(node, template), owner };
    return;
  }
  const intrinsic = intrinsicOf(node);
  const isCombined =
    intrinsic?.name === 'Fn::Join' ||
    (intrinsic?.name === 'Fn::Sub' && intrinsic.argument.kind === 'sequence');
  if (isCombined) {
    for (const written of writtenTexts(node, template)) yield { written, owner };
  }
  if (node.kind === 'sequence') for (const item of node.items) yield* below(item, owner, template);
  else {
    for (const { key, value } of node.pairs) {
      yield { written: wholeText(key, template), owner };
      yield* below(value, owner, template);
    }
  }
}
