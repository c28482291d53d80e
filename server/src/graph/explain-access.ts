import type { Place } from '../base/range';
import type { Resource } from '../cloudformation/resource';
import type { Decision } from '../iam/request';
import { explainNetwork } from '../network/explain';
import { type Access, accessOf, dataNear, rolesNear } from './access';
import type { Graph } from './graph';
import { roleNamed } from './workloads';

/** A line of text with the places it speaks of, for whoever turns places into links. */
export interface Explanation {
  readonly title: string;
  /** Undefined where access to data is not what is explained. */
  readonly access: readonly Access[] | undefined;
  readonly notes: readonly { readonly text: string; readonly at: Place | undefined }[];
}

/** Who can do what, seen from a resource: a role or what runs as one, data, or a key. Undefined for everything else. */
export function explainAccess(resource: Resource, graph: Graph): Explanation | undefined {
  if (resource.type === 'AWS::IAM::Role') return ofRole(resource, graph);
  if (resource.type === 'AWS::KMS::Key') return ofKey(resource, graph);
  if (dataNear(resource, graph).includes(resource)) return ofData(resource, graph);
  const written = resource.get('Role') ?? resource.get('RoleArn') ?? resource.get('ServiceExecutionRole');
  const role = written === undefined ? undefined : roleNamed(written, resource.stack, graph);
  if (role !== undefined) return { ...ofRole(role, graph), title: `${resource.id} runs as ${role.id}` };
  const network = explainNetwork(resource, graph.network(resource.stack));
  return network === undefined ? undefined : { ...network, access: undefined };
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
    access: dataNear(role, graph).map((data) => accessOf(role, data, graph)),
    notes,
  };
}

function ofData(data: Resource, graph: Graph): Explanation {
  const use = graph.encryptionOf(data);
  const notes = use.kind === 'customer' ? [{ text: `It is encrypted with ${use.key.id}.`, at: use.at }] : [];
  return {
    title: `Who can use ${data.id}`,
    access: rolesNear(data, graph).map((role) => accessOf(role, data, graph)),
    notes,
  };
}

function ofKey(key: Resource, graph: Graph): Explanation {
  const encrypted = dataNear(key, graph).filter((data) => {
    const use = graph.encryptionOf(data);
    return use.kind === 'customer' && use.key === key;
  });
  const access = encrypted.flatMap((data) =>
    rolesNear(key, graph).map((role) => accessOf(role, data, graph)),
  );
  const notes =
    encrypted.length === 0 ? [{ text: 'Nothing in these files is encrypted with it.', at: undefined }] : [];
  return { title: `Who can use what ${key.id} encrypts`, access: access.filter(isOfInterest), notes };
}

/** Rows in which nothing is allowed and nothing fails say nothing. */
export function isOfInterest({ read, write }: Access): boolean {
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
