/**
 * True when a path, relative to the folder of the configuration and with forward slashes, is covered by a pattern
 * as `.gitignore` reads it: `*` and `?` stay within a name, `**` crosses folders, a pattern without a slash
 * matches at any depth, and what lies in a matching folder matches. Runs in time of pattern × path.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const trimmed = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  if (trimmed === '') return false;
  const anchored = trimmed.includes('/');
  const names = (anchored ? trimmed.replace(/^\//, '') : `**/${trimmed}`).split('/');
  return matchesNames(names, path.replace(/^\.\//, '').split('/'));
}

/** Matches name by name; a path that goes on below a full match is in a matching folder. */
function matchesNames(pattern: readonly string[], path: readonly string[]): boolean {
  // reached[i]: the first i names of the pattern match the names of the path so far.
  let reached = skipStars(pattern, [0]);
  for (const name of path) {
    const next: number[] = [];
    for (const at of reached) {
      const part = pattern[at];
      if (part === undefined) return true;
      if (part === '**') next.push(at);
      else if (matchesName(part, name)) next.push(at + 1);
    }
    reached = skipStars(pattern, next);
  }
  return reached.includes(pattern.length);
}

function skipStars(pattern: readonly string[], reached: readonly number[]): readonly number[] {
  const all = new Set(reached);
  for (const at of all) if (pattern[at] === '**') all.add(at + 1);
  return [...all];
}

/** Two pointers and one place to go back to: linear for one star, never exponential. */
function matchesName(pattern: string, name: string): boolean {
  let p = 0;
  let star = -1;
  let mark = 0;
  for (let n = 0; n < name.length; ) {
    if (pattern[p] === '*') {
      star = p++;
      mark = n;
    } else if (pattern[p] === '?' || pattern[p] === name[n]) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
