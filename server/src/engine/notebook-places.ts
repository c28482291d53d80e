import { type Change, change } from '../base/edit';
import type { Range } from '../base/range';
import type { Notebook } from '../syntax/notebook';

export { cellBreak } from '../syntax/notebook';

// A notebook's rules see one program whose offsets count in a text of its own. Here these leave it for the file.

export type NotebookOf = (file: string) => Notebook | undefined;

/** Where a place that a rule has named stands in its file. */
export function rangeInFile(file: string, range: Range, notebookOf: NotebookOf): Range {
  return notebookOf(file)?.rangeInFile(range) ?? range;
}

/** A rule's change as a change of the file. */
export function changeInFile(made: Change, notebookOf: NotebookOf): Change {
  const notebook = notebookOf(made.file);
  return notebook === undefined ? made : change(made.file, () => notebook.editsInFile(made.edits()));
}
