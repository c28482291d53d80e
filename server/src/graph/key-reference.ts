import type { Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import { splitArn } from '../iam/pattern';
import type { Policy } from '../iam/policy';
import type { Content } from '../syntax/tree';
import { keyNamed } from './encryption';
import type { Graph } from './graph';

/**
 * How a stack writes the ARN of a key: the key's own attribute where the key stands in the same template, else a
 * parameter through which the key is given, an import, or the name under which it is stored. Undefined when the stack has
 * no way to name it.
 */
export function keyArnFor(stack: Stack, key: Resource): Content | undefined {
  if (key.stack === stack) return stack.write.getAtt(key.id, 'Arn');
  for (const name of stack.template.parameters.keys())
    if (isArnOf(stack.refer(name, stack.template.root), key)) return stack.write.ref(name);
  return exportedArn(stack, key) ?? storedArn(stack, key);
}

/** The key behind the alias that a statement of a policy names as its resource; undefined for what names none of these files. */
export function aliasedKey(item: Value, policy: Policy, graph: Graph): Resource | undefined {
  if (splitArn(graph.names.glob(item))[5]?.text.startsWith('alias/') !== true) return undefined;
  const holder = policy.resource === undefined ? undefined : graph.resource(policy.stack, policy.resource);
  const use = holder === undefined ? undefined : keyNamed(item, holder, graph.find);
  return use?.kind === 'customer' ? use.key : undefined;
}

function isArnOf(value: Value | undefined, key: Resource): boolean {
  if (value?.kind !== 'reference' || value.to.type !== 'resource') return false;
  const { stack, id, attribute } = value.to;
  return attribute === 'Arn' && id === key.id && stack === key.stack.id;
}

function exportedArn(stack: Stack, key: Resource): Content | undefined {
  for (const output of key.stack.template.outputs.values()) {
    if (!isArnOf(key.stack.outputValue(output), key)) continue;
    const name = output.exportName === undefined ? undefined : key.stack.value(output.exportName);
    if (name?.kind === 'scalar') return stack.write.importValue(name.text);
  }
  return undefined;
}

/** A name that is put together from parameters is one here when this template has them too. */
function storedArn(stack: Stack, key: Resource): Content | undefined {
  for (const parameter of key.stack.resources('AWS::SSM::Parameter')) {
    const name = parameter.get('Name');
    if (name === undefined || !isArnOf(parameter.get('Value'), key)) continue;
    const text = writtenName(name, stack);
    if (text !== undefined)
      return text.includes('${') ? stack.write.sub(`{{resolve:ssm:${text}}}`) : `{{resolve:ssm:${text}}}`;
  }
  return undefined;
}

function writtenName(name: Value, stack: Stack): string | undefined {
  const parts = (name.kind === 'text' ? name.parts : [name]).map((part) => {
    if (part.kind === 'scalar') return part.text;
    const to = part.kind === 'reference' ? part.to : undefined;
    const isHere = to?.type === 'parameter' && stack.template.parameters.has(to.name);
    return isHere || to?.type === 'pseudo' ? `\${${to.name}}` : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join('');
}
