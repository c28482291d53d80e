import { contains } from '../base/range';
import { type Entry, type Scalar, type Unknown, unknown, type Value } from '../base/value';
import { partsOf } from '../glue/meaning';
import type { Script } from '../glue/script';
import { parseEmbeddedJson } from '../syntax/embedded';
import type { Node, ScalarNode } from '../syntax/tree';
import { openingOf } from './script-literals';
import { written } from './script-values';

/** Stands in the JSON for what the script fills in; a letter that says which part it is follows. */
const mark = '\ue000';
const firstPart = 0xe100;

/**
 * The data in a text that is JSON: a literal, an f-string, a format. What is filled in at run time is unknown. The nodes can be
 * edited where the text is written as it is read.
 */
export function jsonInText(script: Script, value: Value): Value | undefined {
  const content = contentOf(script, value);
  if (!/^\s*\{/.test(content.text)) return undefined;
  const toFile = (offset: number) => content.offsets[Math.min(offset, content.offsets.length - 1)] ?? 0;
  const { root } = parseEmbeddedJson(script.file, content.text, toFile, {
    spell: spelling(script, value),
  });
  return root?.kind === 'map' ? convert(root, content.unknowns) : undefined;
}

interface Content {
  readonly text: string;
  /** For each letter of the text, and its end, where it stands in the script. They do not decrease. */
  readonly offsets: readonly number[];
  readonly unknowns: readonly Unknown[];
}

function contentOf(script: Script, value: Value): Content {
  const offsets: number[] = [];
  const unknowns: Unknown[] = [];
  const { range } = value.at;
  let text = '';
  let last = range.start;
  const add = (letters: string, places: readonly number[]) => {
    for (const place of places) {
      last = Math.max(last, place);
      offsets.push(last);
    }
    text += letters;
  };
  // The pieces of a format share a literal; each is looked for after the one before it.
  const read = new Map<number, number>();
  for (const part of partsOf(value)) {
    if (part.kind === 'scalar') {
      const isHere = part.at.file === script.file && contains(range, part.at.range);
      const from = read.get(part.at.range.start) ?? 0;
      const places = isHere ? placesOf(written(script, part.at), part.text, from) : undefined;
      if (places !== undefined) read.set(part.at.range.start, (places.at(-1) ?? 0) + 1);
      add(part.text, places?.map((place) => part.at.range.start + place) ?? repeated(last, part.text.length));
      continue;
    }
    const letters = `${mark}${String.fromCharCode(firstPart + unknowns.length)}`;
    unknowns.push(part.kind === 'unknown' ? part : unknown('a part of a text', part.at));
    const filled = isWithinString(text) ? letters : `"${letters}"`;
    add(filled, repeated(last, filled.length));
  }
  offsets.push(Math.max(last, range.end - openingOf(written(script, value.at)).quotes));
  return { text, offsets, unknowns };
}

function repeated(place: number, times: number): readonly number[] {
  return new Array<number>(times).fill(place);
}

function isWithinString(json: string): boolean {
  return (json.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;
}

/** Where each letter of a text stands in its literal, from an offset on; undefined where that cannot be told. */
function placesOf(code: string, text: string, from: number): readonly number[] | undefined {
  const { length } = openingOf(code);
  let at = Math.max(from, length);
  if (from > length || !code.startsWith(text.slice(0, 1), at)) {
    // A piece of a format.
    const next = code.indexOf(text, at);
    if (next === -1) return undefined;
    at = next;
  }
  const places: number[] = [];
  for (const letter of text) {
    places.push(at);
    const escaped = code[at] === '\\' ? { n: '\n', t: '\t', r: '\r' }[code[at + 1] ?? ''] : undefined;
    if (code[at] === '\\' && (escaped ?? code[at + 1]) === letter) at += 2;
    else if (code[at] === letter)
      at += (letter === '{' || letter === '}') && code[at + 1] === letter && isDoubled(code, text) ? 2 : 1;
    else return undefined;
  }
  return places;
}

/** Braces stand twice in an f-string and in a text for `format`. */
function isDoubled(code: string, text: string): boolean {
  return code.split('{').length > text.split('{').length || code.split('}').length > text.split('}').length;
}

/** How an edit writes braces and percent signs where these mean something else. */
function spelling(script: Script, value: Value): (json: string) => string {
  const code = written(script, value.at);
  if (partsOf(value).length < 2 && !/^[fF]/.test(code)) return (json) => json;
  if (/^[fF]['"]/.test(code) || /['"]\s*\.\s*format\(/.test(code))
    return (json) => json.replace(/[{}]/g, '$&$&');
  return /['"]\s*%/.test(code) ? (json) => json.replace(/%/g, '%%') : (json) => json;
}

function convert(node: Node, unknowns: readonly Unknown[]): Value {
  if (node.kind === 'scalar') return scalarValue(node, unknowns);
  if (node.kind === 'sequence')
    return { kind: 'list', items: node.items.map((item) => convert(item, unknowns)), open: false, at: node };
  const entries = new Map<string, Entry>();
  for (const { key, value } of node.pairs)
    entries.set(key.text, { key: key.text, keyAt: key, value: convert(value, unknowns) });
  return { kind: 'mapping', entries, open: node.pairs.some(({ key }) => key.text.includes(mark)), at: node };
}

function scalarValue(node: ScalarNode, unknowns: readonly Unknown[]): Value {
  const { text } = node;
  if (!text.includes(mark)) return { kind: 'scalar', text, value: node.value, at: node };
  const parts: (Scalar | Unknown)[] = [];
  for (const piece of text.split(/(\ue000[\s\S])/)) {
    if (piece === '') continue;
    const filled = piece.startsWith(mark) ? unknowns[piece.charCodeAt(1) - firstPart] : undefined;
    parts.push(
      filled === undefined
        ? { kind: 'scalar', text: piece, value: piece, at: node }
        : { ...filled, at: node },
    );
  }
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind: 'text', parts, at: node };
}
