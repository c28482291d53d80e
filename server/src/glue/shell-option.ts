import type { ShellWord } from '../syntax/shell-tree';
import type { ShellScript, Word } from './shell-script';
import { wordValue } from './shell-values';

export function toWord(
  { document, variables }: Pick<ShellScript, 'document' | 'variables'>,
  source: ShellWord,
): Word {
  return {
    value: wordValue(document, variables, source),
    at: document.place(source.start, source.end),
    written: document.text.slice(source.start, source.end),
    source,
  };
}

/** The rest of a word whose first letters are plain. */
export function behind(word: ShellWord, letters: number): ShellWord {
  const [first, ...others] = word.parts;
  if (first?.kind !== 'literal') return word;
  const rest = { ...first, text: first.text.slice(letters), start: first.start + letters };
  return {
    start: word.start + letters,
    end: word.end,
    quote: undefined,
    parts: rest.text === '' ? others : [rest, ...others],
  };
}
