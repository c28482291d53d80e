import { parser } from '@lezer/json';
import {
  createScanner,
  type Node as JsonNode,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { Range } from '../base/range';
import type { Comment } from './tree';

/** A JSON text as the libraries see it; offsets count from the start of the text. */
export interface JsonShape {
  readonly root: JsonNode | undefined;
  readonly comments: readonly Comment[];
  readonly errors: readonly { readonly range: Range; readonly message: string }[];
}

/** Parses JSON with comments and trailing commas. May throw RangeError on deep nesting. */
export function shapeOfJson(text: string): JsonShape {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const { comments, blanked } = withoutComments(text);
  if (errors.length === 0) return { root, comments, errors: [] };
  // The fast parser loses nesting at a stray bracket; the error-tolerant one often keeps it.
  const recovered = recover(blanked);
  const better = recovered.root !== undefined && keptPairs(recovered.root) > keptPairs(root);
  const found = errors.map(({ error, offset, length }) => ({
    range: { start: offset, end: offset + length },
    message: `JSON: ${printParseErrorCode(error)}.`,
  }));
  return better
    ? { root: recovered.root, comments, errors: [...found, ...recovered.errors] }
    : { root, comments, errors: found };
}

/** The library's `SyntaxKind`, which as a const enum cannot be imported by single-file compilers. */
const lineComment = 12;
const blockComment = 13;
const endOfFile = 17;

/** The comments, and the text with them turned into blanks of equal length. */
function withoutComments(text: string): { comments: readonly Comment[]; blanked: string } {
  const comments: Comment[] = [];
  let blanked = '';
  let copied = 0;
  const scanner = createScanner(text, false);
  for (let kind: number = scanner.scan(); kind !== endOfFile; kind = scanner.scan()) {
    if (kind !== lineComment && kind !== blockComment) continue;
    const start = scanner.getTokenOffset();
    const source = text.slice(start, start + scanner.getTokenLength()).trimEnd();
    const content = source.replace(/^(?:\/\/+|\/\*+)/, '').replace(/\*+\/$/, '');
    comments.push({ range: { start, end: start + source.length }, text: content.trim() });
    blanked += text.slice(copied, start) + source.replace(/[^\r\n]/g, ' ');
    copied = start + source.length;
  }
  return { comments, blanked: blanked + text.slice(copied) };
}

/** Pairs that have a value count more than keys that lost theirs. */
function keptPairs(root: JsonNode | undefined): number {
  let pairs = 0;
  const waiting = root === undefined ? [] : [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'property' && node.children?.length === 2) pairs++;
    waiting.push(...(node.children ?? []));
  }
  return pairs;
}

type LezerNode = ReturnType<typeof parser.parse>['topNode'];

function recover(text: string): { root: JsonNode | undefined; errors: JsonShape['errors'] } {
  const top = parser.parse(text).topNode;
  const errors: { range: Range; message: string }[] = [];
  const cursor = top.cursor();
  do {
    if (cursor.type.isError)
      errors.push({ range: { start: cursor.from, end: cursor.to }, message: 'JSON: unexpected text.' });
  } while (cursor.next());
  const root = childrenOf(top)
    .map((child) => jsonNode(child, text))
    .find((node) => node !== undefined);
  return { root, errors };
}

function childrenOf(node: LezerNode): LezerNode[] {
  const children: LezerNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

function jsonNode(node: LezerNode, text: string): JsonNode | undefined {
  const place = { offset: node.from, length: node.to - node.from };
  const source = text.slice(node.from, node.to);
  switch (node.name) {
    case 'Object':
      return { type: 'object', ...place, children: parsed(node, text, 'property') };
    case 'Array':
      return { type: 'array', ...place, children: parsed(node, text, undefined) };
    case 'Property': {
      const [key, ...rest] = parsed(node, text, undefined);
      if (key?.type !== 'string') return undefined;
      return { type: 'property', ...place, children: [key, ...rest.slice(0, 1)] };
    }
    case 'PropertyName':
    case 'String':
      return { type: 'string', ...place, value: unescaped(source) };
    case 'Number':
      return { type: 'number', ...place, value: Number(source) };
    case 'True':
    case 'False':
      return { type: 'boolean', ...place, value: node.name === 'True' };
    case 'Null':
      return { type: 'null', ...place, value: null };
    default:
      return undefined;
  }
}

function parsed(node: LezerNode, text: string, only: JsonNode['type'] | undefined): JsonNode[] {
  return childrenOf(node)
    .map((child) => jsonNode(child, text))
    .filter((child) => child !== undefined)
    .filter((child) => only === undefined || child.type === only);
}

function unescaped(source: string): string {
  try {
    return String(JSON.parse(source));
  } catch {
    return source.replace(/^"|"$/g, '');
  }
}
