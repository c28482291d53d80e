import { type Change, change, type TextEdit } from '../base/edit';
import type { Place } from '../base/range';
import { lookUp, type Value } from '../base/value';
import { removeEntry, removeItem, setPath, setPaths } from '../syntax/edit/entry';
import { appendItem, wrapInList } from '../syntax/edit/item';
import type { Content, MapNode, Node, SequenceNode } from '../syntax/tree';
import { embeddedJson } from './embedded-json';
import { chosen, evaluatePath, navigate } from './evaluate';
import { intrinsicOf } from './intrinsic';
import { pairNamed } from './loop';
import { madeReference } from './made';
import { partOf, propertyPart } from './reads';
import { madeRoleOf } from './sam/derived';
import { globalsFor, mergedValue } from './sam/globals';
import { type Scope, within } from './scope';
import type { Stack } from './stack';
import { type Declaration, hasOwnProperties } from './template';

export type Path = readonly (string | number)[];

/** A resource of a stack. Paths count from `Properties`. */
export class Resource {
  /** The stack, or the turn of the loop that makes the resource. */
  private scope: Scope;
  private readonly parts = new Map<string, string>();

  constructor(
    readonly stack: Stack,
    /** As the newest text has it; see `follow`. Who looks for more in it than the frame of a template asks `wholly`. */
    public declaration: Declaration,
    /** The SAM resource that this one comes from; undefined for what is written itself. Repairs go there. */
    readonly origin?: Resource | undefined,
  ) {
    this.scope = within(stack, declaration.variables);
  }

  /** The declaration, for looking at everything that it holds. */
  get wholly(): Declaration {
    this.looked();
    return this.declaration;
  }

  /** Notes that a property was looked at, or all of the resource: that has to be looked at again when it changes. */
  private looked(property?: string | number): void {
    const isOne = property !== undefined && hasOwnProperties(this.declaration);
    const name = isOne ? String(property) : '';
    let part = this.parts.get(name);
    if (part === undefined) {
      part = isOne ? propertyPart(this.file, this.id, name) : partOf(this.file, this.id);
      this.parts.set(name, part);
    }
    this.stack.decisions.reads(part);
  }

  get id(): string {
    return this.declaration.id;
  }

  /** Becomes what a newer text declares under the same id, of the same type, condition and loop. */
  follow(declaration: Declaration): void {
    this.declaration = declaration;
    this.scope = within(this.stack, declaration.variables);
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

  /**
   * The value of a property; undefined when it is certainly absent. SAM's `Globals` count, and so does the role that SAM
   * makes for a function without one.
   */
  get(...path: Path): Value | undefined {
    this.looked(path[0]);
    const { derivation } = this.declaration;
    if (derivation !== undefined && this.origin !== undefined) {
      return lookUp(this.stack.made(this, derivation, this.origin), ...path);
    }
    const value = this.given(...path);
    if (path.length === 1 && path[0] === 'Role') return value ?? this.madeRole();
    return path.length === 0 ? this.withRole(value) : value;
  }

  /** The value of a property as it is given, here or in SAM's `Globals`. */
  given(...path: Path): Value | undefined {
    this.looked(path[0]);
    const globals = globalsFor(this.declaration, this.stack.template, path);
    return mergedValue(this.declaration.properties, globals, path, this.scope);
  }

  /** The data in a value of this resource that is a JSON text; undefined for any other value. */
  dataIn(value: Value): Value | undefined {
    return embeddedJson(value, this.scope);
  }

  private madeRole(): Value | undefined {
    const id = madeRoleOf(this.declaration);
    return id === undefined ? undefined : madeReference(this.stack.id, id, 'Arn', this.idAt);
  }

  private withRole(value: Value | undefined): Value | undefined {
    if (value?.kind !== 'mapping' || value.entries.has('Role')) return value;
    const role = this.madeRole();
    if (role === undefined) return value;
    return {
      ...value,
      entries: new Map([...value.entries, ['Role', { key: 'Role', keyAt: this.idAt, value: role }]]),
    };
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
    this.looked(path[0]);
    for (let length = path.length; length > 0; length--) {
      const place = this.placeOf(path.slice(0, length));
      if (place !== undefined) return place;
    }
    return this.declaration.idNode;
  }

  private placeOf(path: Path): Place | undefined {
    if (this.declaration.derivation !== undefined) return this.get(...path)?.at;
    const globals = globalsFor(this.declaration, this.stack.template, path);
    return this.written(this.declaration.properties, path) ?? this.written(globals, path);
  }

  private written(properties: Node | undefined, path: Path): Place | undefined {
    const found = navigate(properties, path, this.scope);
    if (found === undefined) return undefined;
    if ('node' in found && found.node.kind === 'scalar' && found.node.style !== 'missing') return found.node;
    const holder = navigate(properties, path.slice(0, -1), this.scope);
    if (holder === undefined || !('node' in holder) || holder.node.kind !== 'map') return undefined;
    return pairNamed(holder.node, String(path.at(-1)), holder.scope.variables)?.key;
  }

  /** A resource attribute beside `Properties`: `DeletionPolicy`, `DependsOn`, `Metadata`. */
  attribute(name: string): Value | undefined {
    this.looked(`.${name}`);
    return evaluatePath(this.declaration.node, [name], this.scope);
  }

  attributeAt(name: string): Place | undefined {
    this.looked(`.${name}`);
    const pair = this.declaration.node.pair(name);
    return pair?.value.kind === 'scalar' ? pair.value : pair?.key;
  }

  /** Sets a property, adding the maps that lead to it. No edits where the way leads through a function. */
  set(path: Path, content: Content): Change {
    if (this.declaration.derivation !== undefined) {
      return this.onOrigin(path, content, (origin, target) => origin.set(target.path, target.content));
    }
    const { map, rest } = this.deepest(path);
    return change(this.file, () => setPath(map, rest, content));
  }

  /** Sets several properties in one change; those under a map that is not there yet share it. */
  setAll(values: readonly (readonly [Path, Content])[]): Change {
    if (this.declaration.derivation !== undefined) {
      const changes = values.map(([path, content]) => this.set(path, content));
      return change(this.file, () => changes.flatMap((one) => [...one.edits()]));
    }
    const settings = values.map(([path, content]) => {
      const { map, rest } = this.deepest(path);
      return { map, path: rest, content };
    });
    return change(this.file, () => setPaths(settings));
  }

  setAttribute(name: string, content: Content): Change {
    return change(this.file, () => setPath(this.declaration.node, [name], content));
  }

  /** Removes a property or list item that is written. */
  remove(path: Path): Change {
    const holder = navigate(this.declaration.properties, path.slice(0, -1), this.scope);
    const last = path.at(-1);
    return change(this.file, () => {
      if (holder === undefined || !('node' in holder) || last === undefined) return [];
      // The items of `Fn::Split` are none that stand in a list.
      if (intrinsicOf(holder.node) !== undefined) return [];
      return removeFrom(holder.node, last);
    });
  }

  /** Adds an item to a list, making the list when there is none. */
  append(path: Path, content: Content): Change {
    if (this.declaration.derivation !== undefined) {
      return this.onOrigin(path, content, (origin, target) => origin.append(target.path, target.content));
    }
    const found = navigate(this.declaration.properties, path, this.scope);
    if (found === undefined) return this.set(path, [content]);
    return change(this.file, () => {
      if (!('node' in found) || intrinsicOf(found.node) !== undefined) return [];
      if (found.node.kind === 'sequence') return appendItem(found.node, content);
      return this.origin === undefined && takesOneOrMany(this.type, path)
        ? wrapInList(found.node, content)
        : [];
    });
  }

  private onOrigin(
    path: Path,
    content: Content,
    write: (origin: Resource, target: { readonly path: Path; readonly content: Content }) => Change,
  ): Change {
    const target = this.declaration.derivation?.onOrigin(path, content);
    return target === undefined || this.origin === undefined
      ? change(this.file, () => [])
      : write(this.origin, target);
  }

  /** The innermost plain map on a path, through the branches that are deployed, and what of the path is left. */
  private deepest(path: Path): { map: MapNode; rest: Path } {
    let map = this.declaration.node;
    let rest: Path = ['Properties', ...path];
    let node: Node | undefined = map;
    for (const [index, step] of ['Properties', ...path.slice(0, -1)].entries()) {
      const next: Node | undefined =
        node.kind === 'map'
          ? node.get(String(step))
          : typeof step === 'number' && intrinsicOf(node) === undefined
            ? itemOf(node, step)
            : undefined;
      node = next === undefined ? undefined : chosen(next, this.scope);
      if (node === undefined || node.kind === 'scalar') break;
      if (node.kind !== 'map' || intrinsicOf(node) !== undefined) continue;
      map = node;
      rest = path.slice(index);
    }
    return { map, rest };
  }
}

/** Properties of SAM that take a single item where others take a list. */
function takesOneOrMany(type: string, path: Path): boolean {
  return type.startsWith('AWS::Serverless::') && path.length === 1 && path[0] === 'Policies';
}

function itemOf(node: Node, index: number): Node | undefined {
  return node.kind === 'sequence' ? node.items[index] : undefined;
}

function removeFrom(node: Node, step: string | number): readonly TextEdit[] {
  if (node.kind === 'map') return removeEntry(node, String(step));
  return node.kind === 'sequence' && typeof step === 'number' ? removeItem(node as SequenceNode, step) : [];
}
