/**
 * Tells whether `text` matches a pattern in which `*` stands for any characters and `?` for one, without regard to
 * case. Two pointers and one way back: the time is at most the product of both lengths, whatever is written.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let at = 0;
  let star = -1;
  let retry = 0;
  let next = 0;
  while (next < given.length) {
    if (wanted[at] === '*') {
      star = at++;
      retry = next;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[next])) {
      at++;
      next++;
    } else if (star >= 0) {
      at = star + 1;
      next = ++retry;
    } else {
      return false;
    }
  }
  while (wanted[at] === '*') at++;
  return at === wanted.length;
}
