import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Content } from '../syntax/tree';
import { keyNamed } from './encryption';
import type { Graph } from './graph';

/**
 * How a stack writes the ARN of a key: the key's own attribute where the key stands in the same template, else a
 * parameter through which the key is given, or an import. Undefined when the stack has no way to name it.
 */
export function keyArnFor(stack: Stack, key: Resource, graph: Graph): Content | undefined {
  if (key.stack === stack) return stack.write.getAtt(key.id, 'Arn');
  for (const name of stack.template.parameters.keys()) {
    const given = stack.parent?.parameters.get(name);
    const use = given === undefined ? undefined : keyNamed(given, key, graph.find);
    if (use?.kind !== 'customer' || use.key !== key || given?.kind !== 'reference') continue;
    if (given.to.type === 'resource' && given.to.attribute === 'Arn') return stack.write.ref(name);
  }
  return exportedArn(stack, key);
}

function exportedArn(stack: Stack, key: Resource): Content | undefined {
  for (const output of key.stack.template.outputs.values()) {
    const value = key.stack.outputValue(output);
    const isArn = value?.kind === 'reference' && value.to.type === 'resource' && value.to.attribute === 'Arn';
    if (!isArn || value.to.type !== 'resource' || value.to.id !== key.id || value.to.stack !== key.stack.id)
      continue;
    const name = output.exportName === undefined ? undefined : key.stack.value(output.exportName);
    if (name?.kind === 'scalar') return stack.write.importValue(name.text);
  }
  return undefined;
}
