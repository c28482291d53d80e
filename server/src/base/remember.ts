interface Kept<T> {
  readonly answer: T;
}

/**
 * A pure function of a text that keeps its newest answers. While somebody types, nearly all names and texts of a file are
 * those that it had one letter ago. It holds derived data only: what it answers is the same whether it is filled or empty.
 */
export function remembered<T>(work: (text: string) => T): (text: string) => T {
  let young = new Map<string, Kept<T>>();
  let old = new Map<string, Kept<T>>();
  let size = 0;
  const keep = (text: string, kept: Kept<T>): void => {
    size += text.length + overhead;
    if (size > most) {
      old = young;
      young = new Map();
      size = 0;
    }
    young.set(text, kept);
  };
  return (text) => {
    const recent = young.get(text);
    if (recent !== undefined) return recent.answer;
    const older = old.get(text);
    const kept = older ?? { answer: work(text) };
    if (text.length <= longest) keep(copied(text), kept);
    return kept.answer;
  };
}

/** Characters of one generation; what two generations did not ask for is forgotten. */
const most = 600_000;
const longest = 20_000;
/** What an entry costs beside its text. */
const overhead = 40;

/** A part of a file's text would keep the whole text in memory, and every version of the file has another one. */
export function copied(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
