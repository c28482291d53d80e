import type { Value } from '../../../server/src/base/value';
import { Decisions } from '../../../server/src/cloudformation/decisions';
import { Deployment } from '../../../server/src/cloudformation/deployment';
import type { Stack } from '../../../server/src/cloudformation/stack';
import { readTemplate } from '../../../server/src/cloudformation/template';
import { TemplateIndex } from '../../../server/src/cloudformation/template-index';
import { parseJson } from '../../../server/src/syntax/json';
import { parseYaml } from '../../../server/src/syntax/yaml';

/** A value in a form that can be compared: text as it is, references in angle brackets, unknown as `?`. */
export function show(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return value.value;
    case 'text':
      return value.parts.map((part) => (part.kind === 'scalar' ? part.text : show(part))).join('');
    case 'list':
      return [...value.items.map(show), ...(value.open ? ['…'] : [])];
    case 'mapping':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, show(entry.value)]));
    case 'unknown':
      return '?';
    case 'reference': {
      const { to } = value;
      if (to.type === 'resource') return `<${to.id}${to.attribute === undefined ? '' : `.${to.attribute}`}>`;
      return `<${to.name ?? ''}>`;
    }
  }
}

/** The stacks of some files, under any answers. */
export function deployments(files: Readonly<Record<string, string>>) {
  const templates = Object.entries(files).flatMap(([file, text]) => {
    const template = readTemplate((file.endsWith('.json') ? parseJson : parseYaml)(file, text));
    return template === undefined ? [] : [template];
  });
  return (given: ConstructorParameters<typeof Decisions>[0]) =>
    new Deployment(new TemplateIndex(templates, new Map()), new Decisions(given));
}

/** The one stack of a template, by its defaults. */
export function stackOf(text: string): Stack {
  const stack = deployments({ 't.yaml': text })([]).stack('t.yaml');
  if (stack === undefined) throw new Error('not a template');
  return stack;
}

/** What the deployed resources of a stack are, by logical id. */
export function resourcesOf(stack: Stack): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...stack.resources()].map((resource) => [resource.id, show(resource.get())]));
}
