import { type Change, change, type TextEdit } from '../base/edit';
import type { Place } from '../base/range';
import type { Command, ShellScript } from './shell-script';

/**
 * Repairs of a shell program. In a template only what needs no quotes there is written: the host's escapes are not known here.
 */
function changed({ file, embedded }: ShellScript, edits: () => readonly TextEdit[]): Change {
  return change(file, () => {
    const made = edits();
    return embedded && made.some(({ newText }) => /["'\\\n$]/.test(newText)) ? [] : made;
  });
}

/** Replaces what stands at a place. */
export function replaceAt(script: ShellScript, at: Place, code: string): Change {
  return changed(script, () => [{ range: at.range, newText: code }]);
}

/** Replaces a part of a word or command; offsets count in the program's text. */
export function replaceStretch(script: ShellScript, start: number, end: number, code: string): Change {
  return replaceAt(script, script.document.place(start, end), code);
}

/** Adds a word behind a place, such as a command's operation. */
export function addBehind(script: ShellScript, at: Place, code: string): Change {
  return changed(script, () => [{ range: { start: at.range.end, end: at.range.end }, newText: ` ${code}` }]);
}

/** Removes the word at a place, such as an option without a value, with the blanks in front of it. */
export function removeWordAt({ script, words }: Command, at: Place): Change {
  const word = words.find((one) => one.at.range.start === at.range.start);
  return word === undefined
    ? change(script.file, () => [])
    : removeStretch(script, word.source.start, word.source.end);
}

function removeStretch(script: ShellScript, from: number, end: number): Change {
  const before = /(?:[ \t]*\\\r?\n)?[ \t]*$/.exec(script.document.text.slice(0, from))?.[0] ?? '';
  return replaceStretch(script, from - before.length, end, '');
}
