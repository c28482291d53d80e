import type { Value } from '../base/value';
import { nestedStackTypes } from '../cloudformation/nested-stack-types';
import type { Path } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Template } from '../cloudformation/template';

/** Where resources name what they are joined with, by their type. */
export type Places = ReadonlyMap<string, readonly Path[]>;

/**
 * The stacks that a stack's network is spread over: the outermost stack that deploys it, all stacks nested there, the
 * stacks whose exports are imported under the given properties, and those that add to what these stacks export.
 */
export function stacksAround(stack: Stack, places: Places, additions: Places): Stack[] {
  const found = new Map<string, Stack>();
  addTree(outermost(stack), found);
  for (const member of found.values()) {
    for (const id of stacksNamedIn(member, places)) addNamed(id, member, found);
  }
  for (const adding of stacksAddingTo(found, stack, additions)) addTree(outermost(adding), found);
  return [...found.values()];
}

function addNamed(id: string, by: Stack, found: Map<string, Stack>): void {
  const [file = ''] = id.split('#');
  const named = found.has(id) ? undefined : by.deployment.stack(file);
  if (named !== undefined) addTree(named, found);
}

/** Other templates of the workspace whose routes, associations or endpoints name something that is exported here. */
function stacksAddingTo(
  found: ReadonlyMap<string, Stack>,
  { deployment }: Stack,
  additions: Places,
): Stack[] {
  const members = [...found.values()];
  const exports = members.some(({ template }) =>
    [...template.outputs.values()].some(({ exportName }) => exportName),
  );
  if (!exports) return [];
  const files = new Set(members.map(({ file }) => file));
  return [...deployment.templates.files()]
    .filter((file) => !files.has(file) && declares(deployment.templates.get(file), additions))
    .flatMap((file) => deployment.contexts(file))
    .filter((other) => [...stacksNamedIn(other, additions)].some((id) => found.has(id)));
}

function declares(template: Template | undefined, places: Places): boolean {
  // Only by an import can a template name what another one exports.
  if (template?.document.text.includes('ImportValue') !== true) return false;
  for (const { type } of template.resources.values()) if (places.has(type)) return true;
  return false;
}

/** Every value inside a value. */
export function* everyValue(value: Value | undefined): Generator<Value> {
  if (value === undefined) return;
  yield value;
  if (value.kind === 'list') for (const item of value.items) yield* everyValue(item);
  if (value.kind === 'mapping')
    for (const { value: inner } of value.entries.values()) yield* everyValue(inner);
  if (value.kind === 'text') yield* value.parts;
}

function outermost(stack: Stack): Stack {
  let current = stack;
  for (let parent = stack.parent; parent !== undefined; parent = current.parent)
    current = parent.resource.stack;
  return current;
}

function addTree(stack: Stack, found: Map<string, Stack>): void {
  if (found.has(stack.id)) return;
  found.set(stack.id, stack);
  for (const { id } of stack.resources(...nestedStackTypes.keys())) {
    const child = stack.child(id);
    if (child !== undefined) addTree(child, found);
  }
}

function stacksNamedIn(stack: Stack, places: Places): Set<string> {
  const named = new Set<string>();
  for (const resource of stack.resources(...places.keys())) {
    for (const path of places.get(resource.type) ?? []) {
      for (const value of everyValue(resource.get(...path))) {
        if (value.kind === 'reference' && value.to.type === 'resource') named.add(value.to.stack);
      }
    }
  }
  return named;
}
