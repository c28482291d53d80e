import type { CST } from 'yaml';
import type { Comment } from './tree';

/** The comments among the tokens of a text; ranges count from its start. */
export function yamlComments(tokens: readonly CST.Token[]): Comment[] {
  const comments: Comment[] = [];
  const waiting: unknown[] = [tokens];
  while (waiting.length > 0) {
    const token = waiting.pop();
    if (Array.isArray(token)) waiting.push(...token.toReversed());
    else if (isObject(token)) readToken(token, comments, waiting);
  }
  return comments.sort((a, b) => a.range.start - b.range.start);
}

/** Where tokens keep others, in text order. */
const places = ['props', 'start', 'key', 'sep', 'items', 'value', 'end'] as const;

function readToken(token: Readonly<Record<string, unknown>>, comments: Comment[], waiting: unknown[]): void {
  const { type, offset, source } = token;
  if (type === 'comment' && typeof offset === 'number' && typeof source === 'string') {
    const end = offset + source.trimEnd().length;
    comments.push({ range: { start: offset, end }, text: source.replace(/^#+/, '').trim() });
    return;
  }
  for (const place of places) {
    const inner = token[place];
    if (typeof inner === 'object' && inner !== null) waiting.push(inner);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
