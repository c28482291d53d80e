import { nestedStackTypes } from '../cloudformation/nested-stack-types';
import type { Parameter } from '../cloudformation/parameter';
import type { Stack } from '../cloudformation/stack';
import { nameWords } from '../data/name-words';
import { secretName } from '../data/secret-names';
import type { SecretPlace } from './secret-place';
import { isPlaceholder } from './secret-placeholders';
import { secretPlaces } from './secret-places';
import { secretAssignments } from './secret-text';
import { contextOf, looksSecret } from './secret-values';
import { namesReferred, writtenTexts } from './written-text';

/** A parameter whose value is used as a secret. */
export interface SecretFlow {
  readonly parameter: Parameter;
  readonly place: SecretPlace;
}

/**
 * Where a stack's parameters are used as secrets, whatever its conditions: the first such place of each parameter, nested
 * stacks included. A parameter that only names a secret (`DbSecretArn`) is none.
 */
export function secretFlows(stack: Stack): ReadonlyMap<string, SecretFlow> {
  const flows = new Map<string, SecretFlow>();
  for (const place of secretPlaces(stack.template)) {
    for (const name of secretsIn(place, stack)) note(flows, stack, name, place);
  }
  for (const { stackPlace, names } of intoNestedStacks(stack)) {
    for (const name of names) note(flows, stack, name, stackPlace);
  }
  return flows;
}

/** The parameters whose values are secrets: used as such, or declared with `NoEcho`. */
export function secretParameters(stack: Stack): ReadonlySet<string> {
  const hidden = [...stack.template.parameters.values()].filter(({ noEcho }) => noEcho === true);
  return new Set([...hidden.map(({ name }) => name), ...secretFlows(stack).keys()]);
}

/**
 * True when a parameter's default is a text that could be its secret. `isSecret`: the parameter is used as one, so any text
 * that is no placeholder is; else only its name says so and the text has to look like one.
 */
export function canBeDefaultSecret(
  { name, default: text, type, allowedValues }: Parameter,
  isSecret: boolean,
): boolean {
  // The default of a parameter that is looked up in Systems Manager is the name to look up.
  if (text === undefined || type?.startsWith('AWS::SSM::') === true || allowedValues !== undefined)
    return false;
  if (isPlaceholder(text) || /^(?:true|false)$/i.test(text) || /^arn:/.test(text)) return false;
  return looksSecret(text, isSecret ? 'credential' : contextOf(name)) !== undefined;
}

/**
 * True for a parameter that is called a token or key and has a default that nobody made up, wherever it is used. `DbSecret` may have the
 * name of a secret.
 */
export function isGeneratedKey({ name, default: text = '' }: Parameter): boolean {
  if (secretName(name) !== 'secret' || !/(?:token|key)$/i.test(name)) return false;
  return (
    /^[A-Za-z0-9+/_=-]{20,}$/.test(text) &&
    (text.match(/\d/g)?.length ?? 0) > 3 &&
    !/[-_][a-z]{3,}/i.test(text)
  );
}

function note(flows: Map<string, SecretFlow>, stack: Stack, name: string, place: SecretPlace): void {
  const parameter = stack.template.parameters.get(name);
  if (parameter === undefined || flows.has(name) || !holdsText(parameter)) return;
  if (place.takes !== 'credential' && namesSomething(parameter)) return;
  flows.set(name, { parameter, place });
}

function* secretsIn(place: SecretPlace, stack: Stack): Generator<string> {
  const { template } = stack;
  if (place.takes !== 'text') {
    yield* inSecretPlace(place, stack);
    return;
  }
  for (const { text } of writtenTexts(place.node, template)) {
    if (!text.includes('${')) continue;
    for (const { value } of secretAssignments(text)) yield* placeholdersIn(value);
  }
}

function* inSecretPlace(place: SecretPlace, { template }: Stack): Generator<string> {
  for (const { text, names } of writtenTexts(place.node, template)) {
    if (/\{\{\s*resolve:/.test(text)) continue;
    // A JSON text: only what stands under a secret's name.
    if (/^\s*\{\s*"/.test(text))
      for (const { value } of secretAssignments(text)) yield* placeholdersIn(value);
    else if (/^\s*\$\{[^{}]+\}\s*$/.test(text)) yield* names;
    // Of a text that is put together, the part that makes it a secret is the one that is called so.
    else for (const name of names) if (secretName(name) === 'secret') yield name;
  }
}

function* placeholdersIn(text: string): Generator<string> {
  for (const [, name = ''] of text.matchAll(/\$\{([A-Za-z0-9]+)\}/g)) yield name;
}

/** `AWS::SSM::Parameter::Value<String>` is one; keys, networks and lists of them are none. */
function holdsText({ type }: Parameter): boolean {
  return (
    type === undefined ||
    /^(?:String|CommaDelimitedList|Number|AWS::SSM::Parameter::Value<String>)$/.test(type)
  );
}

function namesSomething({ name, type, default: text }: Parameter): boolean {
  if (type?.startsWith('AWS::SSM::') === true || text?.startsWith('arn:') === true) return true;
  const last = nameWords(name).at(-1) ?? '';
  return (
    /^(?:arn|name|id|path|uri|url|key|alias|parameter|ref|reference|enabled|length|bucket|manager|type)$/.test(
      last,
    ) && secretName(name) !== 'secret'
  );
}

/** The parameters of a stack that a nested one uses as secrets. */
function* intoNestedStacks(
  stack: Stack,
): Generator<{ readonly stackPlace: SecretPlace; readonly names: Iterable<string> }> {
  for (const declaration of stack.template.resources.values()) {
    if (!nestedStackTypes.has(declaration.type)) continue;
    const child = stack.child(declaration.id);
    const given =
      declaration.properties?.kind === 'map' ? declaration.properties.get('Parameters') : undefined;
    if (child === undefined || given?.kind !== 'map') continue;
    const inner = secretParameters(child);
    for (const { key, value } of given.pairs) {
      if (!inner.has(key.text)) continue;
      const stackPlace: SecretPlace = {
        owner: declaration,
        node: value,
        keyAt: key,
        name: key.text,
        noun: 'parameter',
        takes: 'credential',
        context: 'credential',
        isArgument: false,
        credential: undefined,
      };
      yield { stackPlace, names: namesReferred(value, stack.template) };
    }
  }
}
