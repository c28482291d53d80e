import { type Change, change } from '../base/edit';
import type { Place } from '../base/range';
import { type Mapping, referenceTo, type Text, unknown, type Value } from '../base/value';
import { insertPair, setEntry } from '../syntax/edit/entry';
import type { Content, Node } from '../syntax/tree';
import { conditionHolds } from './condition';
import { type Decisions, forgetTouched, type Recalled } from './decisions';
import type { Deployment } from './deployment';
import { evaluate, evaluatePath } from './evaluate';
import { importedValue } from './imports';
import { inlineTemplate } from './inline-template';
import { noVariables } from './loop';
import { nestedStackTypes } from './nested-stack-types';
import type { Parameter } from './parameter';
import { headPart, listPart, partOf, type Reads } from './reads';
import { Resource } from './resource';
import type { Derivation } from './sam/derived';
import { isMadeBySam } from './sam/references';
import { type Scope, within } from './scope';
import { isStoredParameter, storedKey, storedValue } from './stored';
import { type Declaration, idsOf, type Output, sameIds, type Template } from './template';
import { assetPieces, staticText, textPieces } from './text-pieces';
import { type Writing, writingOf } from './writing';

/** The resource of another stack that deploys this one, and the parameter values that it passes. */
export interface Parent {
  readonly resource: Resource;
  readonly parameters: ReadonlyMap<string, Value>;
}

/**
 * A template as it is deployed under the decisions of its deployment: every condition has an outcome, and resources that
 * are not deployed are not there.
 */
export class Stack implements Scope {
  /** Recursion depth of the evaluation that is going on; see `evaluate`. */
  depth = 0;
  /** Names of the conditions that are being worked out; guards against circles. */
  readonly resolving = new Set<string>();
  readonly constants: Map<Node, Value>;
  readonly variables = noVariables;
  private readonly known = new Map<string, Resource>();
  private readonly nestedStacks: Recalled<string, Stack | undefined> = new Map();
  private readonly madeBySam: Recalled<Resource, Mapping> = new Map();
  private readonly nesting = new Set<string>();
  /** Names of the outputs that are being imported; guards against circles. */
  readonly binding = new Set<string>();

  constructor(
    /** The file of the template; of a nested stack, its parent's id and the logical id there, joined by `#`. */
    readonly id: string,
    public template: Template,
    readonly deployment: Deployment,
    readonly parent: Parent | undefined,
  ) {
    this.constants = deployment.templates.constants(id);
  }

  get file(): string {
    return this.template.file;
  }

  /**
   * Becomes the stack of a newer text of its template, which differs only in resources, and so do the stacks that it nests. The
   * resources stay the same objects, so that what is kept about others can go on naming them. False when a nested stack may have
   * been given other parameters: then it is another stack.
   */
  follow(
    before: Template | undefined,
    after: Template | undefined,
    touched: (reads: Reads) => boolean,
  ): boolean {
    for (const { result } of this.nestedStacks.values())
      if (result !== undefined && !result.follow(before, after, touched)) return false;
    if (forgetTouched(this.nestedStacks, touched)) return false;
    forgetTouched(this.madeBySam, touched);
    if (this.template !== before || after === undefined) return true;
    this.template = after;
    if (!sameIds(before, after)) this.constants.clear();
    for (const [id, resource] of this.known) {
      const declaration = this.declaration(id);
      if (declaration?.type !== resource.type) this.known.delete(id);
      else if (declaration !== resource.declaration) resource.follow(declaration);
    }
    return true;
  }

  get decisions(): Decisions {
    return this.deployment.decisions;
  }

  /** The resource with a logical id, when it is deployed. */
  resource(id: string): Resource | undefined {
    this.decisions.reads(headPart(this.file, id));
    const declaration = this.declaration(id);
    if (declaration === undefined) return undefined;
    if (declaration.condition !== undefined && !this.holds(declaration.condition)) return undefined;
    const { derivation } = declaration;
    const origin = derivation === undefined ? undefined : this.resource(derivation.from.id);
    if (derivation !== undefined && (origin === undefined || !derivation.isMade(origin))) return undefined;
    const known = this.known.get(id) ?? new Resource(this, declaration, origin);
    this.known.set(id, known);
    return known;
  }

  /** The template, for looking into the trees of its resources by oneself. */
  get wholeTemplate(): Template {
    this.decisions.reads(partOf(this.file, '*'));
    return this.template;
  }

  /** The properties of a resource that SAM makes. */
  made(resource: Resource, { properties }: Derivation, origin: Resource): Mapping {
    return this.decisions.recall(this.madeBySam, resource, () => {
      this.decisions.reads(partOf(this.file, origin.id));
      return properties(origin);
    });
  }

  private declaration(id: string): Declaration | undefined {
    return this.template.resources.get(id) ?? this.template.derived.get(id);
  }

  /** The deployed resources of the given types, in the order of the template, SAM's last; without types, all. */
  *resources(...types: readonly string[]): Generator<Resource> {
    if (types.length === 0) this.decisions.reads(listPart(this.file));
    for (const type of types) this.decisions.reads(listPart(this.file, type));
    for (const id of idsOf(this.template, types)) {
      const resource = this.resource(id);
      if (resource !== undefined) yield resource;
    }
  }

  /** True when the template declares a resource of one of the types, deployed or not. */
  declares(...types: readonly string[]): boolean {
    for (const type of types) this.decisions.reads(listPart(this.file, type));
    return types.some((type) => this.template.byType.has(type));
  }

  parameter(name: string): Parameter | undefined {
    return this.template.parameters.get(name);
  }

  holds(condition: string): boolean {
    return conditionHolds(condition, this);
  }

  value(node: Node | undefined, ...path: readonly (string | number)[]): Value | undefined {
    return evaluatePath(node, path, this);
  }

  output(name: string): Value | undefined {
    const output = this.template.outputs.get(name);
    return output === undefined ? undefined : this.outputValue(output);
  }

  outputValue(output: Output): Value | undefined {
    return output.value === undefined ? undefined : evaluate(output.value, within(this, output.variables));
  }

  /** The stack that a resource of this one deploys from a template of the workspace, or from one in its own properties. */
  child(id: string): Stack | undefined {
    if (this.nesting.has(id)) return undefined;
    this.nesting.add(id);
    try {
      return this.decisions.recall(this.nestedStacks, id, () => {
        const resource = this.resource(id);
        return resource === undefined ? undefined : this.nested(resource);
      });
    } finally {
      this.nesting.delete(id);
    }
  }

  /** The nested stacks of this one whose templates the workspace holds. */
  children(): Stack[] {
    const found: Stack[] = [];
    for (const { id, type } of this.template.resources.values()) {
      const child = nestedStackTypes.has(type) ? this.child(id) : undefined;
      if (child !== undefined) found.push(child);
    }
    return found;
  }

  private nested(resource: Resource): Stack | undefined {
    const inline = inlineTemplate(resource.wholly);
    if (inline !== undefined)
      return new Stack(`${this.id}#${resource.id}`, inline, this.deployment, undefined);
    const place = nestedStackTypes.get(resource.type);
    const url = place === undefined ? undefined : resource.get(place);
    if (url === undefined || this.id.split('#').length > 8) return undefined;
    const pieces = assetPieces(resource.wholly.node) ?? textPieces(url);
    const template = this.deployment.templates.resolve(this.file, pieces);
    if (template === undefined) return undefined;
    const given = resource.get('Parameters');
    const parameters = new Map<string, Value>();
    if (given?.kind === 'mapping') for (const [name, { value }] of given.entries) parameters.set(name, value);
    return new Stack(`${this.id}#${resource.id}`, template, this.deployment, { resource, parameters });
  }

  /** What `Ref` gives: a parameter's value as far as it is known, a pseudo parameter, a resource. */
  refer(name: string, at: Place): Value {
    if (name.startsWith('AWS::')) return referenceTo({ type: 'pseudo', name }, at);
    const parameter = this.template.parameters.get(name);
    if (parameter !== undefined) return this.parameterValue(parameter, at);
    if (this.declaration(name) !== undefined) {
      return referenceTo({ type: 'resource', stack: this.id, id: name, attribute: undefined }, at);
    }
    const dot = name.indexOf('.');
    if (dot > 0 && isMadeBySam(name, this.template))
      return this.attribute(name.slice(0, dot), name.slice(dot + 1), at);
    if (isMadeBySam(name, this.template))
      return referenceTo({ type: 'resource', stack: this.id, id: name, attribute: undefined }, at);
    return unknown(`${name}, which this template does not define`, at);
  }

  private parameterValue(parameter: Parameter, at: Place): Value {
    const given = this.parent?.parameters.get(parameter.name);
    if (isStoredParameter(parameter))
      return (
        storedValue(parameter, given, this, at) ??
        referenceTo({ type: 'parameter', stack: this.id, name: parameter.name }, at)
      );
    if (given !== undefined && !this.binding.has(parameter.name)) return given;
    const [only, ...others] = parameter.allowedValues ?? [];
    if (only !== undefined && others.length === 0) return { kind: 'scalar', text: only, value: only, at };
    return referenceTo({ type: 'parameter', stack: this.id, name: parameter.name }, at);
  }

  /** What `Fn::GetAtt` gives. */
  attribute(id: string, attribute: string, at: Place): Value {
    if (attribute.startsWith('Outputs.')) {
      const value = this.child(id)?.output(attribute.slice('Outputs.'.length));
      if (value !== undefined) return value;
    }
    if (this.declaration(id) === undefined && !isMadeBySam(id, this.template)) {
      return unknown(`${id}, which this template does not define`, at);
    }
    return referenceTo({ type: 'resource', stack: this.id, id, attribute }, at);
  }

  /** The value of a resource's property; see `Scope.written`. */
  written(id: string, property: string): Value | undefined {
    return this.nesting.has(id) ? undefined : this.resource(id)?.get(property);
  }

  /** What `Fn::ImportValue` gives: the exporting stack's value when the workspace holds it. */
  imported(nameValue: Value | undefined, at: Place): Value {
    const pieces = nameValue === undefined ? undefined : textPieces(nameValue);
    const name = pieces === undefined ? undefined : staticText(pieces);
    const value = pieces === undefined ? undefined : importedValue(pieces, this);
    if (value !== undefined) return value;
    return referenceTo({ type: 'import', name }, at);
  }

  stored(name: readonly Text['parts'][number][]): Value | undefined {
    const key = storedKey(name, this.id);
    return key === undefined ? undefined : this.deployment.stored(key);
  }

  /** What `AWS::Include` puts in; see `Scope.included`. */
  included(location: Value | undefined): Node | undefined {
    const pieces = location === undefined ? undefined : textPieces(location);
    const node = this.deployment.templates.included(this.file, pieces);
    if (node !== undefined) this.decisions.reads(partOf(node.file, '*'));
    return node;
  }

  /** How the author writes intrinsic functions in this file. */
  get write(): Writing {
    return writingOf(this.template);
  }

  /** A logical id like the given one that is not taken yet. */
  freeId(wanted: string): string {
    const taken = (id: string): boolean =>
      this.declaration(id) !== undefined || this.template.parameters.has(id);
    if (!taken(wanted)) return wanted;
    for (let number = 2; ; number++) if (!taken(`${wanted}${number}`)) return `${wanted}${number}`;
  }

  /** Inserts a resource after another, or at the end of `Resources`. */
  insertResource(id: string, content: Content, after?: string): Change {
    const { resourcesNode } = this.template;
    return change(this.file, () => {
      if (resourcesNode === undefined) return [];
      return insertPair(resourcesNode, id, content, after === undefined ? {} : { after });
    });
  }

  /** Adds a parameter, with `Parameters` when the template has none yet. */
  insertParameter(name: string, content: Content): Change {
    const { root } = this.template;
    return change(this.file, () => {
      const parameters = root.get('Parameters');
      if (parameters?.kind === 'map') return setEntry(parameters, name, content);
      return setEntry(root, 'Parameters', { [name]: content }, { before: 'Resources' });
    });
  }
}
