import type { Value } from '../base/value';
import type { Node } from '../syntax/tree';
import type { Decisions } from './decisions';
import type { Reads } from './reads';
import { Stack } from './stack';
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
  /** The templates that deploy the given one as a nested stack; never through a circle. */
  parents(file: string): readonly string[];
  /** Values of a stack that hold in every deployment; kept as long as the texts do not change. */
  constants(stackId: string): Map<Node, Value>;
}

/** All stacks of a workspace as they are deployed under the same decisions. */
export class Deployment {
  private readonly stacks = new Map<string, Stack>();

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

  /** Takes over a newer text of a template; see `Stack.follow`. */
  follow(
    templates: Templates,
    before: Template,
    after: Template,
    touched: (reads: Reads) => boolean,
  ): boolean {
    this.templates = templates;
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
}
