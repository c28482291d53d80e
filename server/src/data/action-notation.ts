import file from './generated/actions.json';
import { own, remembered, words } from './table';

/** What IAM lets an action do; the narrowest level AWS names. */
export type Access = 'List' | 'Read' | 'Write' | 'Permissions management' | 'Tagging';

/** A kind of resource that an action can be limited to. */
export interface ActionResource {
  readonly type: string;
  /** `arn:${Partition}:s3:::${BucketName}/${ObjectName}` */
  readonly arn: string;
  /** True when a statement must name a resource of this kind for the action to be allowed. */
  readonly required: boolean;
}

export interface Action {
  /** As AWS writes it: `s3:GetObject`. */
  readonly name: string;
  readonly service: string;
  readonly access: Access;
  /** Empty when the action only works on `*`. */
  readonly resources: readonly ActionResource[];
  /** Keys that are there for this action beside the global ones; `*` stands for a free part, a tag's key say. */
  readonly conditionKeys: readonly string[];
}

/** The facts about one service, as far as they are carried. */
export interface Service {
  readonly prefix: string;
  /** By the action's name in lower case, without the prefix. */
  readonly actions: ReadonlyMap<string, Action>;
  /** AWS's spelling and type of each condition key, by the key in lower case. */
  readonly conditionKeys: ReadonlyMap<string, ConditionKey>;
}

export interface ConditionKey {
  /** `*` stands for a free part: `aws:ResourceTag/*`. */
  readonly name: string;
  /** `String`, `ARN`, `Bool`, `Numeric`, `Date`, `IPAddress`, or `ArrayOf…` for a key with several values. */
  readonly type: string;
}

/** Prefixes of the services whose actions are carried. */
export const carriedPrefixes: readonly string[] = Object.keys(file.services);

/** Every service prefix that IAM knows. */
export const knownPrefixes: ReadonlySet<string> = new Set(words(file.prefixes));

/** The facts about a carried service by its prefix in lower case; read on the first question. */
export const serviceFacts = remembered((prefix): Service | undefined => {
  const services: Readonly<Record<string, ServiceText>> = file.services;
  const text = own(services, prefix);
  return text && readService(prefix, text);
});

/** The condition keys that are not of one service, by the key in lower case. */
export const globalConditionKeys: ReadonlyMap<string, ConditionKey> = keysByName(
  readConditionKeys(file.globalConditionKeys),
);

interface ServiceText {
  readonly resources: string;
  readonly conditionKeys: string;
  readonly actions: string;
}

const accessOfLetter: Readonly<Record<string, Access>> = {
  L: 'List',
  R: 'Read',
  W: 'Write',
  P: 'Permissions management',
  T: 'Tagging',
};

function readService(prefix: string, text: ServiceText): Service {
  const resources = lines(text.resources).map(readResource);
  const keys = readConditionKeys(text.conditionKeys);
  const actions = new Map<string, Action>();
  for (const line of lines(text.actions)) {
    const [name = '', letter = '', onResources = '', keyIndexes = ''] = line.split(' ');
    actions.set(name.toLowerCase(), {
      name: `${prefix}:${name}`,
      service: prefix,
      access: accessOfLetter[letter] ?? 'Write',
      resources: parts(onResources).flatMap((part) => resourceOf(part, resources)),
      conditionKeys: parts(keyIndexes).flatMap((part) => keys[Number.parseInt(part, 36)]?.name ?? []),
    });
  }
  return { prefix, actions, conditionKeys: keysByName(keys) };
}

/** `object arn:…`; a few types of API Gateway have two patterns, separated by a comma. */
function readResource(line: string): { readonly type: string; readonly arns: readonly string[] } {
  const at = line.indexOf(' arn:');
  return { type: line.slice(0, at), arns: line.slice(at + 1).split(', ') };
}

function resourceOf(part: string, resources: readonly ReturnType<typeof readResource>[]): ActionResource[] {
  const required = part.endsWith('!');
  const resource = resources[Number.parseInt(part, 36)];
  return resource?.arns.map((arn) => ({ type: resource.type, arn, required })) ?? [];
}

function readConditionKeys(text: string): readonly ConditionKey[] {
  return lines(text).map((line) => {
    const [name = '', type = 'String'] = line.split('=');
    return { name, type };
  });
}

function keysByName(keys: readonly ConditionKey[]): ReadonlyMap<string, ConditionKey> {
  return new Map(keys.map((key) => [key.name.toLowerCase(), key]));
}

function lines(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
}

function parts(text: string): readonly string[] {
  return text === '' ? [] : text.split(',');
}
