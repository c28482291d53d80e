import type { TextEdit } from '../../base/edit';
import { isWritten } from '../origin';
import {
  type Content,
  type MapNode,
  type Node,
  type ScalarNode,
  type SequenceNode,
  TaggedContent,
} from '../tree';
import { addToBlock, endBefore, removeFromBlock } from './block';
import { isEqual, needsTags } from './content';
import { addToFlow, removeFromFlow } from './flow';
import { insertItem } from './item';
import { replacement, replaceNode } from './replace';
import { scalarStyle, writeScalar } from './scalar';
import { edit, endOf, finish, type Site, siteOf, startOf, writtenPairs } from './site';
import { blockStyleAt, writeBlockKey, writePair } from './write-block';
import { flowStyleAt, writeEntry, writeInline, writeLines } from './write-flow';

/** Where a new pair belongs; at the end when the named key is not there. */
export interface Where {
  readonly before?: string;
  readonly after?: string;
}

/** Sets the value of a key: replaces it when the key is there, otherwise adds the pair. */
export function setEntry(
  map: MapNode,
  key: string,
  content: Content,
  where: Where = {},
): readonly TextEdit[] {
  const effective = map.get(key);
  if (effective !== undefined && isEqual(effective, content)) return [];
  const written = writtenPairs(map).findLast((pair) => pair.key.text === key);
  return written === undefined ? insertPair(map, key, content, where) : replaceNode(written.value, content);
}

/** Adds a pair, after the last one unless said otherwise. None when the map has such a key in its own text. */
export function insertPair(
  map: MapNode,
  key: string,
  content: Content,
  where: Where = {},
): readonly TextEdit[] {
  const site = siteOf(map);
  const pairs = writtenPairs(map);
  if (site === undefined || pairs.some((pair) => pair.key.text === key)) return [];
  if (site.json && needsTags(content)) return [];
  const at = (name: string | undefined) =>
    name === undefined ? -1 : pairs.findIndex((pair) => pair.key.text === name);
  const before = at(where.before);
  const after = at(where.after);
  const index = after >= 0 ? after + 1 : before >= 0 ? before : pairs.length;
  return finish(
    site,
    map,
    map.flow ? addFlowPair(site, map, index, key, content) : addBlockPair(site, map, index, key, content),
  );
}

function addFlowPair(
  site: Site,
  map: MapNode,
  index: number,
  key: string,
  content: Content,
): readonly TextEdit[] | undefined {
  // An empty map in block YAML becomes a block.
  if (!site.json && map.pairs.length === 0 && map.parent?.flow === false)
    return replacement(site, map, { [key]: content });
  const style = flowStyleAt(site, map, undefined);
  return addToFlow(site, map, index, style, (indent) => {
    const value = indent === undefined ? writeInline(content, style) : writeLines(content, style, indent);
    return writeEntry(key, value, style);
  });
}

function addBlockPair(
  site: Site,
  map: MapNode,
  index: number,
  key: string,
  content: Content,
): readonly TextEdit[] | undefined {
  const style = blockStyleAt(site, map, undefined, endBefore(site, map, index));
  return addToBlock(site, map, index, (column) => writePair(key, content, column, style));
}

/**
 * Sets what stands under a path of keys and indices. Goes down the collections that are there and writes the rest
 * of the path as new ones. There are no edits where the path leads through an intrinsic function or a scalar.
 */
export function setPath(
  map: MapNode,
  path: readonly (string | number)[],
  content: Content,
): readonly TextEdit[] {
  let node: MapNode | SequenceNode = map;
  for (let i = 0; i < path.length; i++) {
    const step = path[i];
    if (step === undefined) return [];
    const rest = path.slice(i + 1);
    const child = childOf(node, step);
    if (rest.length === 0 || child === undefined || isNothing(child)) {
      const value = nested(rest, content);
      return value === undefined ? [] : setStep(node, step, value);
    }
    if (child.kind === 'scalar' || isFunction(child)) return [];
    node = child;
  }
  return [];
}

/** One of several values that are set at once. */
export interface Setting {
  readonly map: MapNode;
  readonly path: readonly (string | number)[];
  readonly content: Content;
}

/** Sets several values. Those that need the same new map share it. */
export function setPaths(settings: readonly Setting[]): readonly TextEdit[] {
  const made = new Map<MapNode, Map<string, Nested>>();
  const edits: TextEdit[] = [];
  const filled = new Map<MapNode, Nested>();
  for (const { map, path, content } of settings) {
    if (map.pairs.length === 0 && path.every(isKey)) {
      filled.set(map, withPath(filled.get(map) ?? {}, path, content));
      continue;
    }
    const [first, ...rest] = path;
    const isInNewMap =
      first !== undefined && rest.length > 0 && map.get(String(first)) === undefined && rest.every(isKey);
    if (!isInNewMap) {
      edits.push(...setPath(map, path, content));
      continue;
    }
    const inMap = made.get(map) ?? new Map<string, Nested>();
    made.set(map, inMap.set(String(first), withPath(inMap.get(String(first)) ?? {}, rest, content)));
  }
  for (const [map, entries] of made)
    for (const [key, content] of entries) edits.push(...setEntry(map, key, content));
  for (const [map, content] of filled) edits.push(...filledIn(map, content));
  return edits;
}

/** What goes into a map that holds nothing yet would all go to the same place. */
function filledIn(map: MapNode, content: Nested): readonly TextEdit[] {
  const [only, ...others] = Object.entries(content);
  if (only === undefined) return [];
  return others.length === 0 ? setEntry(map, ...only) : replaceNode(map, content);
}

interface Nested {
  readonly [key: string]: Content;
}

function isKey(step: string | number): step is string {
  return typeof step === 'string';
}

function withPath(into: Nested, path: readonly string[], content: Content): Nested {
  const [key, ...rest] = path;
  if (key === undefined) return into;
  if (rest.length === 0) return { ...into, [key]: content };
  const inner = into[key];
  const isMap = typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof TaggedContent);
  return { ...into, [key]: withPath(isMap ? (inner as Nested) : {}, rest, content) };
}

function childOf(node: MapNode | SequenceNode, step: string | number): Node | undefined {
  if (node.kind === 'map') return node.get(String(step));
  return typeof step === 'number' ? node.items[step] : undefined;
}

function setStep(node: MapNode | SequenceNode, step: string | number, content: Content): readonly TextEdit[] {
  if (node.kind === 'map') return setEntry(node, String(step), content);
  if (typeof step !== 'number') return [];
  const item = node.items[step];
  if (item !== undefined) return replaceNode(item, content);
  return step === node.items.length ? insertItem(node, step, content) : [];
}

function nested(path: readonly (string | number)[], content: Content): Content | undefined {
  let value = content;
  for (const step of path.toReversed()) {
    if (typeof step === 'number' && step !== 0) return undefined;
    value = typeof step === 'number' ? [value] : { [step]: value };
  }
  return value;
}

function isNothing(node: Node): boolean {
  return node.kind === 'scalar' && node.tag === undefined && node.value === null;
}

/** True for a tagged value and for a map that stands for one of CloudFormation's functions. */
function isFunction(node: Node): boolean {
  if (node.tag !== undefined) return true;
  const only = node.kind === 'map' && node.pairs.length === 1 ? node.pairs[0] : undefined;
  if (only === undefined) return false;
  if (only.key.text === 'Condition') return only.value.kind === 'scalar';
  return only.key.text === 'Ref' || only.key.text.startsWith('Fn::');
}

/** Removes a pair with its comments. Nothing goes that an alias elsewhere needs. */
export function removeEntry(map: MapNode, key: string): readonly TextEdit[] {
  const site = siteOf(map);
  const pairs = writtenPairs(map);
  const index = pairs.findIndex((pair) => pair.key.text === key);
  // With the last of equal keys gone, the one before it would speak.
  const repeated = pairs.findLastIndex((pair) => pair.key.text === key) !== index;
  if (site === undefined || index < 0 || repeated) return [];
  return removeChild(site, map, index, pairs.length === 1 && map.pairs.length === 1);
}

/** Removes an item with its comments. */
export function removeItem(sequence: SequenceNode, index: number): readonly TextEdit[] {
  const site = siteOf(sequence);
  if (site === undefined || sequence.items[index] === undefined) return [];
  return removeChild(site, sequence, index, sequence.items.length === 1);
}

function removeChild(
  site: Site,
  node: MapNode | SequenceNode,
  index: number,
  only: boolean,
): readonly TextEdit[] {
  const holder = node.flow || !only ? node : (node.parent ?? node);
  if (!isWritten(holder)) return [];
  const edits = node.flow
    ? removeFromFlow(site, node, index)
    : only
      ? replacement(site, node, emptyOf(node))
      : removeFromBlock(site, node, index);
  if (edits?.some(({ range }) => holdsNeededAnchor(site, range.start, range.end))) return [];
  return finish(site, node, edits);
}

function emptyOf({ kind, tag }: MapNode | SequenceNode): Content {
  const empty = kind === 'map' ? {} : [];
  return tag === undefined ? empty : new TaggedContent(tag, empty);
}

function holdsNeededAnchor({ text, json }: Site, start: number, end: number): boolean {
  if (json) return false;
  const elsewhere = `${text.slice(0, start)}\n${text.slice(end)}`;
  const anchors = text.slice(start, end).matchAll(/(?<=[\s[{,:-])&([^\s,[\]{}]+)/g);
  return [...anchors].some(([, name]) => elsewhere.includes(`*${name}`));
}

/** Renames a key where it is written. None when the new key is there already. */
export function renameKey(map: MapNode, oldKey: string, newKey: string): readonly TextEdit[] {
  const site = siteOf(map);
  const pairs = writtenPairs(map).filter((pair) => pair.key.text === oldKey);
  const key: ScalarNode | undefined = pairs[0]?.key;
  if (site === undefined || key === undefined || pairs.length > 1 || map.pair(newKey) !== undefined)
    return [];
  const quoted = key.style === 'single' || key.style === 'double';
  const style = scalarStyle(site.json, site.document.root, undefined, key);
  const text = quoted
    ? writeScalar(newKey, { ...style, always: true }, true)
    : map.flow
      ? writeScalar(newKey, style, true)
      : writeBlockKey(newKey, { ...blockStyleAt(site, map, undefined), keyQuote: undefined });
  return finish(site, map, [edit(startOf(key), endOf(site, key), text)]);
}
