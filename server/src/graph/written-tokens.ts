import type { Place } from '../base/range';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Template } from '../cloudformation/template';
import type { Node } from '../syntax/tree';
import { covers, literalSecrets } from './secret-literals';
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
}

/** The tokens anywhere in a template's texts, keys included; without those that stand where a secret belongs. */
export function* writtenTokens(template: Template): Generator<WrittenToken> {
  const told = literalSecrets(template);
  const seen = new Set<string>();
  for (const { written, owner } of allTexts(template)) {
    for (const { start, end, what } of tokensIn(written)) {
      const { node } = written;
      if (node !== undefined && told.some((literal) => covers(literal, node, start, end))) continue;
      const at = written.placeOf(start, end);
      const key = `${at.range.start} ${what}`;
      if (!seen.has(key)) yield { at, what, owner };
      seen.add(key);
    }
  }
}

/** The tokens in a text; those of a scalar are found once, for as long as the parser keeps its node. */
function tokensIn({ node, text }: WrittenText): readonly SecretPart[] {
  if (node?.kind !== 'scalar' || node.text !== text) return findTokens(text);
  const known = tokensOf.get(node) ?? findTokens(text);
  tokensOf.set(node, known);
  return known;
}

/** Holds derived data only: what it gives is the same whether it is filled or empty. */
const tokensOf = new WeakMap<Node, readonly SecretPart[]>();

interface Owned {
  readonly written: WrittenText;
  readonly owner: string | undefined;
}

function* allTexts(template: Template): Generator<Owned> {
  const { root, resourcesNode } = template;
  for (const { value } of root.pairs) {
    if (value !== resourcesNode) yield* below(value, undefined, template);
    else for (const pair of resourcesNode.pairs) yield* below(pair.value, pair.key.text, template);
  }
}

function* below(node: Node, owner: string | undefined, template: Template): Generator<Owned> {
  if (node.kind === 'scalar') {
    yield { written: wholeText(node, template), owner };
    return;
  }
  if (intrinsicOf(node)?.name === 'Fn::Join') {
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
