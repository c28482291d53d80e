import type { Content, MapNode, Node, SequenceNode } from '../tree';
import { isList, isRecord, isScalarContent, isTagged } from './content';
import { isPlainSafe, type ScalarStyle, scalarStyle, writeScalar, writeTagged } from './scalar';
import { afterColon, endOf, indentAt, isFirstOnLine, type Site, startOf, writtenPairs } from './site';

/** How an author writes with braces and brackets: JSON, and YAML flow style. */
export interface FlowStyle {
  readonly scalar: ScalarStyle;
  /** Undefined where keys are only quoted when they must be. */
  readonly keyQuote: "'" | '"' | undefined;
  readonly colon: string;
  readonly comma: string;
  /** Blanks inside the braces of one-line maps, and inside the brackets of one-line lists. */
  readonly padding: string;
  readonly bracketPadding: string;
  /** One step of indentation: blanks or a tab. */
  readonly unit: string;
  readonly eol: string;
  /** Written on one line even where their surroundings are not. */
  readonly listsOnOneLine: boolean;
  readonly smallMapsOnOneLine: boolean;
}

/** The style at a collection; `old` is the value that is replaced there. */
export function flowStyleAt(
  site: Site,
  near: MapNode | SequenceNode | undefined,
  old: Node | undefined,
): FlowStyle {
  const { root } = site.document;
  const all = root === undefined ? [] : [...flowCollections(root)];
  const maps = [...(near?.kind === 'map' ? [near] : []), ...all].filter(
    (node) => node.kind === 'map' && writtenPairs(node).length > 0,
  );
  return {
    scalar: scalarStyle(site.json, root, near, old),
    keyQuote: site.json ? '"' : keyQuoteOf(site, maps),
    colon: colonOf(site, maps),
    comma: commaOf(site, [...(near === undefined ? [] : [near]), ...all]),
    padding: paddingOf(site, maps) ?? (site.json ? ' ' : ''),
    bracketPadding:
      paddingOf(
        site,
        all.filter((node) => node.kind === 'sequence' && node.items.length > 0),
      ) ?? '',
    unit: unitOf(site, near, all),
    eol: site.eol,
    listsOnOneLine:
      isOnOneLine(
        site,
        all.find((node) => node.kind === 'sequence' && node.items.length > 0 && isLeaf(node)),
      ) ?? !site.json,
    smallMapsOnOneLine:
      isOnOneLine(
        site,
        all.find(
          (node) =>
            node.kind === 'map' && node.pairs.length === 1 && node.parent !== undefined && isLeaf(node),
        ),
      ) ?? false,
  };
}

/** The content on one line. */
export function writeInline(content: Content, style: FlowStyle): string {
  if (isTagged(content)) {
    const inner = content.content;
    return `${content.tag} ${typeof inner === 'string' ? writeTagged(inner, style.scalar, true) : writeInline(inner, style)}`;
  }
  if (isScalarContent(content)) return writeScalar(content, style.scalar, true);
  if (isList(content)) {
    if (content.length === 0) return '[]';
    const items = content.map((item) => writeInline(item, style)).join(style.comma);
    return `[${style.bracketPadding}${items}${style.bracketPadding}]`;
  }
  const entries = Object.entries(content).map(([key, value]) =>
    writeEntry(key, writeInline(value, style), style),
  );
  return entries.length === 0 ? '{}' : `{${style.padding}${entries.join(style.comma)}${style.padding}}`;
}

/** The content over several lines; `indent` is the blanks before the line on which it begins. */
export function writeLines(content: Content, style: FlowStyle, indent: string): string {
  if (isTagged(content)) {
    const spread = typeof content.content === 'object';
    return spread
      ? `${content.tag} ${writeLines(content.content, style, indent)}`
      : writeInline(content, style);
  }
  const deeper = indent + style.unit;
  if (isList(content)) {
    if (content.length === 0 || (style.listsOnOneLine && content.every(isScalarContent)))
      return writeInline(content, style);
    const items = content.map((item) => `${deeper}${writeLines(item, style, deeper)}`);
    return `[${style.eol}${items.join(`,${style.eol}`)}${style.eol}${indent}]`;
  }
  if (!isRecord(content)) return writeInline(content, style);
  const entries = Object.entries(content);
  const small = entries.length === 1 && entries.every(([, value]) => isScalarContent(value));
  if (entries.length === 0 || (style.smallMapsOnOneLine && small)) return writeInline(content, style);
  const lines = entries.map(
    ([key, value]) => `${deeper}${writeEntry(key, writeLines(value, style, deeper), style)}`,
  );
  return `{${style.eol}${lines.join(`,${style.eol}`)}${style.eol}${indent}}`;
}

export function writeEntry(key: string, value: string, style: FlowStyle): string {
  return `${writeKey(key, style)}${style.colon}${value}`;
}

function writeKey(key: string, { scalar, keyQuote }: FlowStyle): string {
  if (keyQuote === undefined)
    return isPlainSafe(key, true) ? key : writeScalar(key, { ...scalar, always: true }, true);
  return writeScalar(key, { ...scalar, quote: keyQuote, always: true }, true);
}

function* flowCollections(node: Node): Generator<MapNode | SequenceNode> {
  if (node.kind === 'scalar') return;
  if (node.flow) yield node;
  for (const child of node.kind === 'map' ? node.pairs.map(({ value }) => value) : node.items)
    yield* flowCollections(child);
}

function keyQuoteOf(site: Site, maps: readonly (MapNode | SequenceNode)[]): "'" | '"' | undefined {
  const first = maps[0];
  const key = first?.kind === 'map' ? writtenPairs(first)[0]?.key : undefined;
  const character = key === undefined ? undefined : site.text[startOf(key)];
  return character === '"' || character === "'" ? character : undefined;
}

function colonOf(site: Site, maps: readonly (MapNode | SequenceNode)[]): string {
  for (const map of maps) {
    if (map.kind !== 'map') continue;
    for (const pair of writtenPairs(map)) {
      const colon = afterColon(site, pair);
      if (colon === undefined || (pair.value.kind === 'scalar' && pair.value.style === 'missing')) continue;
      const between = site.text.slice(endOf(site, pair.key), startOf(pair.value));
      // Without a blank YAML reads `key:value` as one string, unless the key is quoted.
      if (/^[ \t]*:[ \t]*$/.test(between) && (site.json || /[ \t]$/.test(between))) return between;
    }
  }
  return ': ';
}

function commaOf(site: Site, all: readonly (MapNode | SequenceNode)[]): string {
  for (const node of all) {
    const ends =
      node.kind === 'map'
        ? writtenPairs(node).map(({ value }) => endOf(site, value))
        : node.items.map((item) => endOf(site, item));
    for (const end of ends) {
      const comma = /^[ \t]*,[ \t]*(?=[^\s])/.exec(site.text.slice(end, end + 20))?.[0];
      if (comma !== undefined && !/^(?:\/\/|\/\*|#)/.test(site.text.slice(end + comma.length)))
        return comma.trimStart();
    }
  }
  return ', ';
}

function paddingOf(site: Site, all: readonly (MapNode | SequenceNode)[]): string | undefined {
  for (const node of all) {
    const after = /^[ \t]*(?=\S)/.exec(site.text.slice(startOf(node) + 1, startOf(node) + 10))?.[0];
    if (after !== undefined) return after;
  }
  return undefined;
}

function unitOf(
  site: Site,
  near: MapNode | SequenceNode | undefined,
  all: readonly (MapNode | SequenceNode)[],
): string {
  const around: (MapNode | SequenceNode)[] = [];
  for (let current = near; current !== undefined; current = current.parent) around.push(current);
  for (const node of [...around, ...all]) {
    const outer = indentAt(site, startOf(node));
    const first = node.kind === 'map' ? writtenPairs(node)[0]?.key : node.items[0];
    if (!node.flow || first === undefined || !isFirstOnLine(site, startOf(first))) continue;
    const inner = indentAt(site, startOf(first));
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return '  ';
}

function isLeaf(node: MapNode | SequenceNode): boolean {
  const children = node.kind === 'map' ? node.pairs.map(({ value }) => value) : node.items;
  return children.every(({ kind }) => kind === 'scalar');
}

function isOnOneLine(site: Site, node: MapNode | SequenceNode | undefined): boolean | undefined {
  return node === undefined ? undefined : !site.text.slice(startOf(node), endOf(site, node)).includes('\n');
}
