import type { Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Graph } from './graph';

/** True when a resource's properties name another one: by reference, or by its literal name (`s3://raw-data/…`). */
export function mentions(resource: Resource, other: Resource, graph: Graph): boolean {
  const properties = resource.get();
  return properties !== undefined && names(properties, other, graph);
}

/** True when a value names a resource somewhere. */
export function names(value: Value, other: Resource, graph: Graph): boolean {
  const arn = graph.arnOf(other);
  const literal = arn?.exact === true ? arn.text.slice(arn.text.lastIndexOf(':') + 1) : undefined;
  return anyPart(value, (part) => {
    if (part.kind === 'reference') return graph.find(part) === other;
    return part.kind === 'scalar' && literal !== undefined && hasWord(part.text, literal);
  });
}

/** True when a test holds for some scalar or reference in a value. */
export function anyPart(value: Value, test: (part: Value) => boolean): boolean {
  switch (value.kind) {
    case 'list':
      return value.items.some((item) => anyPart(item, test));
    case 'mapping':
      return [...value.entries.values()].some((entry) => anyPart(entry.value, test));
    case 'text':
      return value.parts.some(test);
    default:
      return test(value);
  }
}

/** True when the name stands in the text between characters that no bucket, table or stream name has. */
function hasWord(text: string, name: string): boolean {
  for (let start = text.indexOf(name); start !== -1; start = text.indexOf(name, start + 1)) {
    const before = text[start - 1] ?? ' ';
    const after = text[start + name.length] ?? ' ';
    if (!/[\w.-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}
