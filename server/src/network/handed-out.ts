import { nestedStackTypes } from '../cloudformation/nested-stack-types';
import type { Stack } from '../cloudformation/stack';
import { everyValue } from './gather';
import { identify } from './identity';

/**
 * Keys of the things that are given to something whose doing is not in the files: a nested stack without a template at
 * hand, a custom resource, a module or an extension. It may add routes, associations or endpoints to them.
 */
export function handedOut(stacks: readonly Stack[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const stack of stacks) {
    for (const resource of stack.resources()) {
      if (!isOpaque(resource.type, resource.id, stack)) continue;
      for (const value of everyValue(resource.get())) {
        const identity = value.kind === 'reference' ? identify(value, stack.deployment) : undefined;
        if (identity?.kind === 'resource') keys.add(identity.key);
      }
    }
  }
  return keys;
}

function isOpaque(type: string, id: string, stack: Stack): boolean {
  if (nestedStackTypes.has(type)) return stack.child(id) === undefined;
  return !/^AWS::/.test(type) || type === 'AWS::CloudFormation::CustomResource';
}
