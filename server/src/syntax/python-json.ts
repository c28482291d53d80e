import { parseEmbeddedJson } from './embedded';
import type { TreeDocument } from './tree';

/**
 * Reads a dict or list that stands in a Python program as the JSON that it looks like. Its nodes have the ranges of what is
 * written and can be edited; an expression that is no literal is a scalar without meaning. Undefined where the text between
 * `start` and `end` is not of that form.
 */
export function parsePythonJson(
  file: string,
  text: string,
  start: number,
  end: number,
): TreeDocument | undefined {
  const source = text.slice(start, end);
  const json = toJson(source);
  if (json === undefined) return undefined;
  const document = parseEmbeddedJson(file, json, (offset) => start + offset, {
    spell: (written) => toPython(written, isSingleQuoted(source)),
  });
  return document.damaged.length > 0 ? undefined : document;
}

const token =
  /(?<blank>\s+|\\\r?\n)|(?<comment>#[^\n]*)|(?<mark>[{}[\],:])|(?<word>True|False|None)(?!\w)|(?<number>-?\d+(?:\.\d+)?)(?![\w.])|(?<text>"[^"\\\n]*"|'[^'\\"\n]*')(?!['"])/y;

/** JSON of the same length: every letter stays where it is. */
function toJson(source: string): string | undefined {
  let json = '';
  for (let at = 0; at < source.length; ) {
    token.lastIndex = at;
    const groups = token.exec(source)?.groups;
    const found = groups?.['blank'] ?? groups?.['mark'];
    if (found !== undefined) {
      json += found.replace('\\', ' ');
      at += found.length;
      continue;
    }
    const comment = groups?.['comment'];
    if (comment !== undefined) {
      json += ' '.repeat(comment.length);
      at += comment.length;
      continue;
    }
    const literal = groups?.['word'] ?? groups?.['number'] ?? groups?.['text'];
    const end = endOfExpression(source, at);
    if (end === at) return undefined;
    const expression = source.slice(at, end);
    json += literal === expression ? literalOf(literal) : opaque(expression);
    at = end;
  }
  return json;
}

function literalOf(literal: string): string {
  const word = { True: 'true', False: 'false', None: 'null' }[literal];
  return word ?? literal.replace(/^'(.*)'$/s, '"$1"');
}

/** A scalar as long as the expression. */
function opaque(expression: string): string {
  return expression.length < 2
    ? '0'
    : `"${expression.slice(2).replace(/[^\n]/g, '_').replaceAll('\n', '_')}"`;
}

/** Where the expression ends that begins here: at a comma, colon or bracket of the collection around it. */
function endOfExpression(source: string, from: number): number {
  const part = /(?:'''|""")[\s\S]*?(?:'''|""")|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|[\s\S]/y;
  let depth = 0;
  let at = from;
  let end = from;
  while (at < source.length) {
    part.lastIndex = at;
    const one = part.exec(source)?.[0] ?? '';
    if (depth === 0 && /^[\]},:#)]$/.test(one)) break;
    if (/^[([{]$/.test(one)) depth++;
    if (/^[)\]}]$/.test(one)) depth--;
    at += one.length;
    if (one.trim() !== '') end = at;
  }
  return end;
}

function isSingleQuoted(source: string): boolean {
  return (source.match(/'/g)?.length ?? 0) > (source.match(/"/g)?.length ?? 0);
}

/** What is written into the JSON, as Python writes it. */
function toPython(json: string, single: boolean): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b/g, (part) => {
    if (!part.startsWith('"')) return { true: 'True', false: 'False', null: 'None' }[part] ?? part;
    return single && !part.includes("'") ? `'${part.slice(1, -1)}'` : part;
  });
}
