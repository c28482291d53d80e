import type { Range } from '../base/range';
import type { ShellWord } from './shell-tree';

/** A heredoc whose text begins on the next line. */
export interface PendingHeredoc {
  readonly delimiter: string;
  /** Every letter is what it is. */
  readonly quoted: boolean;
  /** `<<-`: tabs at the start of lines do not count. */
  readonly tabs: boolean;
  /** Where it is announced. */
  readonly at: number;
  fill(body: ShellWord): void;
}

/** The lines from `start` up to the one that is the delimiter; `next` is where the program goes on. */
export function heredocBody(
  text: string,
  start: number,
  { delimiter, tabs }: PendingHeredoc,
): { readonly body: Range; readonly next: number; readonly isClosed: boolean } {
  let end = start;
  while (end < text.length) {
    const stop = text.indexOf('\n', end);
    const next = stop < 0 ? text.length : stop + 1;
    const line = text.slice(end, stop < 0 ? next : stop).replace(/\r$/, '');
    if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter)
      return { body: { start, end }, next, isClosed: true };
    end = next;
  }
  return { body: { start, end }, next: text.length, isClosed: false };
}
