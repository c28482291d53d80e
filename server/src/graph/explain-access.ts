import type { Place } from '../base/range';
import type { Resource } from '../cloudformation/resource';
import type { Decision } from '../iam/request';
import { explainNetwork } from '../network/explain';
import { type Access, accessesOf, dataNear, rolesNear } from './access';
import type { Graph } from './graph';

/** A line of text with the places it speaks of, for whoever turns places into links. */
export interface Explanation {
  readonly title: string;
  /** Undefined where access to data is not what is explained. */
  readonly access: readonly Access[] | undefined;
  readonly notes: readonly { readonly text: string; readonly at: Place | undefined }[];
}

/** Who can do what, seen from a resource: a role or what runs as one, data, or a key. Undefined for everything else. */
export function explainAccess(resource: Resource, graph: Graph): Explanation | undefined {
  const { result, trace } = graph.deployment.decisions.trace(() => explain(resource, graph));
  const assumed = [...trace.conditions].map(([name, outcome]) => `${name} is ${outcome}`);
  if (result?.access === undefined || assumed.length === 0) return result;
  const text = `Where conditions decide, this is how it is when ${assumed.join(' and ')}.`;
  return { ...result, notes: [...result.notes, { text, at: undefined }] };
}

function explain(resource: Resource, graph: Graph): Explanation | undefined {
  if (resource.type === 'AWS::IAM::Role' || resource.type === 'AWS::IAM::User')
    return ofRole(resource, graph);
  if (resource.type === 'AWS::KMS::Key') return ofKey(resource, graph);
  if (dataNear(resource, graph).includes(resource)) return ofData(resource, graph);
  const roles = graph.workloadsBy(resource).map(({ role }) => role);
  const network = explainNetwork(resource, graph.network(resource.stack));
  if (roles.length === 0) return network === undefined ? undefined : { ...network, access: undefined };
  const each = roles.map((role) => ofRole(role, graph));
  return {
    title: `${resource.id} runs as ${roles.map(({ id }) => id).join(' and ')}`,
    access: each.flatMap(({ access }) => access ?? []),
    notes: [...each.flatMap(({ notes }) => notes), ...(network?.notes ?? [])],
  };
}

function ofRole(role: Resource, graph: Graph): Explanation {
  const identity = graph.identityOf(role);
  const notes = [];
  if (identity.open)
    notes.push({ text: 'It has further policies that these files do not show.', at: undefined });
  if (identity.boundary !== undefined)
    notes.push({ text: 'A permissions boundary limits it.', at: role.at('PermissionsBoundary') });
  for (const { resource, role: used, at } of graph.workloads(role.stack)) {
    if (used === role) notes.push({ text: `${resource.id} runs as this role.`, at });
  }
  return {
    title: `What ${role.id} can use`,
    access: accessesOf(role, graph),
    notes,
  };
}

function ofData(data: Resource, graph: Graph): Explanation {
  const use = graph.encryptionOf(data);
  const notes = use.kind === 'customer' ? [{ text: `It is encrypted with ${use.key.id}.`, at: use.at }] : [];
  return {
    title: `Who can use ${data.id}`,
    access: rolesNear(data, graph).flatMap((role) =>
      accessesOf(role, graph).filter((row) => row.data === data),
    ),
    notes,
  };
}

function ofKey(key: Resource, graph: Graph): Explanation {
  const encrypted = dataNear(key, graph).filter((data) => {
    const use = graph.encryptionOf(data);
    return use.kind === 'customer' && use.key === key;
  });
  const access = rolesNear(key, graph).flatMap((role) =>
    accessesOf(role, graph).filter((row) => row.key === key),
  );
  const notes =
    encrypted.length === 0 && access.length === 0
      ? [{ text: 'Nothing in these files is encrypted with it.', at: undefined }]
      : [];
  return { title: `Who can use what ${key.id} encrypts`, access: access.filter(isOfInterest), notes };
}

/** Rows in which nothing is allowed and nothing fails say nothing. */
export function isOfInterest({ read, write, needs }: Access): boolean {
  if (needs.size > 0) return true;
  return [read, write].some((decision) => decision !== undefined && decision.outcome !== 'denied');
}

/** "yes", "no: …" with the reason, or "not known". */
export function wordsOf(decision: Decision | undefined): string {
  if (decision === undefined) return '';
  if (decision.outcome === 'allowed') return 'yes';
  if (decision.outcome === 'unknown') return 'not known';
  return `no (${reasons[decision.reason] ?? decision.reason})`;
}

const reasons: Readonly<Partial<Record<Decision['reason'], string>>> = {
  'explicit-deny': 'a statement denies it',
  'implicit-deny': 'no policy allows it',
  boundary: 'the permissions boundary leaves it out',
  'resource-policy': 'the resource policy does not admit it',
  'key-policy-does-not-delegate': 'the key policy does not admit it',
};
