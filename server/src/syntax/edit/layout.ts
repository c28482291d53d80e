import { columnOf } from '../scan';
import type { MapNode, Node, SequenceNode } from '../tree';
import { isFirstOnLine, type Site, startOf } from './site';

/** How an author lays out block YAML. Columns and widths count characters. */
export interface Layout {
  /** How much deeper a map stands than the key above it. */
  readonly unit: number;
  /** How much deeper a dash stands than the key above it; often 0. */
  readonly dash: number;
  /** Lists of scalars are written `[a, b]`. */
  readonly listsInFlow: boolean;
  /** The blanks inside braces: `{ a: 1 }` or `{a: 1}`. */
  readonly padding: string;
}

/** The layout around a node: its own children's, then its parents', then the document's. */
export function layoutAt(site: Site, near: Node | undefined): Layout {
  const { root } = site.document;
  const all = root === undefined ? [] : [...collections(root)];
  const close = near === undefined ? [] : neighbourhood(near);
  const unit =
    firstOf(close, (node) => unitOf(site, node)) ?? firstOf(all, (node) => unitOf(site, node)) ?? 2;
  const dash =
    firstOf(close, (node) => dashOf(site, node)) ?? firstOf(all, (node) => dashOf(site, node)) ?? unit;
  return { unit, dash, listsInFlow: prefersFlow(all), padding: paddingOf(site, all) };
}

function* collections(node: Node): Generator<MapNode | SequenceNode> {
  if (node.kind === 'scalar') return;
  yield node;
  for (const child of node.kind === 'map' ? node.pairs.map(({ value }) => value) : node.items)
    yield* collections(child);
}

/** The node with its children, and the maps and lists around it. */
function neighbourhood(node: Node): (MapNode | SequenceNode)[] {
  const around: (MapNode | SequenceNode)[] = [];
  for (let current: Node | undefined = node; current !== undefined; current = current.parent) {
    if (current.kind !== 'scalar') around.push(current);
  }
  return around;
}

function firstOf(
  nodes: readonly (MapNode | SequenceNode)[],
  read: (node: MapNode | SequenceNode) => number | undefined,
): number | undefined {
  for (const node of nodes) {
    const found = read(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unitOf(site: Site, node: MapNode | SequenceNode): number | undefined {
  if (node.kind !== 'map' || node.flow) return undefined;
  for (const { key, value } of node.pairs) {
    if (value.kind !== 'map' || value.flow) continue;
    const width = depthBelow(site, key, value);
    if (width !== undefined && width > 0) return width;
  }
  return undefined;
}

function dashOf(site: Site, node: MapNode | SequenceNode): number | undefined {
  if (node.kind !== 'map' || node.flow) return undefined;
  for (const { key, value } of node.pairs) {
    if (value.kind !== 'sequence' || value.flow) continue;
    const width = depthBelow(site, key, value);
    if (width !== undefined && width >= 0) return width;
  }
  return undefined;
}

function depthBelow(site: Site, key: Node, value: Node): number | undefined {
  const start = startOf(value);
  if (!isFirstOnLine(site, start)) return undefined;
  return columnOf(site.text, start) - columnOf(site.text, startOf(key));
}

function prefersFlow(all: readonly (MapNode | SequenceNode)[]): boolean {
  let flow = 0;
  let block = 0;
  for (const node of all) {
    if (node.kind !== 'sequence' || node.items.length === 0 || node.tag !== undefined) continue;
    if (node.parent?.flow === true || node.items.some(({ kind }) => kind !== 'scalar')) continue;
    if (node.flow) flow++;
    else block++;
  }
  return flow > block;
}

function paddingOf(site: Site, all: readonly (MapNode | SequenceNode)[]): string {
  for (const node of all) {
    if (node.kind !== 'map' || !node.flow || node.pairs.length === 0) continue;
    const after = site.text[startOf(node) + 1];
    if (after === '\n' || after === '\r') continue;
    return after === ' ' ? ' ' : '';
  }
  return site.json ? ' ' : '';
}
