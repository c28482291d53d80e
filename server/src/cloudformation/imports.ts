import type { Value } from '../base/value';
import type { Stack } from './stack';
import type { TextPieces } from './text-pieces';

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
