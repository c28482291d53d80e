import type { Place, Range } from '../base/range';

/**
 * Where the offsets of a group of nodes count from. A document that is parsed again takes over the unchanged
 * groups of its predecessor and moves them, so a node's range is right for the newest text and for no other.
 */
export interface Origin {
  readonly file: string;
  /** Offset in the file of the group's `offset`; embedded texts (a policy in a string) map through their escapes. */
  toFile(offset: number): number;
}

abstract class NodeBase implements Place {
  parent: MapNode | SequenceNode | undefined;

  constructor(
    readonly origin: Origin,
    protected from: number,
    protected to: number,
    /** The YAML tag as written (`!Sub`), without it for JSON and untagged nodes. */
    readonly tag: string | undefined,
  ) {}

  get file(): string {
    return this.origin.file;
  }

  /** The node's own text: without tag and anchor; with quotes and brackets. */
  get range(): Range {
    return { start: this.origin.toFile(this.from), end: this.origin.toFile(this.to) };
  }

  /** Takes the place of a node of a newer text that counts from the same origin. */
  moveTo(newer: NodeBase): void {
    this.from = newer.from;
    this.to = newer.to;
  }

  /** The letters of the node in the text from whose start it counts. */
  sourceIn(text: string): string {
    return text.slice(this.from, this.to);
  }
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'missing';

export class ScalarNode extends NodeBase {
  readonly kind = 'scalar';

  constructor(
    origin: Origin,
    from: number,
    to: number,
    tag: string | undefined,
    /** The string that CloudFormation reads: `0123` stays `0123`. */
    readonly text: string,
    /** Typed as YAML 1.2 core or JSON says; null where nothing stands. */
    readonly value: string | number | boolean | null,
    /** `missing`: nothing is written where a value belongs (`Key:`); the range is then empty. */
    readonly style: ScalarStyle,
  ) {
    super(origin, from, to, tag);
  }
}

export interface Pair {
  readonly key: ScalarNode;
  readonly value: Node;
}

export class MapNode extends NodeBase {
  readonly kind = 'map';

  constructor(
    origin: Origin,
    from: number,
    to: number,
    tag: string | undefined,
    readonly pairs: readonly Pair[],
    /** Written with braces: YAML flow style, and every JSON object. */
    readonly flow: boolean,
  ) {
    super(origin, from, to, tag);
    for (const pair of pairs) {
      pair.key.parent = this;
      pair.value.parent = this;
    }
  }

  /** The same map with other pairs. */
  withPairs(pairs: readonly Pair[]): MapNode {
    return new MapNode(this.origin, this.from, this.to, this.tag, pairs, this.flow);
  }

  /** The value under a key; of duplicate keys the last, as CloudFormation takes it. */
  get(key: string): Node | undefined {
    return this.pair(key)?.value;
  }

  pair(key: string): Pair | undefined {
    for (let i = this.pairs.length - 1; i >= 0; i--) {
      const pair = this.pairs[i];
      if (pair?.key.text === key) return pair;
    }
    return undefined;
  }
}

export class SequenceNode extends NodeBase {
  readonly kind = 'sequence';

  constructor(
    origin: Origin,
    from: number,
    to: number,
    tag: string | undefined,
    readonly items: readonly Node[],
    readonly flow: boolean,
  ) {
    super(origin, from, to, tag);
    for (const item of items) item.parent = this;
  }

  /** The same list with other items. */
  withItems(items: readonly Node[]): SequenceNode {
    return new SequenceNode(this.origin, this.from, this.to, this.tag, items, this.flow);
  }
}

export type Node = ScalarNode | MapNode | SequenceNode;

/** True for a place that is a node of a YAML or JSON tree, which can be edited in the author's style. */
export function isNode(place: Place | undefined): place is Node {
  return place instanceof NodeBase;
}

/** A comment, from its first marker character to the end of its text, without the line end. */
export interface Comment {
  readonly range: Range;
  /** The text without the marker and surrounding blanks. */
  readonly text: string;
}

/** Why a text could not be read as it is written. For people; never shown as a diagnostic in the editor. */
export interface SyntaxProblem {
  readonly range: Range;
  readonly message: string;
}

/** What a parser makes of a text. `damaged` are the stretches that it had to guess at: nothing is reported there. */
export interface TreeDocument {
  readonly file: string;
  readonly language: 'yaml' | 'json';
  readonly text: string;
  /** Undefined when the text holds nothing. The first document of a YAML stream. */
  readonly root: Node | undefined;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
  readonly damaged: readonly Range[];
}

/** What edits write: plain data, or YAML-tagged data where `tag` is given and the document is YAML. */
export type Content =
  | string
  | number
  | boolean
  | readonly Content[]
  | { readonly [key: string]: Content }
  | TaggedContent;

/** `!GetAtt Key.Arn`: only for YAML documents; the author of the content knows the document's language. */
export class TaggedContent {
  constructor(
    readonly tag: string,
    readonly content: Content,
  ) {}
}
