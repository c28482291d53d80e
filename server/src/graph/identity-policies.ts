import type { Place } from '../base/range';
import { asList, asString, type Reference, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { isAbridged, managedPolicy } from '../data/managed-policies';
import type { Policy } from '../iam/policy';
import { readPolicy } from '../iam/read-policy';
import type { Graph } from './graph';
import { jsonValue } from './json-value';

/** The identity policies of a role or user, with where each is attached. */
export interface IdentityPolicies {
  readonly policies: readonly Attached[];
  /** True when it may have further policies that the files do not show. */
  readonly open: boolean;
  readonly boundary: Policy | 'unknown' | undefined;
}

export interface Attached {
  readonly policy: Policy;
  /** The AWS managed policy's name; undefined for policies that the workspace writes. */
  readonly managed: string | undefined;
  /** Where it is attached: the item in `ManagedPolicyArns`, or the policy itself. */
  readonly at: Place;
}

/** Collects the policies that a principal has: inline, attached from its own side, and attached from the policies' side. */
export function identityPoliciesOf(principal: Resource, graph: Graph): IdentityPolicies {
  const policies: Attached[] = [];
  let open = false;
  for (const policy of graph.policiesOf(principal)) {
    if (policy.kind === 'identity') policies.push({ policy, managed: undefined, at: policy.at });
  }
  const inline = principal.get('Policies');
  if (
    inline !== undefined &&
    (inline.kind !== 'list' || inline.open || inline.items.some((item) => unreadable(item, principal)))
  )
    open = true;
  const managed = principal.get('ManagedPolicyArns');
  if (managed !== undefined && (managed.kind !== 'list' || managed.open)) open = true;
  for (const arn of asList(managed)) {
    const attached = attachedPolicies(arn, graph);
    if (attached === undefined) open = true;
    else policies.push(...attached);
  }
  for (const policy of attachedFromOutside(principal, graph)) {
    if (policy === 'unknown') open = true;
    else policies.push({ policy, managed: undefined, at: policy.at });
  }
  if (principal.type === 'AWS::IAM::User' && mayBeInGroup(principal, graph)) open = true;
  return { policies, open: open || principal.stack.template.open, boundary: boundaryOf(principal, graph) };
}

/** What a user has through groups is not looked into. */
function mayBeInGroup(user: Resource, graph: Graph): boolean {
  if (user.has('Groups')) return true;
  return graph.joined(user.stack).some((stack) => stack.declares('AWS::IAM::UserToGroupAddition'));
}

function unreadable(item: Value, principal: Resource): boolean {
  if (item.kind !== 'mapping' || item.open) return true;
  const document = item.entries.get('PolicyDocument')?.value;
  return document?.kind !== 'mapping' && (document === undefined || principal.dataIn(document) === undefined);
}

/** The policies behind an ARN; undefined when the files do not show them. */
function attachedPolicies(arn: Value, graph: Graph): Attached[] | undefined {
  if (arn.kind === 'reference') {
    const resource = graph.find(arn);
    if (resource?.type !== 'AWS::IAM::ManagedPolicy') return undefined;
    const written = graph.policiesOf(resource);
    if (written.length === 0) return undefined;
    return written.map((policy) => ({ policy, managed: undefined, at: arn.at }));
  }
  const name = managedName(arn);
  const document = name === undefined ? undefined : managedPolicy(name);
  if (name === undefined || document === undefined || isAbridged(name)) return undefined;
  const policy = readPolicy(jsonValue(document, arn.at), { kind: 'identity', at: arn.at });
  return policy === undefined ? undefined : [{ policy, managed: name, at: arn.at }];
}

/** The name in an ARN of AWS's own policies; the partition may be a pseudo parameter. */
export function managedName(arn: Value): string | undefined {
  const text =
    arn.kind === 'text'
      ? arn.parts.map((part) => (part.kind === 'scalar' ? part.text : '…')).join('')
      : asString(arn);
  return text === undefined
    ? undefined
    : /^arn:[^:]+:iam::aws:policy\/(?:.*\/)?([\w+=,.@-]+)$/.exec(text)?.[1];
}

/** Policies that name the principal on their own side: `AWS::IAM::Policy` with `Roles`, `AWS::IAM::RolePolicy`. */
function attachedFromOutside(principal: Resource, graph: Graph): (Policy | 'unknown')[] {
  const property = principal.type === 'AWS::IAM::User' ? 'Users' : 'Roles';
  const single = principal.type === 'AWS::IAM::User' ? 'UserName' : 'RoleName';
  const found: (Policy | 'unknown')[] = [];
  for (const stack of graph.joined(principal.stack)) {
    for (const resource of stack.resources(
      'AWS::IAM::Policy',
      'AWS::IAM::ManagedPolicy',
      'AWS::IAM::RolePolicy',
      'AWS::IAM::UserPolicy',
    )) {
      const names = /^AWS::IAM::(Role|User)Policy$/.test(resource.type)
        ? resource.get(single)
        : resource.get(property);
      if (asList(names).some((name) => names !== undefined && graph.isNameOf(name, principal)))
        found.push(...readable(graph.policiesOf(resource)));
    }
  }
  return found;
}

function readable(policies: readonly Policy[]): readonly (Policy | 'unknown')[] {
  return policies.length === 0 ? ['unknown'] : policies;
}

function boundaryOf(principal: Resource, graph: Graph): Policy | 'unknown' | undefined {
  const arn = principal.get('PermissionsBoundary');
  if (arn === undefined) return undefined;
  const attached = attachedPolicies(arn, graph);
  const policy = attached?.[0]?.policy;
  return policy === undefined || attached?.length !== 1 ? 'unknown' : policy;
}

/** The reference in a value that is one, or ends in one (`arn:aws:iam::…:role/${Role}`). */
export function endingReference(value: Value): Reference | undefined {
  if (value.kind === 'reference') return value;
  const last = value.kind === 'text' ? value.parts.at(-1) : undefined;
  return last?.kind === 'reference' ? last : undefined;
}
