import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
  type Node as YamlNode,
  type Pair as YamlPair,
} from 'yaml';
import type { Range } from '../base/range';
import { AliasOrigin, type MovableOrigin } from './origin';
import { skipTrivia, wholeLines } from './scan';
import {
  type Comment,
  MapNode,
  type Node,
  type Pair,
  ScalarNode,
  type ScalarStyle,
  SequenceNode,
} from './tree';
import { yamlComments } from './yaml-comments';
import { composeYaml } from './yaml-compose';

/** What one YAML text holds; all ranges count from its start. */
export interface Converted {
  readonly root: Node | undefined;
  readonly comments: readonly Comment[];
  readonly problems: readonly { readonly range: Range; readonly message: string }[];
  readonly damaged: readonly Range[];
  /** True when an alias names an anchor that is not in this text. */
  readonly openAlias: boolean;
}

/** More nodes than this behind aliases are an attack ("billion laughs") or a mistake. */
const mostAliasedNodes = 50_000;

/** Parses the first document of a text. May throw RangeError on deep nesting. */
export function convertYaml(text: string, origin: MovableOrigin): Converted {
  const { document, tokens } = composeYaml(text);
  const converter = new Converter(text, origin);
  for (const { pos, message } of document?.errors ?? [])
    converter.problem({ start: pos[0], end: pos[1] }, message);
  const contents = document?.contents;
  const root =
    contents === null || contents === undefined || isNothing(contents)
      ? undefined
      : converter.node(contents, 0);
  return {
    root,
    comments: text.includes('#') ? yamlComments(tokens) : [],
    problems: converter.problems,
    damaged: converter.damaged,
    openAlias: converter.openAlias,
  };
}

/** What an empty text is parsed to. */
function isNothing(node: YamlNode): boolean {
  return isScalar(node) && node.source === '' && node.tag === undefined && node.type === 'PLAIN';
}

/** Where the nodes behind an alias are read. */
interface Reading {
  readonly origin: AliasOrigin;
  readonly from: number;
  readonly to: number;
}

class Converter {
  readonly problems: { readonly range: Range; readonly message: string }[] = [];
  readonly damaged: Range[] = [];
  openAlias = false;
  private readonly anchors = new Map<string, YamlNode>();
  private readonly expanding = new Set<YamlNode>();
  private aliasedNodes = 0;

  constructor(
    private readonly text: string,
    private readonly origin: MovableOrigin,
  ) {}

  problem(range: Range, message: string): void {
    const lines = wholeLines(this.text, range);
    this.problems.push({ range: lines, message });
    this.damaged.push(lines);
  }

  /** `after`: the offset behind the indicator (colon, dash, comma) that announces the node. */
  node(node: YamlNode, after: number, reading?: Reading): Node {
    if (reading !== undefined && ++this.aliasedNodes > mostAliasedNodes)
      return this.missing(reading.from, undefined, reading);
    if (isAlias(node)) return this.alias(node, reading);
    if (reading === undefined && node.anchor !== undefined) this.anchors.set(node.anchor, node);
    if (isMap(node)) return this.map(node, reading);
    if (isSeq(node)) return this.sequence(node, reading);
    return this.scalar(node as Scalar, after, reading);
  }

  private alias(alias: Alias, outer: Reading | undefined): Node {
    const from = alias.range?.[0] ?? 0;
    const to = alias.range?.[1] ?? from;
    const reading = outer ?? { origin: new AliasOrigin(this.origin), from, to };
    const target = this.anchors.get(alias.source);
    if (target === undefined || this.expanding.has(target) || this.aliasedNodes > mostAliasedNodes) {
      if (target === undefined) this.openAlias = true;
      this.problem({ start: from, end: to }, `The alias *${alias.source} cannot be followed.`);
      return new ScalarNode(reading.origin, reading.from, reading.to, undefined, '', null, 'plain');
    }
    this.expanding.add(target);
    const node = this.node(target, 0, reading);
    this.expanding.delete(target);
    return node;
  }

  private map(map: YAMLMap, reading: Reading | undefined): MapNode {
    const [start = 0, valueEnd = 0] = map.range ?? [];
    const flow = map.flow === true;
    const own: Pair[] = [];
    const merged: Pair[] = [];
    const seen = new Set<string>();
    for (const item of map.items as YamlPair<YamlNode, YamlNode | null>[]) {
      if (isMergeKey(item)) {
        merged.unshift(...this.mergedPairs(item.value, reading));
        continue;
      }
      const pair = this.pair(item, reading);
      if (reading === undefined && seen.has(pair.key.text)) {
        this.problems.push({
          range: localRange(item.key),
          message: `The key ${pair.key.text} stands here twice.`,
        });
      }
      seen.add(pair.key.text);
      own.push(pair);
    }
    // Merged keys come first, so that the last of equal keys is the map's own.
    const pairs = merged.length === 0 ? own : [...merged.filter(({ key }) => !seen.has(key.text)), ...own];
    if (reading !== undefined)
      return new MapNode(reading.origin, reading.from, reading.to, tagOf(map), pairs, flow);
    const lastItem = map.items.at(-1) as YamlPair<YamlNode, YamlNode | null> | undefined;
    const mergeEnd = lastItem !== undefined && isMergeKey(lastItem) ? lastItem.value?.range?.[1] : undefined;
    const end = flow ? valueEnd : (mergeEnd ?? this.endOf(own.at(-1)?.value, valueEnd));
    if (flow && this.text[end - 1] !== '}') this.damaged.push({ start, end });
    return new MapNode(this.origin, start, end, tagOf(map), pairs, flow);
  }

  private sequence(sequence: YAMLSeq, reading: Reading | undefined): SequenceNode {
    const [start = 0, valueEnd = 0] = sequence.range ?? [];
    const flow = sequence.flow === true;
    const items: Node[] = [];
    let after = start;
    for (const item of sequence.items as (YamlNode | YamlPair<YamlNode, YamlNode | null>)[]) {
      if (!flow && reading === undefined) after = skipTrivia(this.text, after, 'yaml') + 1;
      const node = 'key' in item ? this.pairItem(item, reading) : this.node(item, after, reading);
      items.push(node);
      after = Math.max(after, node.range.end - this.origin.base);
    }
    if (reading !== undefined)
      return new SequenceNode(reading.origin, reading.from, reading.to, tagOf(sequence), items, flow);
    const end = flow ? valueEnd : this.endOf(items.at(-1), valueEnd);
    if (flow && this.text[end - 1] !== ']') this.damaged.push({ start, end });
    return new SequenceNode(this.origin, start, end, tagOf(sequence), items, flow);
  }

  /** `[a: 1]` is a list of a map with one pair. */
  private pairItem(item: YamlPair<YamlNode, YamlNode | null>, reading: Reading | undefined): MapNode {
    const pair = this.pair(item, reading);
    if (reading !== undefined)
      return new MapNode(reading.origin, reading.from, reading.to, undefined, [pair], true);
    const from = localRange(item.key).start;
    return new MapNode(this.origin, from, this.endOf(pair.value, from), undefined, [pair], true);
  }

  private pair({ key, value }: YamlPair<YamlNode, YamlNode | null>, reading: Reading | undefined): Pair {
    const keyNode = this.key(key, reading);
    const keyEnd = localRange(key).end;
    if (value === null) return { key: keyNode, value: this.missing(keyEnd, undefined, reading) };
    const colon = skipTrivia(this.text, keyEnd, 'yaml');
    return { key: keyNode, value: this.node(value, this.text[colon] === ':' ? colon + 1 : keyEnd, reading) };
  }

  private key(key: YamlNode, reading: Reading | undefined): ScalarNode {
    const { start, end } = localRange(key);
    if (isScalar(key)) {
      if (key.anchor !== undefined) this.anchors.set(key.anchor, key);
      const split = key.type === 'PLAIN' ? this.text.lastIndexOf('\n', end - 1) : -1;
      if (split < start) return this.scalar(key, start, reading);
      // A line without a colon above `C: 2` was read as a part of the key: the author is still typing it.
      this.damaged.push({ start, end: split });
      const from = skipTrivia(this.text, split, 'yaml');
      const text = this.text.slice(from, end);
      return new ScalarNode(
        reading?.origin ?? this.origin,
        reading?.from ?? from,
        reading?.to ?? end,
        undefined,
        text,
        text,
        'plain',
      );
    }
    // Templating (`{{ name }}`) and complex keys: CloudFormation knows neither.
    if (!isAlias(key)) this.damaged.push({ start, end });
    const node = isAlias(key) ? this.node(key, start, reading) : undefined;
    const text = node?.kind === 'scalar' ? node.text : this.text.slice(start, end);
    return new ScalarNode(
      reading?.origin ?? this.origin,
      reading?.from ?? start,
      reading?.to ?? end,
      undefined,
      text,
      text,
      'plain',
    );
  }

  private scalar(scalar: Scalar, after: number, reading: Reading | undefined): ScalarNode {
    const { start, end } = localRange(scalar);
    const style = styles[scalar.type ?? 'PLAIN'] ?? 'plain';
    if (style === 'plain' && start === end) return this.missing(after, tagOf(scalar), reading);
    const text = scalar.source ?? String(scalar.value ?? '');
    const value = isPrimitive(scalar.value) ? scalar.value : text;
    if (reading !== undefined)
      return new ScalarNode(reading.origin, reading.from, reading.to, tagOf(scalar), text, value, style);
    const quote = style === 'single' ? "'" : style === 'double' ? '"' : undefined;
    if (quote !== undefined && (end - start < 2 || this.text[end - 1] !== quote))
      this.damaged.push({ start, end });
    const to = style === 'literal' || style === 'folded' ? this.trimmed(start, end) : end;
    return new ScalarNode(this.origin, start, to, tagOf(scalar), text, value, style);
  }

  private missing(after: number, tag: string | undefined, reading: Reading | undefined): ScalarNode {
    const value = tag === undefined ? null : '';
    if (reading !== undefined)
      return new ScalarNode(reading.origin, reading.from, reading.to, tag, '', value, 'missing');
    const properties = /(?:[ \t]*[!&][^\s,[\]{}]*)*/y;
    properties.lastIndex = after;
    const end = after + (properties.exec(this.text)?.[0].length ?? 0);
    const at = this.text[end] === ' ' && /[:\w!-]/.test(this.text[end - 1] ?? '') ? end + 1 : end;
    return new ScalarNode(this.origin, at, at, tag, '', value, 'missing');
  }

  private mergedPairs(value: YamlNode | null, outer: Reading | undefined): readonly Pair[] {
    if (value === null) return [];
    const { start, end } = localRange(value);
    const reading = outer ?? { origin: new AliasOrigin(this.origin), from: start, to: end };
    const node = this.node(value, start, reading);
    if (node.kind === 'map') return node.pairs;
    if (node.kind === 'scalar') return [];
    // Of several merged maps the first wins, and `MapNode.get` takes the last.
    return node.items.toReversed().flatMap((item) => (item.kind === 'map' ? item.pairs : []));
  }

  /** Where a block collection ends; the library counts the comments and blank lines behind it in. */
  private endOf(last: Node | undefined, otherwise: number): number {
    return last === undefined ? otherwise : last.range.end - this.origin.base;
  }

  private trimmed(start: number, end: number): number {
    return start + this.text.slice(start, end).trimEnd().length;
  }
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** The tag as written. The tags of the core schema are left out: what they say is in the typed value. */
function tagOf({ tag }: YamlNode): string | undefined {
  if (tag === undefined || tag === '!') return undefined;
  const core = /^tag:yaml\.org,2002:(.*)$/.exec(tag)?.[1];
  if (core === undefined) return tag.startsWith('!') ? tag : `!<${tag}>`;
  return /^(?:str|int|float|bool|null|map|seq)$/.test(core) ? undefined : `!!${core}`;
}

function isMergeKey({ key }: YamlPair<YamlNode, YamlNode | null>): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
}

function isPrimitive(value: unknown): value is string | number | boolean | null {
  return (
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  );
}

function localRange(node: YamlNode): Range {
  const start = node.range?.[0] ?? 0;
  return { start, end: node.range?.[1] ?? start };
}
