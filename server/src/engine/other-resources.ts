import { nestedStackTypes } from '../cloudformation/nested-stack-types';
import { headPart, listPart, partOf, propertyPart } from '../cloudformation/reads';
import type { Declaration, Template } from '../cloudformation/template';
import { propertyNames } from './changed-properties';

/**
 * The parts that change with the resources that were added, removed or given another type: these, the lists that they stand in,
 * and every resource that mentions one of them, because a name means something only when something has it. `all` where more may
 * depend on them, and nothing when there are none.
 */
export function otherResources(before: Template, after: Template): ReadonlySet<string> | 'all' {
  const changed = new Set<string>();
  const others = differing(before, after);
  if (others.length === 0) return changed;
  if (others.length > most || hasLoops(before) || hasLoops(after) || !sameOrder(before, after)) return 'all';
  for (const id of others) {
    const declarations = [before.resources.get(id), after.resources.get(id)];
    if (declarations.some((declaration) => declaration !== undefined && reachesFar(declaration)))
      return 'all';
    changed.add(headPart(after.file, id)).add(listPart(after.file));
    for (const declaration of declarations) {
      if (declaration === undefined) continue;
      changed.add(listPart(after.file, declaration.type));
      addWhole(changed, after.file, declaration);
    }
    const mentioning = resourcesMentioning(id, after);
    if (mentioning === undefined) return 'all';
    for (const declaration of mentioning) addWhole(changed, after.file, declaration);
  }
  return changed;
}

/** More than these at once were pasted or cut out. */
const most = 4;

function differing(before: Template, after: Template): readonly string[] {
  const ids = new Set([...before.resources.keys(), ...after.resources.keys()]);
  return [...ids].filter((id) => before.resources.get(id)?.type !== after.resources.get(id)?.type);
}

function hasLoops({ resources, open }: Template): boolean {
  if (open) return true;
  for (const { variables } of resources.values()) if (variables.size > 0) return true;
  return false;
}

function sameOrder(before: Template, after: Template): boolean {
  const kept = [...before.resources.keys()].filter((id) => after.resources.has(id));
  const now = [...after.resources.keys()].filter((id) => before.resources.has(id));
  return kept.every((id, index) => id === now[index]);
}

/** True for what makes other resources or stacks. */
function reachesFar({ type, node }: Declaration): boolean {
  return (
    /^AWS::(?:Serverless|CloudFormation)::/.test(type) ||
    nestedStackTypes.has(type) ||
    node.pair('Connectors') !== undefined
  );
}

function addWhole(changed: Set<string>, file: string, declaration: Declaration): void {
  const { id, type } = declaration;
  changed.add(partOf(file, id)).add(partOf(file, `:${type}`));
  for (const property of propertyNames(declaration)) changed.add(propertyPart(file, id, property));
}

/** The resources with a name in their text; undefined when it stands elsewhere in the template as well. */
function resourcesMentioning(id: string, template: Template): readonly Declaration[] | undefined {
  // A name of no letters stands everywhere.
  if (id === '') return undefined;
  const name = new RegExp(`(?<!\\w)${id.replace(/\W/g, '\\$&')}(?!\\w)`, 'g');
  const offsets = [...template.document.text.matchAll(name)].map(({ index }) => index);
  const stretches = (template.resourcesNode?.pairs ?? []).map(({ key, value }) => ({
    id: key.text,
    start: key.range.start,
    end: value.range.end,
  }));
  const found = new Set<Declaration>();
  let at = 0;
  for (const offset of offsets) {
    while ((stretches[at]?.end ?? offset) < offset) at++;
    const holder = stretches[at];
    if (holder === undefined || offset < holder.start) return undefined;
    // What has no type, as while that is typed, is no resource.
    const declaration = template.resources.get(holder.id);
    if (declaration !== undefined) found.add(declaration);
  }
  return [...found];
}
