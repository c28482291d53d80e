/**
 * The candidate that someone who wrote `text` most likely meant, or undefined when none is close: at most one change
 * for short names, up to three for long ones. A change is a letter more, less, other, or swapped with the next one.
 */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  const written = text.toLowerCase();
  let best: string | undefined;
  let limit = Math.min(3, Math.max(1, Math.floor(written.length / 4)));
  for (const candidate of candidates) {
    const distance = editDistance(written, candidate.toLowerCase(), limit);
    if (distance > limit) continue;
    best = candidate;
    // Only a closer one replaces it, so that the first of equals in the sorted tables wins.
    limit = distance - 1;
    if (limit < 0) break;
  }
  return best;
}

/** The number of changes between two texts; any number above `limit` once it is certain to be above. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(least);
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
