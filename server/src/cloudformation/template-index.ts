import type { Value } from '../base/value';
import type { Node } from '../syntax/tree';
import type { Templates } from './deployment';
import { nestedStackTypes } from './stack';
import { subPieces } from './sub';
import type { Output, Template } from './template';

/** The templates of a workspace by file, by who nests them, and by what they export. Built anew when a text changes. */
export class TemplateIndex implements Templates {
  private readonly byFile = new Map<string, Template>();
  private readonly nesting = new Map<string, string[]>();
  private readonly exports = new Map<string, { template: Template; output: Output }[]>();

  constructor(
    templates: readonly Template[],
    private readonly values: Map<string, Map<Node, Value>>,
  ) {
    for (const template of templates) this.byFile.set(template.file, template);
    for (const template of templates) {
      for (const child of this.nestedIn(template)) {
        const parents = this.nesting.get(child) ?? [];
        this.nesting.set(child, parents);
        if (!this.reaches(child, template.file)) parents.push(template.file);
      }
      for (const output of template.outputs.values()) {
        const name = exportedAs(output);
        if (name !== undefined) this.exports.set(name, [...(this.exports.get(name) ?? []), { template, output }]);
      }
    }
  }

  get(file: string): Template | undefined {
    return this.byFile.get(file);
  }

  resolve(from: string, url: string): Template | undefined {
    if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.includes('${')) return undefined;
    return this.byFile.get(joinPath(from, url));
  }

  exported(name: string): { readonly template: Template; readonly output: Output } | undefined {
    const found = this.exports.get(name) ?? [];
    return found.length === 1 ? found[0] : undefined;
  }

  parents(file: string): readonly string[] {
    return this.nesting.get(file) ?? [];
  }

  constants(stackId: string): Map<Node, Value> {
    const known = this.values.get(stackId) ?? new Map<Node, Value>();
    this.values.set(stackId, known);
    return known;
  }

  private nestedIn(template: Template): Set<string> {
    const found = new Set<string>();
    for (const { type, node } of template.resources.values()) {
      const place = nestedStackTypes.get(type);
      const properties = place === undefined ? undefined : node.get('Properties');
      const url = properties?.kind === 'map' && place !== undefined ? properties.get(place) : undefined;
      const child = url?.kind === 'scalar' ? this.resolve(template.file, url.text) : undefined;
      if (child !== undefined && child !== template) found.add(child.file);
    }
    return found;
  }

  /** True when going up from `ancestor` through its parents comes to `file`: nesting it there would be a circle. */
  private reaches(file: string, ancestor: string, seen = new Set<string>()): boolean {
    if (file === ancestor) return true;
    if (seen.has(ancestor)) return false;
    seen.add(ancestor);
    return this.parents(ancestor).some((parent) => this.reaches(file, parent, seen));
  }
}

/** The export's name, when it is a text without anything chosen at deployment. */
function exportedAs({ exportName }: Output): string | undefined {
  if (exportName?.kind !== 'scalar' || (exportName.tag !== undefined && exportName.tag !== '!Sub')) return undefined;
  return subPieces(exportName.text).some(({ kind }) => kind === 'name') && exportName.tag === '!Sub' ? undefined : exportName.text;
}

/** A path relative to the folder of a file, with `.` and `..` worked out. */
export function joinPath(from: string, path: string): string {
  if (path.startsWith('/')) return path;
  const steps = from.split('/').slice(0, -1);
  for (const step of path.split(/[\\/]/)) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}
