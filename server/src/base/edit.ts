import type { Range } from './range';

/** Replaces the text of `range` by `newText`; an empty range inserts. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/**
 * A change of one file that is worked out only when somebody asks for it, against the text as it is then.
 * A change that cannot be made (its place is gone or damaged) has no edits.
 */
export interface Change {
  readonly file: string;
  edits(): readonly TextEdit[];
}

/** Joins overlapping-free edits in text order; of two edits that collide the first given is kept. Insertions at one offset keep their order. */
export function mergeEdits(edits: readonly TextEdit[]): TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of edits) {
    if (kept.some((other) => collides(edit, other))) continue;
    kept.push(edit);
  }
  return kept
    .map((edit, order) => ({ edit, order }))
    .sort(
      (a, b) =>
        a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.order - b.order,
    )
    .map(({ edit }) => edit);
}

/**
 * The edits of one repair, in which lines may go behind the last of which new ones are inserted: these then stand where the others
 * stood. An insertion there begins with a line end, and the lines that go take theirs with them.
 */
export function untangled(edits: readonly TextEdit[]): readonly TextEdit[] {
  const removals = edits.filter(({ range, newText }) => newText === '' && range.start < range.end);
  if (removals.length === 0) return edits;
  return edits.map((edit) => {
    const { range, newText } = edit;
    const [, lineEnd, lines] = /^(\r?\n)([\s\S]*)$/.exec(newText) ?? [];
    if (range.start !== range.end || lineEnd === undefined || lines === undefined) return edit;
    const around = removals.find((one) => one.range.start < range.start && range.start < one.range.end);
    if (around === undefined) return edit;
    const { start } = around.range;
    return { range: { start, end: start }, newText: lines + lineEnd };
  });
}

/** The text after all edits, whose ranges refer to the text before them. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const { range, newText } of mergeEdits(edits)) {
    result += text.slice(position, range.start) + newText;
    position = range.end;
  }
  return result + text.slice(position);
}

function collides(a: TextEdit, b: TextEdit): boolean {
  const bothInsert = a.range.start === a.range.end && b.range.start === b.range.end;
  if (bothInsert) return a.range.start === b.range.start && a.newText === b.newText;
  return a.range.start < b.range.end && b.range.start < a.range.end;
}

/** A change of one file whose edits are worked out on demand. */
export function change(file: string, edits: () => readonly TextEdit[]): Change {
  return { file, edits };
}

/** A change with others that make sense only beside it: when it cannot be made, none of them is. */
export function onlyWith(first: Change, others: readonly Change[]): readonly Change[] {
  return [
    first,
    ...others.map(({ file, edits }) => change(file, () => (first.edits().length === 0 ? [] : edits()))),
  ];
}
