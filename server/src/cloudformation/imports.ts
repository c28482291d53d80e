import type { Value } from '../base/value';
import type { Node } from '../syntax/tree';
import { intrinsicOf } from './intrinsic';
import type { Stack } from './stack';
import type { Template } from './template';
import { argumentPieces, type TextPieces } from './text-pieces';

/** What the workspace exports under a name, seen from the stack that imports it; undefined when it holds no such export. */
export function importedValue(name: TextPieces, importing: Stack): Value | undefined {
  const { deployment } = importing;
  const exported = deployment.templates.exported(name, importing.file);
  const stack = exported === undefined ? undefined : deployment.only(exported.template.file);
  if (exported === undefined || stack === undefined || stack === importing) return undefined;
  const { output } = exported;
  if (stack.binding.has(output.name)) return undefined;
  stack.binding.add(output.name);
  try {
    return stack.outputValue(output);
  } finally {
    stack.binding.delete(output.name);
  }
}

/** The files whose templates import what some stacks of a deployment export. */
export function importersOf(stacks: readonly Stack[]): readonly string[] {
  const templates = stacks[0]?.deployment.templates;
  const exporting = new Set(
    stacks.flatMap(({ template, file }) => (template.outputs.size > 0 ? [file] : [])),
  );
  if (templates === undefined || exporting.size === 0) return [];
  return [...templates.files()].filter((file) => {
    const template = templates.get(file);
    const names = template === undefined ? [] : importsOf(template);
    return names.some((name) => exporting.has(templates.exported(name, file)?.template.file ?? ''));
  });
}

/** The names under which the resources of a template are given values of other stacks, as they are written. */
export function importsOf({ resources }: Template): readonly TextPieces[] {
  return [...resources.values()].flatMap(({ node }) => {
    const known = imports.get(node) ?? importsIn(node);
    imports.set(node, known);
    return known;
  });
}

/** Holds what follows from a node alone: the parser keeps those of unchanged resources. */
const imports = new WeakMap<Node, readonly TextPieces[]>();

function importsIn(node: Node): readonly TextPieces[] {
  const intrinsic = intrinsicOf(node);
  if (intrinsic?.name === 'Fn::ImportValue') {
    const name = argumentPieces(node, intrinsic);
    return name === undefined ? [] : [name];
  }
  if (node.kind === 'map') return node.pairs.flatMap(({ value }) => importsIn(value));
  return node.kind === 'sequence' ? node.items.flatMap(importsIn) : [];
}
