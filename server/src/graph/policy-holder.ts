import type { Resource } from '../cloudformation/resource';
import type { Policy, Statement } from '../iam/policy';
import type { Graph } from './graph';

/** True for a statement by which an identity is given permissions; boundaries and service control policies give none. */
export function givesPermissions({ policy, effect }: Statement): boolean {
  return policy.kind === 'identity' && effect === 'Allow';
}

/** True when a condition limits the statement, or may do so. One that any caller meets at will limits nothing. */
export function isConditional({ conditions, conditionsOpen }: Statement): boolean {
  return conditionsOpen || conditions.some(({ key }) => !atWill.has(key.toLowerCase()));
}

/** What a caller chooses himself: to use TLS, when to call, and what he calls himself. */
const atWill: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:referer',
  'aws:securetransport',
  'aws:tokenissuetime',
  'aws:useragent',
]);

/** Who a policy belongs to, as the subject of a sentence: the resource that carries it, or the file's own policy. */
export function holderOf(policy: Policy): string {
  return policy.resource ?? 'This policy';
}

/** What a resource policy protects, for a sentence: the resource of the template, or the kind of thing. */
export function protectedName(policy: Policy, graph: Graph): string {
  return protectedResource(policy, graph)?.id ?? kinds[policy.kind] ?? 'the resource';
}

/** The resource that a resource policy protects, where it is just one of the workspace. */
export function protectedResource({ protects }: Policy, graph: Graph): Resource | undefined {
  const [value] = protects;
  return protects.length === 1 && value?.kind === 'reference' ? graph.find(value) : undefined;
}

const kinds: Readonly<Partial<Record<Policy['kind'], string>>> = {
  bucket: 'the bucket',
  key: 'the key',
  queue: 'the queue',
  topic: 'the topic',
  secret: 'the secret',
  stream: 'the stream',
  table: 'the table',
  function: 'the function',
  catalog: 'the catalog',
  vault: 'the vault',
  'event-bus': 'the event bus',
  'log-group': 'the log groups of the account',
};

/** The kinds of policies that say who may use a resource of the account. */
export const resourcePolicyKinds: ReadonlySet<Policy['kind']> = new Set<Policy['kind']>([
  'bucket',
  'key',
  'queue',
  'topic',
  'secret',
  'stream',
  'table',
  'function',
  'catalog',
  'vault',
  'event-bus',
]);

/** Names in a sentence: "a, b and c"; of many the first three. */
export function listed(names: readonly string[]): string {
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
