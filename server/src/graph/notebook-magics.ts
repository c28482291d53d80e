import type { Place } from '../base/range';
import type { Script } from '../glue/script';
import type { SecretLiteral } from './script-literals';
import { secretAssignments } from './secret-text';
import { findTokens } from './secret-tokens';

/**
 * The secrets in a notebook's lines that are not Python: `!mysql -p…`, `%env DB_PASSWORD=…`, the cell under `%%bash` or `%%sql`. They
 * stand as comments in the program that is made from the cells, beside the author's own, which may be such lines as well.
 */
export function* secretsInMagics({
  file,
  text,
}: Script): Generator<{ readonly name: string | undefined; readonly literal: SecretLiteral }> {
  if (!file.endsWith('.ipynb')) return;
  for (const { 0: line, index } of text.matchAll(/^[ \t]*#.*$/gm)) {
    const at = (start: number, end: number): Place => ({
      file,
      range: { start: index + start, end: index + end },
    });
    for (const { name, start, end, isLiteral } of secretAssignments(line))
      if (isLiteral) yield { name, literal: plain(at(start, end), 'a secret') };
    for (const { start, end, what } of findTokens(line))
      yield { name: undefined, literal: plain(at(start, end), what) };
  }
}

function plain(at: Place, what: string): SecretLiteral {
  return { at, what, literal: at, within: undefined };
}
