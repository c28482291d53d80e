import { type Change, change } from '../base/edit';
import type { Range } from '../base/range';
import { scriptEdits } from '../glue/edits';
import type { Argument, Call, Script, ScriptEdits } from '../glue/script';
import { parsePython } from '../syntax/python';

/**
 * Repairs of a script. Its text is parsed again when the first of them is asked for, which rules never wait for; a rule that
 * offers many repairs shares one.
 */
export function editsFor(script: Script): ScriptEdits {
  let edits: ScriptEdits | undefined;
  const later = (make: (edits: ScriptEdits) => Change): Change =>
    change(script.file, () => {
      edits ??= scriptEdits(parsePython(script.file, script.text));
      return make(edits).edits();
    });
  return {
    // What stands in a module of the script is not the script's to change.
    replace: (place, code) =>
      place.file === script.file
        ? later((edits) => edits.replace(place, code))
        : change(script.file, () => []),
    addKeyword: (call, name, code) => later((edits) => edits.addKeyword(call, name, code)),
    setKeyword: (call, name, code) => later((edits) => edits.setKeyword(call, name, code)),
    addImport: (line) => later((edits) => edits.addImport(line)),
    addFunction: (name, code) => later((edits) => edits.addFunction(name, code)),
    setKey: (mapping, key, code) => later((edits) => edits.setKey(mapping, key, code)),
  };
}

/** Takes keyword arguments that are written in a call out of it, with the commas that they leave behind. */
export function removeKeywords(script: Script, given: readonly Argument[]): Change {
  return change(script.file, () => {
    const { text } = script;
    return neighbours(text, given).map(({ start, end }) => {
      const before = /,\s*$/.exec(text.slice(0, start))?.[0].length;
      if (before !== undefined) return { range: { start: start - before, end }, newText: '' };
      const after = /^\s*,[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
      return { range: { start, end: end + after }, newText: '' };
    });
  });
}

/** The stretches that the arguments take up, those next to each other joined. */
function neighbours(text: string, given: readonly Argument[]): readonly Range[] {
  const ranges = given
    .flatMap(({ nameAt, at }) =>
      nameAt === undefined ? [] : [{ start: nameAt.range.start, end: at.range.end }],
    )
    .sort((a, b) => a.start - b.start);
  const joined: Range[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last === undefined || !/^\s*,\s*$/.test(text.slice(last.end, range.start))) joined.push(range);
    else joined[joined.length - 1] = { start: last.start, end: range.end };
  }
  return joined;
}

/**
 * Adds a statement after the one that a call makes up, with its indentation. No change where the call is a part of something
 * larger. `code` is given what the call is made on: `s3`, `self.client`.
 */
export function addStatementAfter(call: Call, code: (receiver: string) => string): Change | undefined {
  const { script, whole, at } = call;
  if (whole.file !== script.file) return undefined;
  const { text } = script;
  const { start, end } = whole.range;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const [, indent, before = ''] = /^([ \t]*)(.*)$/.exec(text.slice(lineStart, start)) ?? [];
  const receiver = text.slice(start, at.range.start).replace(/\.\s*$/, '');
  const rest = /^[^\n]*/.exec(text.slice(end))?.[0] ?? '';
  if (
    indent === undefined ||
    !/^(?:[A-Za-z_]\w*\s*=\s*)?$/.test(before) ||
    !/^[A-Za-z_][\w.]*$/.test(receiver)
  )
    return undefined;
  if (!/^\s*(?:#.*)?$/.test(rest)) return undefined;
  const eol = /\r\n/.test(text) ? '\r\n' : '\n';
  const after = end + rest.replace(/\r$/, '').length;
  const lines = code(receiver).split('\n');
  return change(script.file, () => [
    { range: { start: after, end: after }, newText: lines.map((line) => `${eol}${indent}${line}`).join('') },
  ]);
}
