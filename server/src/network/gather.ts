import type { Value } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';
import { nestedStackTypes, type Stack } from '../cloudformation/stack';

/**
 * The stacks that a stack's network is spread over: the outermost stack that deploys it, all stacks nested there, and
 * the stacks whose exports are imported under the given properties.
 */
export function stacksAround(stack: Stack, places: ReadonlyMap<string, readonly Path[]>): Stack[] {
  const found = new Map<string, Stack>();
  addTree(outermost(stack), found);
  for (const member of found.values()) {
    for (const resource of member.resources(...places.keys())) {
      for (const id of stacksNamedBy(resource, places.get(resource.type) ?? [])) {
        const [file = ''] = id.split('#');
        const named = found.has(id) ? undefined : member.deployment.stack(file);
        if (named !== undefined) addTree(named, found);
      }
    }
  }
  return [...found.values()];
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

function stacksNamedBy(resource: Resource, paths: readonly Path[]): Set<string> {
  const named = new Set<string>();
  for (const path of paths) {
    for (const value of everyValue(resource.get(...path))) {
      if (value.kind === 'reference' && value.to.type === 'resource') named.add(value.to.stack);
    }
  }
  return named;
}
