import type { TextEdit } from '../base/edit';
import type { Range } from '../base/range';
import type { Piece } from './notebook-cells';
import type { ScalarNode, TreeDocument } from './tree';

/**
 * Edits of a notebook's program as edits of its file: what is inserted is escaped, and new lines become strings of their own
 * where the cell's lines are. None when an edit reaches from one cell into another.
 */
export function editsInNotebook(
  tree: TreeDocument,
  cells: readonly Range[],
  pieces: readonly Piece[],
  edits: readonly TextEdit[],
  rangeIn: (tree: TreeDocument, pieces: readonly Piece[], range: Range) => Range,
): readonly TextEdit[] {
  const mapped: TextEdit[] = [];
  for (const { range, newText } of edits) {
    const inCell = cells.some(({ start, end }) => start <= range.start && range.end <= end);
    const piece = pieces.find(({ start, end }) => start <= range.start && range.start <= end);
    if (!inCell || piece === undefined) return [];
    const inFile = rangeIn(tree, pieces, range);
    const continues = tree.text[inFile.end] !== '"';
    mapped.push({ range: inFile, newText: written(newText, piece.node, tree, continues) });
  }
  return mapped;
}

/** The text within a JSON string. `continues`: the string goes on behind it. */
function written(newText: string, node: ScalarNode, tree: TreeDocument, continues: boolean): string {
  const between = separatorOf(node, tree);
  if (between === undefined) return escaped(newText);
  const lines = newText.split(/(?<=\n)/);
  const joined = lines.map(escaped).join(`"${between}"`);
  return continues && newText.endsWith('\n') ? `${joined}"${between}"` : joined;
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** What stands between the strings of a cell's list of lines; undefined where the cell is one string. */
function separatorOf({ parent }: ScalarNode, { text }: TreeDocument): string | undefined {
  if (parent?.kind !== 'sequence') return undefined;
  const [first, second] = parent.items;
  if (first === undefined || second === undefined) return ', ';
  const between = text.slice(first.range.end, second.range.start);
  return /^\s*,\s*$/.test(between) ? between : ', ';
}
