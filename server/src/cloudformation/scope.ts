import type { Place } from '../base/range';
import type { Text, Value } from '../base/value';
import type { Node, ScalarNode } from '../syntax/tree';
import type { Decisions } from './decisions';
import { type Variables, withVariables } from './loop';
import type { Template } from './template';

/** Where something is evaluated: a stack, or one turn of a loop in it. */
export interface Scope {
  /** Of the stack. */
  readonly id: string;
  readonly template: Template;
  readonly decisions: Decisions;
  /** What the identifiers of the loops around it stand for. */
  readonly variables: Variables;
  /** Values that no decision has a part in. */
  readonly constants: Map<Node, Value>;
  /** Names of the conditions that are being worked out; guards against circles. */
  readonly resolving: Set<string>;
  /** Recursion depth of the evaluation that is going on. */
  depth: number;
  /** What `Ref` gives. */
  refer(name: string, at: Place): Value;
  /** What `Fn::GetAtt` gives. */
  attribute(id: string, attribute: string, at: Place): Value;
  /** What `Fn::ImportValue` gives; without a name when that is not known. */
  imported(name: Value | undefined, at: Place): Value;
  /** What the workspace puts into the parameter store under a name. */
  stored(name: readonly Text['parts'][number][]): Value | undefined;
  /** What `AWS::Include` puts in, when the workspace holds the file. */
  included(location: Value | undefined): Node | undefined;
  /** What an attribute is known to be, where the template itself says so: a VPC's `CidrBlock`. */
  written(id: string, property: string): Value | undefined;
}

/** The scope with the identifiers of loops put in; the scope itself when there are none. */
export function within(scope: Scope, variables: Variables): Scope {
  return variables === scope.variables || variables.size === 0 ? scope : new Turn(scope, variables);
}

/** The text of a scalar, as the turn of the loop has it. */
export function textIn(scope: Scope, node: ScalarNode): string {
  return withVariables(node.text, scope.variables);
}

class Turn implements Scope {
  readonly constants = new Map<Node, Value>();

  constructor(
    private readonly outer: Scope,
    readonly variables: Variables,
  ) {}

  get id(): string {
    return this.outer.id;
  }

  get template(): Template {
    return this.outer.template;
  }

  get decisions(): Decisions {
    return this.outer.decisions;
  }

  get resolving(): Set<string> {
    return this.outer.resolving;
  }

  get depth(): number {
    return this.outer.depth;
  }

  set depth(depth: number) {
    this.outer.depth = depth;
  }

  refer(name: string, at: Place): Value {
    const text = this.variables.get(name);
    return text === undefined ? this.outer.refer(name, at) : { kind: 'scalar', text, value: text, at };
  }

  attribute(id: string, attribute: string, at: Place): Value {
    return this.outer.attribute(id, attribute, at);
  }

  imported(name: Value | undefined, at: Place): Value {
    return this.outer.imported(name, at);
  }

  stored(name: readonly Text['parts'][number][]): Value | undefined {
    return this.outer.stored(name);
  }

  included(location: Value | undefined): Node | undefined {
    return this.outer.included(location);
  }

  written(id: string, property: string): Value | undefined {
    return this.outer.written(id, property);
  }
}
