import type { Change } from '../base/edit';
import type { Place } from '../base/range';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Stack } from '../cloudformation/stack';
import { secretName } from '../data/secret-names';
import type { Node } from '../syntax/tree';
import { secretFlows } from './secret-flows';
import { type GivenAway, secretsIn } from './secret-passing';
import { removing } from './secret-repair';
import { type WrittenText, writtenTexts } from './written-text';

/** A secret that is put where it is shown. */
export interface ExposedSecret {
  readonly at: Place;
  /** "output DbUrl", "metadata of Web", "tag of Bucket". */
  readonly where: string;
  /** "the value of DbPassword". */
  readonly what: string;
  /** True for a user name, which alone opens nothing. */
  readonly isUser: boolean;
  /** The resource, or undefined for an output. */
  readonly owner: string | undefined;
  readonly removal: { readonly title: string; readonly change: Change } | undefined;
}

/** The secrets in a stack's outputs, and in the metadata and tags of its resources. */
export function* exposedSecrets(stack: Stack): Generator<ExposedSecret> {
  const flows = new Set(secretFlows(stack).keys());
  for (const { name, node, value } of stack.template.outputs.values()) {
    const holder = node.parent;
    for (const shown of shownBy(value, stack, flows)) {
      const removal =
        holder?.kind === 'map'
          ? { title: `Remove output ${name}`, change: removing(holder, name) }
          : undefined;
      yield { ...shown, where: `output ${name}`, owner: undefined, removal };
    }
  }
  for (const { id, node, properties } of stack.template.resources.values()) {
    for (const shown of shownBy(node.get('Metadata'), stack, flows)) {
      yield { ...shown, where: `metadata of ${id}`, owner: id, removal: undefined };
    }
    const tags = properties?.kind === 'map' ? properties.get('Tags') : undefined;
    for (const shown of shownBy(tags, stack, flows))
      yield { ...shown, where: `a tag of ${id}`, owner: id, removal: undefined };
  }
}

type Shown = Pick<ExposedSecret, 'at' | 'what' | 'isUser'>;

/** The secrets below a node; each one once. */
function* shownBy(node: Node | undefined, stack: Stack, flows: ReadonlySet<string>): Generator<Shown> {
  const seen = new Set<string>();
  for (const written of textsBelow(node, stack)) {
    for (const { what, start, end } of [
      ...secretsIn(written.text, stack),
      ...usedAsSecrets(written.text, flows),
    ]) {
      if (seen.has(what)) continue;
      seen.add(what);
      const name = /^the value of (\w+)$/.exec(what)?.[1];
      const isUser = name !== undefined && !flows.has(name) && secretName(name) === 'user';
      yield { at: written.placeOf(start, end), what, isUser };
    }
  }
}

/** Parameters that are used as secrets elsewhere, without `NoEcho`. */
function* usedAsSecrets(text: string, flows: ReadonlySet<string>): Generator<GivenAway> {
  for (const match of text.matchAll(/\$\{([A-Za-z0-9]+)\}/g)) {
    const [part, name = ''] = match;
    if (flows.has(name))
      yield { what: `the value of ${name}`, start: match.index, end: match.index + part.length };
  }
}

function* textsBelow(node: Node | undefined, stack: Stack): Generator<WrittenText> {
  if (node === undefined) return;
  if (intrinsicOf(node) !== undefined || node.kind === 'scalar') yield* writtenTexts(node, stack.template);
  else if (node.kind === 'sequence') for (const item of node.items) yield* textsBelow(item, stack);
  else for (const { value } of node.pairs) yield* textsBelow(value, stack);
}
