import type { Entry, Scalar, Unknown, Value } from '../base/value';
import { unknown } from '../base/value';
import { parseEmbeddedJson } from '../syntax/embedded';
import type { ShellPart, ShellWord } from '../syntax/shell-tree';
import type { Node, ScalarNode } from '../syntax/tree';
import type { ShellScript } from './shell-script';
import { knownWord } from './shell-values';

/** Stands in the JSON text for what is not known; a letter that says which part it is follows. */
const mark = '\ue000';
const firstPart = 0xe100;
const mostParts = 1_000;

/**
 * The data in a word or heredoc that is JSON. What the shell puts in is known where its variable is, and unknown otherwise. The
 * nodes can be edited where the text is written as it is read.
 */
export function jsonIn(script: ShellScript, word: ShellWord, depth = 0): Value | undefined {
  const [only, more] = word.parts;
  const known =
    only === undefined || more !== undefined ? undefined : knownWord(script.document, script.variables, only);
  // The text stands where the variable gets it.
  if (known !== undefined && known !== word && depth < 8) return jsonIn(script, known, depth + 1);
  const content = contentOf(script, word);
  if (!/^\s*[{[]/.test(content.text)) return undefined;
  const { document } = script;
  const toFile = (offset: number): number => {
    const index = Math.max(0, Math.min(offset, content.offsets.length - 1));
    return document.place(content.offsets[index] ?? word.end, word.end).range.start;
  };
  const { root } = parseEmbeddedJson(script.file, content.text, toFile);
  return root === undefined ? undefined : convert(root, content.unknowns);
}

interface Content {
  readonly text: string;
  /** For each letter of the text, and its end, where it stands in the program. */
  readonly offsets: readonly number[];
  readonly unknowns: readonly ShellPart[];
}

function contentOf(script: ShellScript, word: ShellWord): Content {
  const offsets: number[] = [];
  const unknowns: ShellPart[] = [];
  let text = '';
  let isString = false;
  const add = (letters: string, start: number, isWritten: boolean): void => {
    for (let i = 0; i < letters.length; i++) {
      if (letters[i] === '"' && !/(?:^|[^\\])(?:\\\\)*\\$/.test(letters.slice(Math.max(0, i - 8), i)))
        isString = !isString;
      offsets.push(isWritten ? start + i : start);
    }
    text += letters;
  };
  const addUnknown = (part: ShellPart, start: number): void => {
    const letter = String.fromCharCode(firstPart + Math.min(unknowns.length, mostParts));
    unknowns.push(part);
    // Outside of a string the marks have to be a value by themselves.
    add(isString ? mark + letter : `"${mark}${letter}"`, start, false);
  };
  const walk = ({ parts }: ShellWord, at: number | undefined, depth: number): void => {
    for (const part of parts) {
      const start = at ?? part.start;
      if (part.kind === 'literal') {
        add(part.text, start, at === undefined && part.text.length === part.end - part.start);
        continue;
      }
      const known = depth < 4 ? knownWord(script.document, script.variables, part) : undefined;
      if (known === undefined) addUnknown(part, start);
      // A text that stands further up in the program, as its variable's only value, is edited there.
      else walk(known, isBefore(word, known) || at !== undefined ? start : undefined, depth + 1);
    }
  };
  walk(word, undefined, 0);
  offsets.push(word.end);
  return { text, offsets, unknowns };
}

/** Offsets must not decrease: only a text within the word itself keeps its own places. */
function isBefore(word: ShellWord, known: ShellWord): boolean {
  return known.start < word.start || known.end > word.end;
}

function convert(node: Node, unknowns: readonly ShellPart[]): Value {
  if (node.kind === 'scalar') return scalarValue(node, unknowns);
  if (node.kind === 'sequence')
    return {
      kind: 'list',
      items: node.items.map((item) => convert(item, unknowns)),
      open: node.items.some((item) => isMarked(item)),
      at: node,
    };
  const entries = new Map<string, Entry>();
  for (const { key, value } of node.pairs)
    entries.set(key.text, { key: key.text, keyAt: key, value: convert(value, unknowns) });
  return { kind: 'mapping', entries, open: node.pairs.some(({ key }) => isMarked(key)), at: node };
}

/** True for what is nothing but a part that is not known: it may be several items. */
function isMarked(node: Node): boolean {
  return node.kind === 'scalar' && node.text.length === 2 && node.text.startsWith(mark);
}

function scalarValue(node: ScalarNode, unknowns: readonly ShellPart[]): Value {
  const { text } = node;
  if (!text.includes(mark)) return { kind: 'scalar', text, value: node.value, at: node };
  const parts: (Scalar | Unknown)[] = [];
  for (const piece of text.split(/(\ue000[\s\S])/)) {
    if (piece === '') continue;
    if (!piece.startsWith(mark)) parts.push({ kind: 'scalar', text: piece, value: piece, at: node });
    else {
      const part = unknowns[piece.charCodeAt(1) - firstPart];
      parts.push(
        unknown(part?.kind === 'variable' ? `the value of ${part.name}` : 'the output of a command', node),
      );
    }
  }
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind: 'text', parts, at: node };
}
