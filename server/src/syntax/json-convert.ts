import type { Node as JsonNode } from 'jsonc-parser';
import type { Range } from '../base/range';
import { type JsonShape, shapeOfJson } from './json-shape';
import type { EmbeddedOrigin, MovableOrigin } from './origin';
import { longestText } from './scan';
import { MapNode, type Node, type Pair, ScalarNode, SequenceNode, type TreeDocument } from './tree';

/** The shape of a text, or a sentence that says why there is none. */
export function safeShape(text: string): JsonShape | string {
  if (text.length > longestText) return 'The file is too large to be read.';
  if (text.includes('\u0000')) return 'The file is not a text.';
  return safely(() => shapeOfJson(text)) ?? 'The file is nested too deeply to be read.';
}

/** Undefined where something cannot be made; deep nesting overflows the stack. */
export function safely<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** `base`: the offset in the text from which the origin's nodes count. */
export function convertJson(
  node: JsonNode | undefined,
  text: string,
  origin: MovableOrigin | EmbeddedOrigin,
  base: number,
): Node | undefined {
  if (node === undefined) return undefined;
  const from = node.offset - base;
  const to = from + node.length;
  if (node.type === 'object') {
    const pairs: Pair[] = [];
    for (const property of node.children ?? []) {
      const key = property.children?.[0];
      const value = key === undefined ? undefined : valueNode(property, key, text, origin, base);
      if (key !== undefined && value !== undefined) pairs.push({ key: keyNode(key, origin, base), value });
    }
    return new MapNode(origin, from, to, undefined, pairs, true);
  }
  if (node.type === 'array') {
    const items = (node.children ?? [])
      .map((item) => convertJson(item, text, origin, base))
      .filter((item) => item !== undefined);
    return new SequenceNode(origin, from, to, undefined, items, true);
  }
  if (node.type === 'string') {
    const value = String(node.value);
    return new ScalarNode(origin, from, to, undefined, value, value, 'double');
  }
  const source = text.slice(node.offset, node.offset + node.length);
  const value = typeof node.value === 'number' || typeof node.value === 'boolean' ? node.value : null;
  return new ScalarNode(origin, from, to, undefined, source, value, 'plain');
}

export function valueNode(
  property: JsonNode,
  key: JsonNode,
  text: string,
  origin: MovableOrigin | EmbeddedOrigin,
  base: number,
): Node | undefined {
  const value = property.children?.[1];
  if (value !== undefined) return convertJson(value, text, origin, base);
  const at = missingAt(property, key, text) - base;
  return new ScalarNode(origin, at, at, undefined, '', null, 'missing');
}

export function missingAt(property: JsonNode, key: JsonNode, text: string): number {
  const keyEnd = key.offset + key.length;
  const colon =
    property.colonOffset ?? keyEnd + (/^\s*(?=:)/.exec(text.slice(keyEnd, keyEnd + 100))?.[0].length ?? -1);
  if (text[colon] !== ':') return keyEnd;
  return text[colon + 1] === ' ' ? colon + 2 : colon + 1;
}

export function keyNode(key: JsonNode, origin: MovableOrigin | EmbeddedOrigin, base: number): ScalarNode {
  const text = String(key.value);
  return new ScalarNode(
    origin,
    key.offset - base,
    key.offset - base + key.length,
    undefined,
    text,
    text,
    'double',
  );
}

export function repeatedKeys(root: JsonNode): { range: Range; message: string }[] {
  const problems: { range: Range; message: string }[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    waiting.push(...(node.children ?? []));
    if (node.type !== 'object') continue;
    const seen = new Set<unknown>();
    for (const property of node.children ?? []) {
      const key = property.children?.[0];
      if (key === undefined) continue;
      const range = { start: key.offset, end: key.offset + key.length };
      if (seen.has(key.value)) problems.push({ range, message: `The key ${key.value} stands here twice.` });
      seen.add(key.value);
    }
  }
  return problems;
}

export function unreadableJson(file: string, text: string, message: string): TreeDocument {
  const range = { start: 0, end: text.length };
  return {
    file,
    text,
    language: 'json',
    root: undefined,
    comments: [],
    problems: [{ range, message }],
    damaged: [range],
  };
}
