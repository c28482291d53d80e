/** What a part of a text takes over from the parts of the text before. */
export interface KeptPart<P> {
  readonly text: string;
  /** An older part with this text, which stands for it as it is. */
  readonly same: P | undefined;
  /** The older part that became this one by an edit, as far as that shows. */
  readonly before: P | undefined;
}

/** Matches the texts of the parts of a newer text with older parts; no part is given twice, for each needs its own nodes. */
export function matchParts<P extends { readonly text: string }>(
  older: readonly P[],
  texts: readonly string[],
): readonly KeptPart<P>[] {
  const byText = new Map<string, P[]>();
  for (const part of older) put(byText, part.text, part);
  const same = texts.map((text) => byText.get(text)?.shift());
  const left = new Set([...byText.values()].flat());
  const edited = older.filter((part) => left.has(part));
  const oneForOne = same.filter((part) => part === undefined).length === edited.length;
  // One for one they are the same parts in the same order; otherwise their first lines tell which one is which.
  const byLine = new Map<string, P[]>();
  if (!oneForOne) for (const part of edited) put(byLine, firstLine(part.text), part);
  return texts.map((text, index) => {
    const part = same[index];
    if (part !== undefined) return { text, same: part, before: undefined };
    const before = oneForOne ? edited.shift() : byLine.get(firstLine(text))?.shift();
    return { text, same: undefined, before };
  });
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

function put<P>(groups: Map<string, P[]>, key: string, part: P): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [part]);
  else group.push(part);
}
