import { looksAt, partOf, propertyPart, type Reads } from '../cloudformation/reads';
import { type Declaration, hasOwnProperties, type Template } from '../cloudformation/template';
import type { MapNode, Node, Pair } from '../syntax/tree';
import type { SourceFile } from './source-file';

/** The parts of the workspace that a new text has changed; `all` when more than the inside of some resources has. */
export type ChangedParts = ReadonlySet<string> | 'all';

/**
 * What differs between two versions of a file. A template that keeps its resources, their types, and everything beside
 * them changes only in the resources whose nodes are new: the parser keeps the nodes of unchanged blocks.
 */
export function changedParts(before: SourceFile | undefined, after: SourceFile | undefined): ChangedParts {
  if (before === undefined || after === undefined || before.kind !== after.kind) return 'all';
  if (before.kind === 'other') return new Set();
  // A template may be too damaged to be read for a moment, and every other file may have looked into it.
  if ((before.template === undefined) !== (after.template === undefined)) return 'all';
  if (before.template === undefined || after.template === undefined)
    return new Set([partOf(after.file, '*')]);
  return insideResources(before.template, after.template);
}

function insideResources(before: Template, after: Template): ChangedParts {
  if (!sameFrame(before, after)) return 'all';
  const changed = new Set<string>();
  for (const [id, declaration] of after.resources) {
    const older = before.resources.get(id);
    if (older === undefined || older.node === declaration.node) continue;
    if (hasOwnProperties(older) !== hasOwnProperties(declaration)) return 'all';
    changed.add(partOf(after.file, id)).add(partOf(after.file, `:${declaration.type}`));
    for (const property of changedProperties(older, declaration))
      changed.add(propertyPart(after.file, id, property));
  }
  for (const { id, type, derivation } of after.derived.values()) {
    if (derivation === undefined || !changed.has(partOf(after.file, derivation.from.id))) continue;
    changed.add(partOf(after.file, id)).add(partOf(after.file, `:${type}`));
  }
  // A key without a type is not a resource yet: only who looks at the whole file sees it.
  const written = ({ resourcesNode }: Template): number => resourcesNode?.pairs.length ?? 0;
  if (changed.size > 0 || written(before) !== written(after)) changed.add(partOf(after.file, '*'));
  return changed;
}

/** The properties whose values are others, and what stands beside the properties with a dot in front. */
function changedProperties(before: Declaration, after: Declaration): readonly string[] {
  return [
    ...changedKeys(mapOf(before.properties), mapOf(after.properties)),
    ...changedKeys(before.node, after.node).map((name) => `.${name}`),
  ];
}

function changedKeys(before: MapNode | undefined, after: MapNode | undefined): readonly string[] {
  const names = new Set([before, after].flatMap((map) => map?.pairs.map(({ key }) => key.text) ?? []));
  return [...names].filter((name) => before?.get(name) !== after?.get(name));
}

function mapOf(node: Node | undefined): MapNode | undefined {
  return node?.kind === 'map' ? node : undefined;
}

/** True when both templates have the same resources in the same order and everything outside of them is untouched. */
function sameFrame(before: Template, after: Template): boolean {
  const outside = (template: Template) => template.root.pairs.filter(({ key }) => key.text !== 'Resources');
  const [old, fresh] = [outside(before), outside(after)];
  if (old.length !== fresh.length || !old.every((pair, index) => samePair(pair, fresh[index]))) return false;
  const all = ({ resources, derived }: Template) => [...resources.values(), ...derived.values()];
  const [declared, now] = [all(before), all(after)];
  if (declared.length !== now.length || before.open !== after.open) return false;
  return declared.every((declaration, index) => sameHead(declaration, now[index]));
}

function samePair({ key, value }: Pair, other: Pair | undefined): boolean {
  return key.text === other?.key.text && sameNode(value, other.value);
}

/** The parser makes a section's own map anew, and keeps what stands in it. */
function sameNode(a: Node, b: Node | undefined): boolean {
  if (a === b) return true;
  if (a.kind !== 'map' || b?.kind !== 'map' || a.pairs.length !== b.pairs.length) return false;
  return a.pairs.every(
    ({ key, value }, index) => key === b.pairs[index]?.key && value === b.pairs[index]?.value,
  );
}

function sameHead(a: Declaration, b: Declaration | undefined): boolean {
  return a.id === b?.id && a.type === b.type && a.condition === b.condition;
}

/** True when something that was looked at has changed. */
export function touches(changed: ChangedParts, reads: Reads): boolean {
  return changed === 'all' || looksAt(reads, changed);
}

/** Both changes together. */
export function join(a: ChangedParts, b: ChangedParts): ChangedParts {
  return a === 'all' || b === 'all' ? 'all' : new Set([...a, ...b]);
}
