import type { Change } from '../base/edit';
import type { Place } from '../base/range';
import { intrinsicOf } from '../cloudformation/intrinsic';
import type { Stack } from '../cloudformation/stack';
import type { Node } from '../syntax/tree';
import { secretFlows } from './secret-flows';
import { secretIn } from './secret-passing';
import { removing } from './secret-repair';
import { type WrittenText, writtenTexts } from './written-text';

/** A secret that is put where it is shown. */
export interface ExposedSecret {
  readonly at: Place;
  /** "output DbUrl", "metadata of Web", "tag of Bucket". */
  readonly where: string;
  /** "the value of DbPassword". */
  readonly what: string;
  /** The resource, or undefined for an output. */
  readonly owner: string | undefined;
  readonly removal: { readonly title: string; readonly change: Change } | undefined;
}

/** The secrets in a stack's outputs, and in the metadata and tags of its resources. */
export function* exposedSecrets(stack: Stack): Generator<ExposedSecret> {
  const flows = new Set(secretFlows(stack).keys());
  for (const { name, node, value } of stack.template.outputs.values()) {
    const holder = node.parent;
    for (const { at, what } of shownBy(value, stack, flows)) {
      const removal =
        holder?.kind === 'map'
          ? { title: `Remove output ${name}`, change: removing(holder, name) }
          : undefined;
      yield { at, where: `output ${name}`, what, owner: undefined, removal };
    }
  }
  for (const { id, node, properties } of stack.template.resources.values()) {
    for (const { at, what } of shownBy(node.get('Metadata'), stack, flows)) {
      yield { at, where: `metadata of ${id}`, what, owner: id, removal: undefined };
    }
    const tags = properties?.kind === 'map' ? properties.get('Tags') : undefined;
    for (const { at, what } of shownBy(tags, stack, flows))
      yield { at, where: `a tag of ${id}`, what, owner: id, removal: undefined };
  }
}

interface Shown {
  readonly at: Place;
  readonly what: string;
}

/** The secrets below a node; each one once. */
function* shownBy(node: Node | undefined, stack: Stack, flows: ReadonlySet<string>): Generator<Shown> {
  const seen = new Set<string>();
  for (const written of textsBelow(node, stack)) {
    const what = secretIn(written.text, stack) ?? usedAsSecret(written, flows);
    if (what === undefined || seen.has(what)) continue;
    seen.add(what);
    yield { at: placeIn(written), what };
  }
}

function usedAsSecret({ names }: WrittenText, flows: ReadonlySet<string>): string | undefined {
  const name = names.find((one) => flows.has(one));
  return name === undefined ? undefined : `the value of ${name}`;
}

/** The placeholder within a longer text. */
function placeIn(written: WrittenText): Place {
  const found = /\$\{[A-Za-z0-9.]+\}|\{\{\s*resolve:(?:[^{}]|\$\{[^}]*\})*\}\}/.exec(written.text);
  return written.node === undefined || found === null
    ? written.placeOf(0, written.text.length)
    : written.placeOf(found.index, found.index + found[0].length);
}

function* textsBelow(node: Node | undefined, stack: Stack): Generator<WrittenText> {
  if (node === undefined) return;
  if (intrinsicOf(node) !== undefined || node.kind === 'scalar') yield* writtenTexts(node, stack.template);
  else if (node.kind === 'sequence') for (const item of node.items) yield* textsBelow(item, stack);
  else for (const { value } of node.pairs) yield* textsBelow(value, stack);
}
