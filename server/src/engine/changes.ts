import { importsOf } from '../cloudformation/imports';
import { anyTemplate, headPart, looksAt, partOf, propertyPart, type Reads } from '../cloudformation/reads';
import { type Declaration, hasOwnProperties, type Template } from '../cloudformation/template';
import type { Node, Pair } from '../syntax/tree';
import { changedProperties } from './changed-properties';
import { otherResources } from './other-resources';
import type { SourceFile } from './source-file';

/** The parts of the workspace that a new text has changed; `all` when more than some resources has. */
export type ChangedParts = ReadonlySet<string> | 'all';

/**
 * What differs between two versions of a file. A template that keeps everything beside its resources changes only in the
 * properties whose nodes are new: the parser keeps the nodes of what is written as before.
 */
export function changedParts(before: SourceFile | undefined, after: SourceFile | undefined): ChangedParts {
  if (before === undefined || after === undefined || before.kind !== after.kind) return 'all';
  if (before.kind === 'other') return new Set();
  // A template may be too damaged to be read for a moment, and every other file may have looked into it.
  if ((before.template === undefined) !== (after.template === undefined)) return 'all';
  if (before.template === undefined || after.template === undefined)
    return new Set([partOf(after.file, '*')]);
  return inResources(before.template, after.template);
}

function inResources(before: Template, after: Template): ChangedParts {
  const others = sameFrame(before, after) ? otherResources(before, after) : 'all';
  if (others === 'all') return 'all';
  const changed = new Set(others);
  for (const [id, declaration] of after.resources) {
    const older = before.resources.get(id);
    if (older === undefined) continue;
    if (older.idNode !== declaration.idNode) changed.add(headPart(after.file, id));
    else if (older.node === declaration.node) continue;
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
  if (changed.size > 0 || written(before) !== written(after))
    changed.add(partOf(after.file, '*')).add(anyTemplate);
  return changed;
}

/** True when everything outside of the resources is untouched, and what SAM makes and the conditions of the resources are the same. */
function sameFrame(before: Template, after: Template): boolean {
  const outside = (template: Template) => template.root.pairs.filter(({ key }) => key.text !== 'Resources');
  const [old, fresh] = [outside(before), outside(after)];
  if (old.length !== fresh.length || !old.every((pair, index) => samePair(pair, fresh[index]))) return false;
  if (before.open !== after.open || before.derived.size !== after.derived.size) return false;
  // Who looks for what uses a stack looks into the templates that import from it.
  if (JSON.stringify(importsOf(before)) !== JSON.stringify(importsOf(after))) return false;
  for (const [id, { condition }] of after.resources) {
    const older = before.resources.get(id);
    if (older !== undefined && older.condition !== condition) return false;
  }
  const made = [...after.derived.values()];
  return [...before.derived.values()].every((declaration, index) => sameHead(declaration, made[index]));
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
