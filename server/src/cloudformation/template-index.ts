import type { Value } from '../base/value';
import type { Node } from '../syntax/tree';
import type { Templates } from './deployment';
import { nestedStackTypes } from './nested-stack-types';
import { type StoredName, storedNamesIn } from './stored';
import type { Output, Template } from './template';
import { assetPieces, staticText, type TextPieces, tailOf, writtenPieces } from './text-pieces';

/** The templates of a workspace by file, by who nests them, and by what they export. Built anew when a text changes. */
export class TemplateIndex implements Templates {
  private readonly byFile = new Map<string, Template>();
  private readonly nesting = new Map<string, string[]>();
  private readonly exports: Export[] = [];
  readonly stored: readonly StoredName[];

  constructor(
    templates: readonly Template[],
    private readonly values: Map<string, Map<Node, Value>>,
    /** The files that templates can include, by name. */
    private readonly snippets: ReadonlyMap<string, Node> = new Map(),
  ) {
    this.stored = templates.flatMap(storedNamesIn);
    for (const template of templates) this.byFile.set(template.file, template);
    for (const template of templates) {
      for (const child of this.nestedIn(template)) {
        const parents = this.nesting.get(child) ?? [];
        this.nesting.set(child, parents);
        if (!this.reaches(child, template.file)) parents.push(template.file);
      }
      for (const output of template.outputs.values()) {
        const name = output.exportName === undefined ? undefined : writtenPieces(output.exportName);
        if (name !== undefined) this.exports.push({ template, output, name });
      }
    }
  }

  files(): Iterable<string> {
    return this.byFile.keys();
  }

  get(file: string): Template | undefined {
    return this.byFile.get(file);
  }

  resolve(from: string, url: TextPieces | undefined): Template | undefined {
    const found = new Set(placesOf(from, url ?? []).flatMap((path) => this.byFile.get(path) ?? []));
    const [only, ...others] = found;
    return others.length === 0 ? only : undefined;
  }

  included(from: string, location: TextPieces | undefined): Node | undefined {
    const path = location === undefined ? undefined : staticText(location);
    if (path === undefined || path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined;
    return this.snippets.get(joinPath(from, path));
  }

  exported(name: TextPieces, importing: string): Export | undefined {
    const found = this.exports.filter((one) => one.template.file !== importing && mayBeNamed(one.name, name));
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
      const child =
        url === undefined ? undefined : this.resolve(template.file, assetPieces(node) ?? writtenPieces(url));
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

/** An output that other stacks can import, with its name as it is written. */
export interface Export {
  readonly template: Template;
  readonly output: Output;
  readonly name: TextPieces;
}

/**
 * True when an export may be the one that is imported: the same literal name, or, where the import begins with a
 * parameter (the name of a stack or an environment), a name that ends as the import does.
 */
function mayBeNamed(exported: TextPieces, imported: TextPieces): boolean {
  const wanted = staticText(imported);
  if (wanted !== undefined) return staticText(exported) === wanted;
  const tail = tailOf(imported);
  if (tail === undefined || !/[A-Za-z]{2}/.test(tail)) return false;
  return tailOf(exported) === tail || staticText(exported)?.endsWith(tail) === true;
}

/**
 * The files of the workspace that a `TemplateURL` may mean, seen from the file that writes it. A local path means one.
 * Of an address in S3 only the end is known to be a path here: what the template's own folder holds under it.
 */
function placesOf(from: string, url: TextPieces): string[] {
  const known = staticText(url);
  const isAddress = known === undefined ? url.length > 1 : /^[a-z][a-z0-9+.-]*:/i.test(known);
  if (!isAddress) return known === undefined || known === '' ? [] : [joinPath(from, known)];
  const end = url.at(-1);
  if (end === undefined || !/\.(ya?ml|json|template)$/i.test(end)) return [];
  const steps = end.split('/').filter((step) => step !== '');
  // What directly follows a placeholder may be the rest of a name; with a folder behind it it is one.
  const first = known !== undefined ? 2 : end.startsWith('/') || steps.length > 1 ? 0 : 1;
  return steps
    .map((_, index) => steps.slice(index).join('/'))
    .slice(Math.min(first, steps.length))
    .map((path) => joinPath(from, path));
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
