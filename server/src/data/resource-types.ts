import file from './generated/resource-types.json';
import { nearest } from './nearest';
import {
  type Property,
  type PropertyType,
  type ResourceType,
  readResourceType,
} from './resource-type-notation';
import { serverlessType, serverlessTypeNames } from './serverless-types';
import { once, own, remembered, words } from './table';

export type { Property, PropertyType, ResourceType } from './resource-type-notation';

/**
 * Facts about CloudFormation's resource types, from CloudFormation's own specification
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/), and about SAM's.
 */

/** What is known about a type; undefined for a type that is unknown or of which only the name is known. */
export const resourceType = remembered((name: string): ResourceType | undefined => {
  return plainType(name) ?? serverlessType(name, plainType);
});

/** False when CloudFormation has no such type. The author's own types (`Custom::…`, other namespaces) are all known. */
export function isKnownType(name: string): boolean {
  if (!/^(AWS|Alexa)::/.test(name)) return /^[\w-]+(::[\w-]+)+(@[\w-]+)?$/.test(name);
  return own(plainTypes, name) !== undefined || knownNames().has(name);
}

/** The type that was likely meant by a name that is none. */
export function nearestType(name: string): string | undefined {
  return nearest(name, [...Object.keys(plainTypes), ...knownNames()]);
}

/** The types whose properties are known. */
export function resourceTypeNames(): readonly string[] {
  return [...Object.keys(plainTypes), ...serverlessTypeNames()];
}

/**
 * The property at a path below `Properties`. A number or `[]` steps into a list's item, any other word into a map's
 * value or an object's property; a list's item is also entered without a step. Below free JSON the answer is the JSON
 * property itself. Undefined when there is no such property or the type is not known.
 */
export function property(type: string, ...path: readonly (string | number)[]): Property | undefined {
  const [first, ...rest] = path;
  const start = resourceType(type)?.properties.get(String(first));
  return start && below(start, rest);
}

/**
 * True when `Fn::GetAtt` may ask a resource of the type for the attribute, false when it certainly fails, undefined
 * when nothing is known: custom resources, nested stacks, SAM, types without facts.
 */
export function hasAttribute(type: string, attribute: string): boolean | undefined {
  const known = resourceType(type);
  if (!known) return undefined;
  if (known.attributes.some((name) => name === attribute || attribute.startsWith(`${name}.`))) return true;
  return /^AWS::(Serverless|CloudFormation)::/.test(type) ? undefined : false;
}

const plainTypes: Readonly<Record<string, string>> = file.types;

const plainType = remembered((name: string): ResourceType | undefined => {
  const notation = own(plainTypes, name);
  return notation === undefined ? undefined : readResourceType(name, notation);
});

/** Names of the types without facts, and of SAM's. */
const knownNames = once((): ReadonlySet<string> => {
  const named = Object.entries(file.names).flatMap(([namespace, names]) =>
    words(names).map((name) => `${namespace}::${name}`),
  );
  // SAM types of which nothing but the name matters here.
  const others = ['MicrovmImage', 'NetworkConnector', 'WebFunction'].map(
    (name) => `AWS::Serverless::${name}`,
  );
  return new Set([...named, ...serverlessTypeNames(), ...others]);
});

function below(found: Property, path: readonly (string | number)[]): Property | undefined {
  const [step, ...rest] = path;
  if (step === undefined || found.type.kind === 'json') return found;
  for (const next of steps(found.type, step)) {
    const answer = below(next.property, next.entered ? rest : path);
    if (answer) return answer;
  }
  return undefined;
}

interface Step {
  readonly property: Property;
  /** False when a list's item was entered without a step of the path. */
  readonly entered: boolean;
}

function steps(type: PropertyType, step: string | number): readonly Step[] {
  switch (type.kind) {
    case 'object': {
      const inner = type.properties.get(String(step));
      return inner ? [{ property: inner, entered: true }] : [];
    }
    case 'list':
      return [{ property: unnamed(step, type.item), entered: typeof step === 'number' || step === '[]' }];
    case 'map':
      return [{ property: unnamed(step, type.value), entered: true }];
    case 'union':
      return type.members.flatMap((member) =>
        member.kind === 'json' ? [{ property: unnamed(step, member), entered: true }] : steps(member, step),
      );
    default:
      return [];
  }
}

function unnamed(step: string | number, type: PropertyType): Property {
  return { name: String(step), type, required: false, replaces: 'never' };
}
