import { type Change, change, type TextEdit } from '../base/edit';
import type { Place } from '../base/range';
import type { Value } from '../base/value';
import { removeEntry, removeItem, setPath } from '../syntax/edit/entry';
import { appendItem } from '../syntax/edit/item';
import type { Content, MapNode, Node, SequenceNode } from '../syntax/tree';
import { chosen, evaluatePath, navigate } from './evaluate';
import { intrinsicOf } from './intrinsic';
import { globalsFor } from './sam-globals';
import type { Stack } from './stack';
import type { Declaration } from './template';

export type Path = readonly (string | number)[];

/** A resource of a stack. Paths count from `Properties`. */
export class Resource {
  constructor(
    readonly stack: Stack,
    readonly declaration: Declaration,
  ) {}

  get id(): string {
    return this.declaration.id;
  }

  get type(): string {
    return this.declaration.type;
  }

  get file(): string {
    return this.stack.file;
  }

  /** The logical id, as it is declared. */
  get idAt(): Place {
    return this.declaration.idNode;
  }

  /** The value of a property; undefined when it is certainly absent. SAM's `Globals` count. */
  get(...path: Path): Value | undefined {
    const written = evaluatePath(this.declaration.properties, path, this.stack);
    return written ?? evaluatePath(globalsFor(this.declaration.type, this.stack.template), path, this.stack);
  }

  /** True when something is written under the path, be it known or not. */
  has(...path: Path): boolean {
    return this.get(...path) !== undefined;
  }

  /**
   * The token to point at for a path: the value where it is a scalar, else its key; for what is absent, the key of the
   * innermost thing that is there, at last the logical id.
   */
  at(...path: Path): Place {
    for (let length = path.length; length > 0; length--) {
      const place = this.written(path.slice(0, length));
      if (place !== undefined) return place;
    }
    return this.declaration.idNode;
  }

  private written(path: Path): Place | undefined {
    const found = navigate(this.declaration.properties, path, this.stack);
    if (found === undefined) return undefined;
    if ('node' in found && found.node.kind === 'scalar' && found.node.style !== 'missing') return found.node;
    const holder = navigate(this.declaration.properties, path.slice(0, -1), this.stack);
    const last = path.at(-1);
    if (holder !== undefined && 'node' in holder && holder.node.kind === 'map') return holder.node.pair(String(last))?.key;
    return undefined;
  }

  /** A resource attribute beside `Properties`: `DeletionPolicy`, `DependsOn`, `Metadata`. */
  attribute(name: string): Value | undefined {
    return evaluatePath(this.declaration.node, [name], this.stack);
  }

  attributeAt(name: string): Place | undefined {
    const pair = this.declaration.node.pair(name);
    return pair?.value.kind === 'scalar' ? pair.value : pair?.key;
  }

  /** Sets a property, adding the maps that lead to it. No edits where the way leads through a function. */
  set(path: Path, content: Content): Change {
    const { map, rest } = this.deepest(path);
    return change(this.file, () => setPath(map, rest, content));
  }

  /** Sets several properties in one change. */
  setAll(values: readonly (readonly [Path, Content])[]): Change {
    const changes = values.map(([path, content]) => this.set(path, content));
    return change(this.file, () => changes.flatMap((one) => [...one.edits()]));
  }

  setAttribute(name: string, content: Content): Change {
    return change(this.file, () => setPath(this.declaration.node, [name], content));
  }

  /** Removes a property or list item that is written. */
  remove(path: Path): Change {
    const holder = navigate(this.declaration.properties, path.slice(0, -1), this.stack);
    const last = path.at(-1);
    return change(this.file, () => {
      if (holder === undefined || !('node' in holder) || last === undefined) return [];
      return removeFrom(holder.node, last);
    });
  }

  /** Adds an item to a list, making the list when there is none. */
  append(path: Path, content: Content): Change {
    const found = navigate(this.declaration.properties, path, this.stack);
    if (found === undefined) return this.set(path, [content]);
    return change(this.file, () => {
      if (!('node' in found) || found.node.kind !== 'sequence' || intrinsicOf(found.node) !== undefined) return [];
      return appendItem(found.node, content);
    });
  }

  /** The innermost plain map on a path, through the branches that are deployed, and what of the path is left. */
  private deepest(path: Path): { map: MapNode; rest: Path } {
    let map = this.declaration.node;
    let rest: Path = ['Properties', ...path];
    let node: Node | undefined = map;
    for (const [index, step] of ['Properties', ...path].entries()) {
      const next: Node | undefined =
        node.kind === 'map' ? node.get(String(step)) : typeof step === 'number' ? itemOf(node, step) : undefined;
      node = next === undefined ? undefined : chosen(next, this.stack);
      if (node === undefined || node.kind === 'scalar') break;
      if (node.kind !== 'map' || intrinsicOf(node) !== undefined) continue;
      map = node;
      rest = path.slice(index);
    }
    return { map, rest };
  }
}

function itemOf(node: Node, index: number): Node | undefined {
  return node.kind === 'sequence' ? node.items[index] : undefined;
}

function removeFrom(node: Node, step: string | number): readonly TextEdit[] {
  if (node.kind === 'map') return removeEntry(node, String(step));
  return node.kind === 'sequence' && typeof step === 'number' ? removeItem(node as SequenceNode, step) : [];
}
