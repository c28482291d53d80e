/** The entry of a table under a key that comes from a file; inherited names such as `constructor` are no entries. */
export function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Remembers what a pure function of one string answers; generated data never changes while the program runs. */
export function remembered<T>(compute: (key: string) => T): (key: string) => T {
  const answers = new Map<string, T>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = compute(key);
    if (answer !== undefined) answers.set(key, answer);
    return answer;
  };
}

/** Remembers the answer of a pure function that takes nothing: work that is done on the first question. */
export function once<T>(compute: () => T): () => T {
  let answer: { readonly value: T } | undefined;
  return () => {
    answer ??= { value: compute() };
    return answer.value;
  };
}

/** The words of a text that is separated by spaces or line ends. */
export function words(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.trim().split(/\s+/);
}
