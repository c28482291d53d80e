import type { TextEdit } from '../base/edit';
import type { Range } from '../base/range';
import { escaped, escapedCharacter } from './escapes';
import { convertJson, safely, safeShape, unreadableJson } from './json-convert';
import { BlockOrigin, documentOf, EmbeddedOrigin, isWritten, MovableOrigin, rangeInDocument } from './origin';
import { wholeLines } from './scan';
import type { ScalarNode, TreeDocument } from './tree';
import { convertYaml } from './yaml-convert';

/** How edits of a JSON text inside another text are made; see `EmbeddedOrigin`. */
export interface Embedding {
  readonly placeholders?: boolean;
  readonly spell?: (json: string) => string;
  readonly escapes?: boolean;
  readonly whenNamed?: readonly TextEdit[];
}

/**
 * Parses a JSON text that stands inside another text. `toFile` maps offsets of `content` to offsets of the file, and
 * must not decrease. The document's `text` is `content`; all ranges are the file's.
 */
export function parseEmbeddedJson(
  file: string,
  content: string,
  toFile: (offset: number) => number,
  { placeholders = false, spell = (json) => json, escapes = false, whenNamed = [] }: Embedding = {},
): TreeDocument {
  const { length } = content;
  const origin = new EmbeddedOrigin(file, length, toFile, placeholders, spell, escapes, whenNamed);
  const shape = safeShape(content);
  const inFile = ({ start, end }: Range): Range => ({ start: toFile(start), end: toFile(end) });
  if (typeof shape === 'string') {
    const range = inFile({ start: 0, end: content.length });
    return {
      ...unreadableJson(file, content, shape),
      problems: [{ range, message: shape }],
      damaged: [range],
    };
  }
  const { comments, errors } = shape;
  const document: TreeDocument = {
    file,
    language: 'json',
    text: content,
    root: shape.root === undefined ? undefined : safely(() => convertJson(shape.root, content, origin, 0)),
    comments: comments.map(({ range, text }) => ({ range: inFile(range), text })),
    problems: errors.map(({ range, message }) => ({ range: inFile(wholeLines(content, range)), message })),
    damaged: errors.map(({ range }) => inFile(wholeLines(content, range))),
  };
  origin.document = document;
  return document;
}

/**
 * Parses the YAML text of a literal block scalar. The document's text is the file's up to the end of the block, with blanks for
 * everything before it: a text keeps its meaning when all its lines are indented alike. Undefined for other scalars.
 */
export function parseYamlBlock(node: ScalarNode): TreeDocument | undefined {
  const host = documentOf(node);
  if (host === undefined || node.style !== 'literal' || !(node.origin instanceof MovableOrigin))
    return undefined;
  const { start, end } = node.range;
  const body = host.text.indexOf('\n', start) + 1;
  if (body === 0 || body > end) return undefined;
  const text = ' '.repeat(body - 1) + host.text.slice(body - 1, end);
  const origin = new BlockOrigin(node);
  const converted = safely(() => convertYaml(text, origin));
  if (converted === undefined) return undefined;
  const { root, comments, problems, damaged } = converted;
  const document: TreeDocument = {
    file: node.file,
    language: 'yaml',
    text,
    root,
    comments,
    problems,
    damaged,
  };
  origin.document = document;
  return document;
}

/**
 * Maps offsets in a scalar's `text` to offsets in its file; the end of the text is mapped too. Follows the edits
 * of the document. Best effort for folded block scalars.
 */
export function scalarOffsets(document: TreeDocument, node: ScalarNode): (offset: number) => number {
  if (!isWritten(node)) return () => node.range.start;
  const { start, end } = rangeInDocument(node);
  const steps = stepsOf(node, document.text.slice(start, end));
  const { origin } = node;
  const step = (offset: number): number => steps[Math.max(0, Math.min(offset, steps.length - 1))] ?? 0;
  if (origin instanceof EmbeddedOrigin) return (offset) => origin.toFile(start + step(offset));
  return (offset) => node.range.start + step(offset);
}

/**
 * How edits of the JSON in a scalar are written where the scalar has escapes: with escapes, and once more in every text around it.
 * Undefined for a scalar without, and for one that goes over several lines.
 */
export function escapesIn(document: TreeDocument, node: ScalarNode): ((json: string) => string) | undefined {
  if (node.style !== 'double' || !isWritten(node)) return undefined;
  const { start, end } = rangeInDocument(node);
  if (document.text.slice(start, end).includes('\n')) return undefined;
  const { origin } = node;
  if (!(origin instanceof EmbeddedOrigin)) return escaped;
  return origin.escapes ? (json) => origin.spell(escaped(json)) : undefined;
}

/** For each offset of the text, and its end, the distance from the start of the source. */
function stepsOf(node: ScalarNode, source: string): readonly number[] {
  if (node.style === 'literal' || node.style === 'folded') return blockSteps(node.text, source);
  const quoted = node.style === 'single' || node.style === 'double';
  return flowSteps(node.text, source, quoted ? 1 : 0, node.style === 'double');
}

function flowSteps(text: string, source: string, from: number, escapes: boolean): readonly number[] {
  const steps: number[] = [];
  let at = from;
  for (let i = 0; i < text.length; ) {
    const escaped = escapes && source[at] === '\\' ? escapedCharacter(source, at) : undefined;
    if (escaped !== undefined && escaped.text !== '') {
      for (let k = 0; k < escaped.text.length; k++) steps.push(at);
      i += escaped.text.length;
      at += escaped.length;
      continue;
    }
    const fold = /(?:\\?[ \t]*\r?\n[ \t]*)+/y;
    fold.lastIndex = at;
    const folded = fold.exec(source)?.[0];
    if (folded !== undefined) {
      // A line break is read as one blank, an empty line as a line break.
      while (
        i < text.length &&
        (text[i] === '\n' || (text[i] === ' ' && source[at + folded.length] !== ' '))
      ) {
        steps.push(at);
        i++;
        if (text[i - 1] === ' ') break;
      }
      at += folded.length;
      continue;
    }
    steps.push(at);
    at += from === 1 && !escapes && source.startsWith("''", at) ? 2 : 1;
    i++;
  }
  steps.push(at);
  return steps;
}

function blockSteps(text: string, source: string): readonly number[] {
  const steps: number[] = [];
  const header = source.indexOf('\n') + 1;
  const indent = /^(?:[ \t]*\r?\n)*( *)/.exec(source.slice(header))?.[1]?.length ?? 0;
  const explicit = Number(/^[|>][-+]?(\d)/.exec(source)?.[1] ?? 0);
  let at = header === 0 ? source.length : header;
  let atLineStart = true;
  for (let i = 0; i < text.length; i++) {
    if (atLineStart) at += leadingBlanks(source, at, explicit > 0 && explicit < indent ? explicit : indent);
    atLineStart = false;
    // A folded line break is a blank in the text; several may be one.
    while (source[at] === '\r') at++;
    if (source[at] === '\n' && text[i] !== '\n' && text[i] !== ' ')
      at += 1 + leadingBlanks(source, at + 1, indent);
    steps.push(at);
    if (source[at] === '\n') atLineStart = true;
    if (at < source.length) at++;
  }
  steps.push(at);
  return steps;
}

function leadingBlanks(source: string, at: number, most: number): number {
  let count = 0;
  while (count < most && source[at + count] === ' ') count++;
  return count;
}
