import type { Change, TextEdit } from '../base/edit';
import type { Place } from '../base/range';
import type { Mapping } from '../base/value';
import type { PythonDocument } from '../syntax/python';
import { appendItem, endOfLine, nextLine, readBrackets } from '../syntax/python-layout';
import type { Body, Statement } from '../syntax/python-tree';
import type { Call, ScriptEdits } from './script';

/**
 * Repairs of a script in its author's style. A change whose place is not where it is expected has no edits. Given
 * together, `addImport` stands before `addFunction`.
 */
export function scriptEdits(document: PythonDocument): ScriptEdits {
  const { file, text } = document;
  const eol = /\r\n/.test(text) ? '\r\n' : '\n';
  const change = (edits: () => readonly TextEdit[], where = file): Change => ({ file: where, edits });
  const insert = (at: number, newText: string): TextEdit => ({ range: { start: at, end: at }, newText });
  const replace = (place: Place, code: string) =>
    change(() => [{ range: place.range, newText: withLineEnds(code, eol) }], place.file);

  const append = (open: number | undefined, code: string): readonly TextEdit[] => {
    const brackets = open === undefined ? undefined : readBrackets(text, open);
    if (!brackets) return [];
    return appendItem(text, brackets, withLineEnds(code, eol), eol).map(({ at, text: added }) =>
      insert(at, added),
    );
  };

  return {
    replace,
    addKeyword: (call, name, code) => change(() => append(openingOf(text, file, call), `${name}=${code}`)),
    setKeyword: (call, name, code) => {
      const argument = call.keyword.get(name);
      if (argument) return argument.at.file === file ? replace(argument.at, code) : change(() => []);
      return change(() => append(openingOf(text, file, call), `${name}=${code}`));
    },
    addImport: (line) =>
      change(() => {
        if (isImported(document.body, line)) return [];
        const after = lastImport(document);
        if (after !== undefined) return [insert(after, `${eol}${line}`)];
        const at = startOfCode(document);
        return [insert(at, `${lineBreakBefore(text, at, eol)}${line}${eol}`)];
      }),
    addFunction: (name, code) =>
      change(() => {
        if (definesName(document.body, name)) return [];
        const after = lastImport(document);
        const at = after === undefined ? startOfCode(document) : nextLine(text, after);
        return [insert(at, functionText(text, at, code, eol, after !== undefined))];
      }),
    setKey: (mapping, key, code) =>
      change(() => keyEdits(text, file, mapping, key, withLineEnds(code, eol), append)),
  };
}

/** The opening bracket of a call's arguments. */
function openingOf(text: string, file: string, call: Call): number | undefined {
  if (call.at.file !== file) return undefined;
  const { end } = call.at.range;
  const blanks = /^[\s)\\]*/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  return text.charAt(end + blanks) === '(' ? end + blanks : undefined;
}

function keyEdits(
  text: string,
  file: string,
  mapping: Mapping,
  key: string,
  code: string,
  append: (open: number, code: string) => readonly TextEdit[],
): readonly TextEdit[] {
  if (mapping.at.file !== file) return [];
  const { start, end } = mapping.at.range;
  const isLiteral = text.charAt(start) === '{';
  const open = isLiteral ? start : start + text.slice(start, end).indexOf('(');
  const brackets = open < start ? undefined : readBrackets(text, open);
  if (!brackets) return [];
  for (const item of brackets.items) {
    if (item.separator === undefined) continue;
    const written = text.slice(item.start, item.separator - 1).trim();
    if (written.replace(/^[A-Za-z]{0,2}(['"]+)([\s\S]*)\1$/, '$2') !== key) continue;
    const from = item.separator + (/^\s*/.exec(text.slice(item.separator, item.end))?.[0].length ?? 0);
    return [{ range: { start: from, end: item.end }, newText: code }];
  }
  if (!isLiteral) return /^[A-Za-z_]\w*$/.test(key) ? append(open, `${key}=${code}`) : [];
  const [first] = brackets.items;
  const quote = first && text.charAt(first.start) === '"' ? '"' : "'";
  return append(open, `${quote}${key}${quote}: ${code}`);
}

function withLineEnds(code: string, eol: string): string {
  return code.replace(/\r?\n/g, eol);
}

/** The end of the line of the last import before the first definition. */
function lastImport(document: PythonDocument): number | undefined {
  let end: number | undefined;
  for (const { offset, statement } of document.body) {
    if (statement.kind === 'function' || statement.kind === 'class') break;
    if (isImport(statement)) end = endOfLine(document.text, offset + statement.length);
  }
  return end;
}

function isImport(statement: Statement): boolean {
  if (statement.kind === 'import') return true;
  return statement.kind === 'group' && statement.body.some((placed) => isImport(placed.statement));
}

/** Where the first statement after the module's docstring may be put, when there is no import. */
function startOfCode({ body, text }: PythonDocument): number {
  const [first] = body;
  if (!first) return text.length;
  const { statement, offset } = first;
  const only = statement.kind === 'expression' ? statement.expressions[0] : undefined;
  const isDocstring = only?.kind === 'string' || only?.kind === 'joined';
  return isDocstring ? nextLine(text, offset + statement.length) : offset;
}

function lineBreakBefore(text: string, at: number, eol: string): string {
  return at === 0 || text.charAt(at - 1) === '\n' || text.charAt(at - 1) === '\ufeff' ? '' : eol;
}

function functionText(text: string, at: number, code: string, eol: string, blanksBefore: boolean): string {
  const tabs = /^\t/m.test(text) && !/^ {2}/m.test(text);
  const body = withLineEnds(tabs ? code.replace(/ {4}/g, '\t') : code, eol).trimEnd();
  const rest = text.slice(at);
  const blankLines = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(rest)?.[0].split(/\r\n|\n|\r/).length ?? 1;
  const after = rest.trim() === '' ? '' : eol.repeat(Math.max(0, 3 - blankLines));
  return `${lineBreakBefore(text, at, eol)}${blanksBefore ? eol + eol : ''}${body}${eol}${after}`;
}

function definesName(body: Body, name: string): boolean {
  return body.some(
    ({ statement }) =>
      (statement.kind === 'function' && statement.name.id === name) ||
      (statement.kind === 'try' && definesName(statement.body, name)),
  );
}

/** True when the top level already imports every name of the line. */
function isImported(body: Body, line: string): boolean {
  const from = /^from\s+(\S+)\s+import\s+(.+)$/.exec(line.trim());
  const plain = /^import\s+(.+)$/.exec(line.trim());
  const wanted = (from?.[2] ?? plain?.[1] ?? '').split(',').map((name) => name.trim().split(/\s+as\s+/));
  return wanted.every(([name = '', as = name]) => bodyImports(body, from?.[1], name, as));
}

function bodyImports(body: Body, module: string | undefined, name: string, as: string): boolean {
  return body.some(({ statement }) => {
    if (statement.kind === 'try' || statement.kind === 'group')
      return bodyImports(statement.body, module, name, as);
    if (statement.kind !== 'import' || statement.module !== module) return false;
    // `import a.b` also gives `a`.
    return statement.names.some((given) => (given.name === name || module === undefined) && given.as === as);
  });
}
