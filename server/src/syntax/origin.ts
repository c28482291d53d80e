import type { TextEdit } from '../base/edit';
import type { Range } from '../base/range';
import type { Node, Origin, TreeDocument } from './tree';

/** A stretch of a file whose nodes count from `base`; moved when the text before it changes. */
export class MovableOrigin implements Origin {
  document: TreeDocument | undefined;

  constructor(
    readonly file: string,
    public base: number,
  ) {}

  toFile(offset: number): number {
    return this.base + offset;
  }

  /** Counts from zero again, for reading a newer text of the stretch. */
  begun(): this {
    this.base = 0;
    return this;
  }
}

/**
 * A block scalar's own text, whose offsets are those that the file had when it was read; follows the scalar when that moves.
 * It can be edited as long as the scalar has not moved; then it has to be read again.
 */
export class BlockOrigin extends MovableOrigin {
  private readonly start: number;

  constructor(private readonly host: Node) {
    super(host.file, 0);
    this.start = host.range.start;
  }

  override toFile(offset: number): number {
    return super.toFile(offset) + this.host.range.start - this.start;
  }
}

/**
 * The nodes that stand behind a YAML alias (`*name`) or a merge key (`<<`). They are not written where they are
 * read, so their range is the alias's and they cannot be edited.
 */
export class AliasOrigin implements Origin {
  constructor(readonly at: MovableOrigin) {}

  get file(): string {
    return this.at.file;
  }

  toFile(offset: number): number {
    return this.at.toFile(offset);
  }
}

/** A text inside another text: a policy in a string, a heredoc. `map` must not decrease. */
export class EmbeddedOrigin implements Origin {
  document: TreeDocument | undefined;

  constructor(
    readonly file: string,
    private readonly length: number,
    private readonly map: (offset: number) => number,
    /** True for a text in which `${Name}` is replaced before anybody reads it. */
    readonly placeholders: boolean,
    /** How the file writes a stretch of the embedded text's language. */
    readonly spell: (text: string) => string = (text) => text,
    /** True where `spell` writes every letter that the host does not take as it is, quotes and line ends included. */
    readonly escapes = false,
    /** What has to be written around the text so that `${Name}` is replaced in it; empty where nothing can be. */
    readonly whenNamed: readonly TextEdit[] = [],
  ) {}

  toFile(offset: number): number {
    return this.map(offset);
  }

  /** The offset in the embedded text that stands at an offset of the file; of several the last. */
  toContent(fileOffset: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.map(middle) <= fileOffset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The newest document that holds the node; undefined for nodes that no parser of this folder made. */
export function documentOf(node: Node): TreeDocument | undefined {
  const { origin } = node;
  if (origin instanceof AliasOrigin) return origin.at.document;
  if (origin instanceof MovableOrigin || origin instanceof EmbeddedOrigin) return origin.document;
  return undefined;
}

/** True when the node's own text stands at its range, so that it can be edited: false behind aliases. */
export function isWritten(node: Node): boolean {
  return node.origin instanceof MovableOrigin || node.origin instanceof EmbeddedOrigin;
}

/**
 * Whether a node stands in a text inside another text, and whether `${Name}` is replaced in that, or can be; undefined elsewhere.
 */
export function embeddingOf({ origin }: Node): 'plain' | 'placeholders' | undefined {
  if (!(origin instanceof EmbeddedOrigin)) return undefined;
  return origin.placeholders || origin.whenNamed.length > 0 ? 'placeholders' : 'plain';
}

/** The node's range in its document's own text, which for embedded texts is not the file's. */
export function rangeInDocument(node: Node): Range {
  const { origin } = node;
  const range = node.range;
  if (!(origin instanceof EmbeddedOrigin)) return range;
  return { start: origin.toContent(range.start), end: origin.toContent(range.end) };
}
