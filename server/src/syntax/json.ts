import type { Node as JsonNode } from 'jsonc-parser';
import type { Range } from '../base/range';
import {
  convertJson,
  keyNode,
  missingAt,
  repeatedKeys,
  safely,
  safeShape,
  unreadableJson,
  valueNode,
} from './json-convert';
import { parseSegmentedJson, type SegmentedJson } from './json-segmented';
import type { JsonShape } from './json-shape';
import { MovableOrigin } from './origin';
import { wholeLines } from './scan';
import { MapNode, type Node, type Pair, type ScalarNode, type TreeDocument } from './tree';

/**
 * Parses JSON; comments and trailing commas are accepted. Never throws: what cannot be read is named in `problems`,
 * and what had to be guessed in `damaged`. `previous`, an older version of the same file, is used up: pairs whose
 * text did not change give their nodes, the same objects, to the new document; its other nodes must not be used
 * any more.
 */
export function parseJson(file: string, text: string, previous?: TreeDocument): TreeDocument {
  if (previous?.file === file && previous.language === 'json' && previous.text === text) return previous;
  const base = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const segmented = safely(() => parseSegmentedJson(file, text, base, partsOf(file, previous)));
  if (segmented !== undefined) return segmented;
  const shape = safeShape(text.slice(base));
  if (typeof shape === 'string') return unreadableJson(file, text, shape);
  return (
    safely(() => {
      const older = previous?.file === file && isSliced(previous) ? previous.slices : [];
      return new Slicer(file, text, base, shape, older).document();
    }) ?? unreadableJson(file, text, 'The file is nested too deeply to be read.')
  );
}

function partsOf(file: string, previous: TreeDocument | undefined): SegmentedJson['parts'] {
  return previous?.file === file && 'parts' in previous ? (previous as SegmentedJson).parts : [];
}

/** A stretch of the text that moves as one: the key of a large pair, or a whole pair. */
interface Slice {
  readonly text: string;
  readonly origin: MovableOrigin;
  readonly key: ScalarNode;
  /** Undefined for the key of a pair whose value was sliced further. */
  readonly value: Node | undefined;
}

interface SlicedDocument extends TreeDocument {
  readonly slices: readonly Slice[];
}

function isSliced(document: TreeDocument): document is SlicedDocument {
  return 'slices' in document;
}

class Slicer {
  private readonly origin: MovableOrigin;
  private readonly slices: Slice[] = [];
  private readonly moves: { readonly origin: MovableOrigin; readonly base: number }[] = [];
  private readonly reusable = new Map<string, Slice[]>();
  private readonly text: string;

  constructor(
    private readonly file: string,
    private readonly fullText: string,
    private readonly base: number,
    private readonly shape: JsonShape,
    older: readonly Slice[],
  ) {
    this.origin = new MovableOrigin(file, base);
    this.text = fullText.slice(base);
    for (const slice of older) {
      const group = this.reusable.get(slice.text);
      if (group === undefined) this.reusable.set(slice.text, [slice]);
      else group.push(slice);
    }
  }

  document(): SlicedDocument {
    const { root: shape, comments, errors } = this.shape;
    const root =
      shape === undefined
        ? undefined
        : shape.type === 'object'
          ? this.sliced(shape, 2)
          : convertJson(shape, this.text, this.origin, 0);
    for (const { origin, base } of this.moves) origin.base = base;
    const inFile = ({ start, end }: Range): Range => ({ start: start + this.base, end: end + this.base });
    const lines = (range: Range): Range => inFile(wholeLines(this.text, range));
    const document: SlicedDocument = {
      file: this.file,
      language: 'json',
      text: this.fullText,
      root,
      comments: comments.map(({ range, text }) => ({ range: inFile(range), text })),
      problems: [
        ...errors.map(({ range, message }) => ({ range: lines(range), message })),
        ...(shape === undefined
          ? []
          : repeatedKeys(shape).map(({ range, message }) => ({ range: inFile(range), message }))),
      ],
      damaged: errors.map(({ range }) => lines(range)),
      slices: this.slices,
    };
    this.origin.document = document;
    for (const { origin } of this.slices) origin.document = document;
    return document;
  }

  /** A map whose pairs are slices; objects in it are sliced further, down to `depth` levels. */
  private sliced(node: JsonNode, depth: number): MapNode {
    const pairs = (node.children ?? [])
      .map((property) => this.pair(property, depth))
      .filter((pair) => pair !== undefined);
    return new MapNode(this.origin, node.offset, node.offset + node.length, undefined, pairs, true);
  }

  private pair(property: JsonNode, depth: number): Pair | undefined {
    const [key, value] = property.children ?? [];
    if (key === undefined) return undefined;
    if (depth > 1 && value?.type === 'object') {
      const slice = this.slice(key, undefined, key.offset, key.offset + key.length);
      return { key: slice.key, value: this.sliced(value, depth - 1) };
    }
    const end = value === undefined ? missingAt(property, key, this.text) : value.offset + value.length;
    const slice = this.slice(key, property, key.offset, end);
    return slice.value === undefined ? undefined : { key: slice.key, value: slice.value };
  }

  private slice(key: JsonNode, property: JsonNode | undefined, start: number, end: number): Slice {
    const text = this.text.slice(start, end);
    const damaged = this.shape.errors.some(({ range }) => range.start <= end && start <= range.end);
    const old = damaged ? undefined : this.takeReusable(text, property === undefined);
    if (old !== undefined) {
      this.moves.push({ origin: old.origin, base: start + this.base });
      this.slices.push(old);
      return old;
    }
    const origin = new MovableOrigin(this.file, start + this.base);
    const value = property === undefined ? undefined : valueNode(property, key, this.text, origin, start);
    // The texts of damaged slices do not say how they were read.
    const slice: Slice = { text: damaged ? '' : text, origin, key: keyNode(key, origin, start), value };
    this.slices.push(slice);
    return slice;
  }

  private takeReusable(text: string, keyOnly: boolean): Slice | undefined {
    const group = this.reusable.get(text);
    const at = group?.findIndex(({ value }) => (value === undefined) === keyOnly) ?? -1;
    return at < 0 ? undefined : group?.splice(at, 1)[0];
  }
}
