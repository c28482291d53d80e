import type { Call, Part, Script } from './script';

/** What a function has found in the parts of a script, by their numbers; parts without anything are left out. */
interface Search {
  readonly parts: readonly Part[];
  readonly hits: readonly Hit[];
}

interface Hit {
  readonly index: number;
  readonly found: readonly unknown[];
}

/** By the function. They go from one version of a script to the next. */
export type Searches = Map<unknown, Search>;

/**
 * What each part of a script has for `find`, in the order in which the parts are run. A part that reads as it did is not looked
 * through again: what `find` answers may depend on nothing else than the part, and it has to be the same function each time.
 */
export function foundIn<T>(script: Script, find: (part: Part) => readonly T[]): readonly T[] {
  const { parts, searches } = script;
  const known = searches.get(find);
  const search = known?.parts === parts ? known : { parts, hits: followed(parts, known, find) };
  searches.set(find, search);
  return search.hits.flatMap(({ found }) => found as readonly T[]);
}

function followed(
  parts: readonly Part[],
  known: Search | undefined,
  find: (part: Part) => readonly unknown[],
): readonly Hit[] {
  const before = known?.parts ?? [];
  const shorter = Math.min(before.length, parts.length);
  let first = 0;
  while (first < shorter && before[first] === parts[first]) first++;
  const moved = parts.length - before.length;
  let end = parts.length;
  while (end > first && end - moved > first && before[end - 1 - moved] === parts[end - 1]) end--;
  const hits: Hit[] = [];
  const old = known?.hits ?? [];
  for (const hit of old) if (hit.index < first) hits.push(hit);
  for (let index = first; index < end; index++) {
    const part = parts[index];
    const found = part === undefined ? [] : foundInPart(part, find);
    if (found.length > 0) hits.push({ index, found });
  }
  for (const { index, found } of old) if (index + moved >= end) hits.push({ index: index + moved, found });
  return hits;
}

/** Parts also change places. */
function foundInPart(part: Part, find: (part: Part) => readonly unknown[]): readonly unknown[] {
  const known = part.found.get(find);
  if (known !== undefined) return known;
  const found = find(part);
  part.found.set(find, found);
  return found;
}

/** The calls that `find` picks, in text order. */
export function callsIn(script: Script, find: (part: Part) => readonly Call[]): readonly Call[] {
  return inTextOrder(foundIn(script, find));
}

/** Function bodies are read after what calls them; rules see the calls as they stand in the file. */
export function inTextOrder(calls: readonly Call[]): readonly Call[] {
  const placed = calls.map((call) => ({ call, start: call.at.range.start }));
  if (placed.every(({ start }, index) => start >= (placed[index - 1]?.start ?? 0))) return calls;
  return placed.sort((a, b) => a.start - b.start).map(({ call }) => call);
}
