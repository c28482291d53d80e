import type { Node, ScalarNode, TreeDocument } from './tree';

/** A code cell of a notebook file; its text is that of its lines. */
export interface Cell {
  readonly lines: readonly ScalarNode[];
}

/** A string of the file, and where its text stands in the program. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly node: ScalarNode;
}

/**
 * The code cells of a notebook in order; undefined when the file is no notebook or its language is not Python. Format:
 * https://nbformat.readthedocs.io/en/latest/format_description.html (4, and 3 with its worksheets).
 */
export function cellsOf({ root }: TreeDocument): readonly Cell[] | undefined {
  if (root?.kind !== 'map') return undefined;
  const sheets = root.get('worksheets');
  const lists =
    sheets?.kind === 'sequence' ? sheets.items.map((sheet) => at(sheet, 'cells')) : [root.get('cells')];
  const cells = lists.flatMap((list) => (list?.kind === 'sequence' ? list.items : []));
  const language = languageOf(root);
  if (cells.length === 0 || !/python/i.test(language ?? 'python')) return undefined;
  return cells.flatMap((cell) => {
    if (textAt(cell, 'cell_type') !== 'code') return [];
    if (!/python/i.test(textAt(cell, 'metadata', 'vscode', 'languageId') ?? 'python')) return [];
    if (!/python/i.test(textAt(cell, 'language') ?? 'python')) return [];
    const lines = linesOf(at(cell, 'source') ?? at(cell, 'input'));
    return lines.length === 0 ? [] : [{ lines }];
  });
}

/** What the kernel speaks. A kernel without a language is known by its name: `glue_pyspark`, `conda-env-python3`. */
function languageOf(root: Node): string | undefined {
  const named =
    textAt(root, 'metadata', 'kernelspec', 'language') ?? textAt(root, 'metadata', 'language_info', 'name');
  if (named !== undefined) return named;
  const kernel = textAt(root, 'metadata', 'kernelspec', 'name');
  if (kernel === undefined) return undefined;
  return /scala|julia|rust|java|bash|sql|^ir$|^r$/i.test(kernel) ? kernel : 'python';
}

/** A list of strings, or one string. */
function linesOf(source: Node | undefined): readonly ScalarNode[] {
  const nodes = source?.kind === 'sequence' ? source.items : source === undefined ? [] : [source];
  return nodes.filter(
    (node): node is ScalarNode =>
      node.kind === 'scalar' && typeof node.value === 'string' && node.text !== '',
  );
}

function at(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let current = node;
  for (const key of path) current = current?.kind === 'map' ? current.get(key) : undefined;
  return current;
}

function textAt(node: Node, ...path: readonly string[]): string | undefined {
  const found = at(node, ...path);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.text : undefined;
}
