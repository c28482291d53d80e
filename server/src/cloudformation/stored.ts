import type { Place } from '../base/range';
import type { Text, Value } from '../base/value';
import { matchesWildcard } from '../data/wildcard';
import type { Deployment } from './deployment';
import { type Part, partsOf, textFrom } from './evaluate';
import type { Parameter } from './parameter';
import { partOf } from './reads';
import type { Resource } from './resource';
import type { Scope } from './scope';
import { itemsBetween } from './split';
import type { Stack } from './stack';
import type { Declaration, Template } from './template';
import { writtenPieces } from './text-pieces';

/** A parameter that a template puts into the parameter store; in its name, `*` stands for what the file alone does not say. */
export interface StoredName {
  readonly template: Template;
  readonly declaration: Declaration;
  readonly name: string;
}

const parameterType = 'AWS::SSM::Parameter';

/** The parameters that a template stores. A name that the file alone says nothing of is none that can be found again. */
export function storedNamesIn(template: Template): readonly StoredName[] {
  if (!template.byType.has(parameterType)) return [];
  return [...template.resources.values()].flatMap((declaration) => {
    const { type, properties } = declaration;
    const node = type === parameterType && properties?.kind === 'map' ? properties.get('Name') : undefined;
    const pieces = node === undefined ? undefined : writtenPieces(node);
    return pieces === undefined
      ? []
      : [{ template, declaration, name: pieces.map((piece) => piece ?? '*').join('') }];
  });
}

/** The one resource that stores a value under a key, in the stacks that its template is deployed as. */
export function storedUnder(key: string, deployment: Deployment): Resource | undefined {
  const named = /^\$\{([^}]*)\/(\w+)\.Ref\}$/.exec(key);
  if (named !== null) return parameterAt(named[1] ?? '', named[2] ?? '', deployment);
  const { stored } = deployment.templates;
  for (const { template } of stored) deployment.decisions.reads(partOf(template.file, `:${parameterType}`));
  const found = stored
    .filter(({ name }) => matchesWildcard(name, key))
    .flatMap(({ template, declaration }) =>
      deployment.contexts(template.file).flatMap((stack) => {
        const resource = stack.resource(declaration.id);
        const name = resource?.get('Name');
        const isIt = name !== undefined && storedKey(partsOf(name, name.at), stack.id) === key;
        return resource !== undefined && isIt ? [resource] : [];
      }),
    );
  return found.length === 1 ? found[0] : undefined;
}

/** `Ref` of a stored parameter gives its name. */
function parameterAt(stack: string, id: string, deployment: Deployment): Resource | undefined {
  const resource = deployment.withId(stack)?.resource(id);
  return resource?.type === parameterType ? resource : undefined;
}

/**
 * A text with `{{resolve:ssm:name}}` replaced by what the workspace's templates store under the name. What they do not store,
 * secure strings and secrets stay as they are written.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
 */
export function withStored<T extends Text['parts'][number] | Text>(
  value: T,
  at: Place,
  scope: Scope,
): Value | T {
  const parts = partsOf(value, at);
  if (!parts.some((part) => part.kind === 'scalar' && part.text.includes(opening))) return value;
  const result: Part[] = [];
  let name: Part[] | undefined;
  let isReplaced = false;
  for (const part of parts.flatMap(atBraces)) {
    const text = part.kind === 'scalar' ? part.text : undefined;
    if (name === undefined) {
      result.push(part);
      if (text === opening) name = [];
    } else if (text !== '}}') {
      name.push(part);
    } else {
      const stored = scope.stored(name);
      if (stored === undefined) result.push(...name, part);
      else result.splice(-1, 1, ...partsOf(stored, at).map((one) => ({ ...one, at })));
      isReplaced ||= stored !== undefined;
      name = undefined;
    }
  }
  return isReplaced ? textFrom([...result, ...(name ?? [])], at) : value;
}

const opening = '{{resolve:ssm:';

function atBraces(part: Part): readonly Part[] {
  if (part.kind !== 'scalar') return [part];
  return part.text
    .split(/(\{\{resolve:ssm:|\}\})/)
    .filter((text) => text !== '')
    .map((text) => ({ kind: 'scalar', text, value: text, at: part.at }));
}

/**
 * A text that is equal for names that are equal in every deployment, when parameters of the same name are given the same value.
 * Undefined where that cannot be said.
 */
export function storedKey(name: readonly Part[], stack: string): string | undefined {
  const pieces = name.map((part) => keyPiece(part, stack));
  if (pieces.includes(undefined)) return undefined;
  const key = pieces.join('').replace(/(?<=[\w}]):\d+$/, '');
  const saysSomething = name.some((part) =>
    part.kind === 'scalar'
      ? /[A-Za-z]{2}/.test(part.text)
      : part.kind === 'reference' && part.to.type === 'resource',
  );
  return saysSomething && !key.startsWith('arn:') ? key : undefined;
}

function keyPiece(part: Part, stack: string): string | undefined {
  if (part.kind === 'scalar') return part.text;
  if (part.kind === 'unknown') return undefined;
  const { to } = part;
  switch (to.type) {
    case 'parameter':
      return `\${${to.name}}`;
    case 'pseudo':
      return to.name.startsWith('AWS::Stack') ? `\${${stack}/${to.name}}` : `\${${to.name}}`;
    case 'resource':
      return `\${${to.stack}/${to.id}.${to.attribute ?? 'Ref'}}`;
    default:
      return to.name === undefined ? undefined : `\${import ${to.name}}`;
  }
}

/** True for a parameter that is given the name under which its value is stored. */
export function isStoredParameter({ type }: Parameter): boolean {
  return type?.startsWith('AWS::SSM::Parameter::Value<') === true;
}

/**
 * The value of a parameter that is given the name of a stored one: by the parent, or else its default, as long as the deployment
 * keeps that. Undefined where the workspace stores nothing under the name.
 */
export function storedValue(
  parameter: Parameter,
  given: Value | undefined,
  stack: Stack,
  at: Place,
): Value | undefined {
  const [only, ...others] = parameter.allowedValues ?? [];
  const fixed = others.length === 0 ? only : undefined;
  const written = fixed ?? parameter.default;
  const name =
    given ?? (written === undefined ? undefined : { kind: 'scalar', text: written, value: written, at });
  const stored = name === undefined ? undefined : stack.stored(partsOf(name, at));
  if (stored === undefined || (given === undefined && fixed === undefined && !keepsDefault(parameter, stack)))
    return undefined;
  if (!parameter.type?.includes('<List<') && !parameter.type?.includes('<CommaDelimitedList>'))
    return { ...stored, at };
  const items = itemsBetween(partsOf(stored, at), ',');
  if (items === undefined) return undefined;
  return { kind: 'list', items: items.map((parts) => listItem(parts, at)), open: false, at };
}

/** An item of a list without the blanks around it, at the place where the list is used. */
function listItem(parts: readonly Part[], at: Place): Value {
  const trimmed = parts.map((part, index): Part => {
    if (part.kind !== 'scalar') return { ...part, at };
    const start = index === 0 ? part.text.trimStart() : part.text;
    const text = index === parts.length - 1 ? start.trimEnd() : start;
    return { kind: 'scalar', text, value: text, at };
  });
  return textFrom(trimmed, at);
}

function keepsDefault(
  { name, default: text = '', allowedValues }: Parameter,
  { id, decisions }: Stack,
): boolean {
  const keeps = decisions.equals(`${id}/${name} as a name`, text, true, allowedValues);
  decisions.note(name, keeps ? text : 'another name');
  return keeps;
}
