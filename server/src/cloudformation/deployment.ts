import type { Value } from '../base/value';
import type { Node } from '../syntax/tree';
import { type Decisions, forgetTouched, type Recalled } from './decisions';
import type { Reads } from './reads';
import type { Resource } from './resource';
import { Stack } from './stack';
import { type StoredName, storedUnder } from './stored';
import type { Output, Template } from './template';
import type { TextPieces } from './text-pieces';

/** The templates of a workspace, by file and by what they export. */
export interface Templates {
  files(): Iterable<string>;
  get(file: string): Template | undefined;
  /** The template that a `TemplateURL` names, seen from the file that writes it; undefined when that is not certain. */
  resolve(from: string, url: TextPieces | undefined): Template | undefined;
  /** The one output of other files that may be imported under a name; undefined when there is none or more than one. */
  exported(
    name: TextPieces,
    importing: string,
  ): { readonly template: Template; readonly output: Output } | undefined;
  /** What the file at a local path holds that `AWS::Include` puts in the place of the function. */
  included(from: string, location: TextPieces | undefined): Node | undefined;
  /** What the templates put into the parameter store. */
  readonly stored: readonly StoredName[];
  /** The templates that deploy the given one as a nested stack; never through a circle. */
  parents(file: string): readonly string[];
  /** Values of a stack that hold in every deployment; kept as long as the texts do not change. */
  constants(stackId: string): Map<Node, Value>;
}

/** All stacks of a workspace as they are deployed under the same decisions. */
export class Deployment {
  private readonly stacks = new Map<string, Stack>();
  private readonly storing: Recalled<string, Resource | undefined> = new Map();
  private readonly seeking = new Set<string>();

  constructor(
    public templates: Templates,
    readonly decisions: Decisions,
  ) {}

  /**
   * The stacks that a file's template is deployed as: within the templates of the workspace that nest it, each with the
   * parameters that it is given there, or by itself when none does.
   */
  contexts(file: string): readonly Stack[] {
    const nested = this.templates.parents(file).flatMap((parent) => {
      return this.contexts(parent).flatMap((stack) =>
        stack.children().filter((child) => child.file === file),
      );
    });
    if (nested.length > 0) return nested;
    const alone = this.stack(file);
    return alone === undefined ? [] : [alone];
  }

  /** The stack with an id: of a template by itself, or nested in others. */
  withId(id: string): Stack | undefined {
    const [file = '', ...nested] = id.split('#');
    let stack = this.stack(file);
    for (const name of nested) stack = stack?.child(name);
    return stack;
  }

  /** The stack that a template is deployed as, by itself unless the workspace nests it exactly once. */
  only(file: string): Stack | undefined {
    const [only, ...others] = this.contexts(file);
    return others.length === 0 ? only : this.stack(file);
  }

  /** Takes over a newer text of a template; see `Stack.follow`. */
  follow(
    templates: Templates,
    before: Template | undefined,
    after: Template | undefined,
    touched: (reads: Reads) => boolean,
  ): boolean {
    this.templates = templates;
    forgetTouched(this.storing, touched);
    for (const stack of this.stacks.values()) if (!stack.follow(before, after, touched)) return false;
    return true;
  }

  /** The stack that a template makes when it is deployed by itself. */
  stack(file: string): Stack | undefined {
    const known = this.stacks.get(file);
    if (known !== undefined) return known;
    const template = this.templates.get(file);
    if (template === undefined) return undefined;
    const stack = new Stack(file, template, this, undefined);
    this.stacks.set(file, stack);
    return stack;
  }
  /** The value that is stored under a key (see `storedKey`), seen from the stack that stores it. */
  stored(key: string): Value | undefined {
    if (this.templates.stored.length === 0 || this.seeking.has(key)) return undefined;
    this.seeking.add(key);
    try {
      const resource = this.decisions.recall(this.storing, key, () => storedUnder(key, this));
      return resource?.get('Value');
    } finally {
      this.seeking.delete(key);
    }
  }
}
