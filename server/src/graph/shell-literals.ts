import type { Place } from '../base/range';
import type { ShellScript } from '../glue/shell-script';
import { knownWord } from '../glue/shell-values';
import type { ShellWord } from '../syntax/shell-tree';

/** Letters that a program writes. Offsets count in the program's text. */
export interface WrittenLetters {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly at: Place;
  /** The word that they are the whole of, quotes aside. */
  readonly word: ShellWord | undefined;
}

/** The literal that a word is: written there, as its variable's only value, or as what stands for a variable without value. */
export function lettersOf(script: ShellScript, word: ShellWord, depth = 0): WrittenLetters | undefined {
  const [first, ...rest] = word.parts;
  if (first === undefined) return undefined;
  if (first.kind === 'variable' && first.fallback !== undefined && rest.length === 0) {
    const { text, start, end } = first.fallback;
    return { text, start, end, at: script.document.place(start, end), word: undefined };
  }
  if (first.kind === 'variable' && rest.length === 0 && depth < 8) {
    const known = knownWord(script.document, script.variables, first);
    return known === undefined ? undefined : lettersOf(script, known, depth + 1);
  }
  let text = '';
  for (const part of word.parts) {
    if (part.kind === 'other' && part.end - part.start === 1 && script.document.text[part.start] !== '~')
      text += script.document.text.slice(part.start, part.end).replace('$', '');
    else if (part.kind !== 'literal') return undefined;
    else text += part.text;
  }
  const end = word.parts.at(-1)?.end ?? first.end;
  return { text, start: first.start, end, at: script.document.place(first.start, end), word };
}
