import type { Place } from '../base/range';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { KmsNeeds } from '../data/kms-need';
import { kmsNeeds } from '../data/kms-needs';
import { evaluate } from '../iam/evaluate';
import { exactly, type Pattern } from '../iam/pattern';
import type { Policy } from '../iam/policy';
import type { ContextValue, Decision, PolicySet } from '../iam/request';
import { accountAtom, regionAtom } from '../iam/symbols';
import { decideDataCall } from './data-calls';
import { type Grant, grantsByResource, grantsOn } from './data-grants';
import { usageOf } from './data-use';
import { reachedBy } from './encrypted-data';
import type { Graph } from './graph';
import { configuredUses } from './key-uses';
import type { Workload } from './workloads';

/** A role that needs a key, for data that it is granted or by the settings of its workloads, and certainly cannot use it. */
export interface MissingKey {
  readonly role: Resource;
  readonly key: Resource;
  /** Why it needs the key; never empty. Grants come first. */
  readonly uses: readonly KeyNeed[];
  /** The KMS calls that fail, in AWS's spelling. */
  readonly failing: readonly string[];
  readonly decision: Decision;
  readonly workloads: readonly Workload[];
  readonly keyPolicies: readonly Policy[];
}

/** One reason why a role needs a key. */
export interface KeyNeed {
  /** What is encrypted with the key; for a configured use, the workload that is told to use it. */
  readonly data: Resource;
  /** Where the key is named. */
  readonly encryptedAt: Place;
  readonly needs: KmsNeeds;
  /** Where a finding points. */
  readonly at: Place;
  /** The statement that grants the data; undefined for a configured use. */
  readonly grant: Grant | undefined;
  /** What fails, for a configured use. */
  readonly fails: string | undefined;
}

/** The customer managed keys that a role needs and certainly cannot use. */
export function missingKeysOf(role: Resource, graph: Graph): MissingKey[] {
  const users = graph.workloadsOf(role);
  const byKey = new Map<Resource, KeyNeed[]>();
  for (const { key, need } of keyNeedsOf(role, graph)) {
    const needs = byKey.get(key);
    if (needs === undefined) byKey.set(key, [need]);
    else needs.push(need);
  }
  return [...byKey].flatMap(([key, uses]) => missingKey(role, key, uses, users, graph));
}

/** Every reason why a role needs a customer managed key of the workspace, whether it can use it or not. */
export function keyNeedsOf(
  role: Resource,
  graph: Graph,
): { readonly key: Resource; readonly need: KeyNeed }[] {
  const users = graph.workloadsOf(role);
  return [...grantedUses(role, users, graph), ...settings(role, users, graph)];
}

function missingKey(
  role: Resource,
  key: Resource,
  uses: readonly KeyNeed[],
  users: readonly Workload[],
  graph: Graph,
): MissingKey[] {
  const decide = keyCalls(role, key, graph);
  const failing = uses
    .map((use) => ({ use, calls: failingCalls(use, decide) }))
    .filter(({ use, calls }) => calls.length > 0 && !isDeniedAnyway(role, use, graph));
  const decision = failing[0]?.calls[0]?.decision;
  if (decision === undefined) return [];
  return [
    {
      role,
      key,
      uses: failing.map(({ use }) => use),
      failing: [...new Set(failing.flatMap(({ calls }) => calls.map(({ action }) => action)))],
      decision,
      workloads: users,
      keyPolicies: graph.policiesOf(key).filter((policy) => policy.kind === 'key'),
    },
  ];
}

function grantedUses(
  role: Resource,
  users: readonly Workload[],
  graph: Graph,
): { key: Resource; need: KeyNeed }[] {
  const { policies } = graph.identityOf(role);
  const encrypted = [role.stack, ...importedStacks(role, graph)].flatMap((stack) =>
    reachedBy(policies, graph.encrypted(stack), graph),
  );
  const own = encrypted.map((one) => ({
    one,
    grants: grantsOn(one.data, policies, usageOf(one.data, users, graph, role), graph),
  }));
  const others = graph
    .encrypted(role.stack)
    .shared.map((one) => ({ one, grants: grantsByResource(one.data, role, graph) }));
  return [...own, ...others].flatMap(({ one: { data, key, at }, grants }) =>
    grants.flatMap((grant) => {
      const needs = kmsNeeds(grant.action);
      if (needs === undefined) return [];
      return [{ key, need: { data, encryptedAt: at, needs, at: grant.at, grant, fails: undefined } }];
    }),
  );
}

/** The stacks of other files whose resources the role's policies name through an import. */
function importedStacks(role: Resource, graph: Graph): Stack[] {
  const named = new Set<string>();
  for (const { policy } of graph.identityOf(role).policies) {
    for (const { resources } of policy.statements) {
      for (const item of resources?.items ?? []) {
        for (const part of item.kind === 'text' ? item.parts : [item])
          if (part.kind === 'reference' && part.to.type === 'resource') named.add(part.to.stack);
      }
    }
  }
  const joined = graph.joined(role.stack);
  return [...named].flatMap((id) => {
    const stack = graph.stack(id);
    return stack === undefined || joined.includes(stack) ? [] : [stack];
  });
}

function settings(
  role: Resource,
  users: readonly Workload[],
  graph: Graph,
): { key: Resource; need: KeyNeed }[] {
  return users.flatMap(({ resource }) =>
    configuredUses(resource, graph)
      .filter((use) => use.role === role)
      .map(({ workload, key, needs, at, keyAt, fails }) => ({
        key,
        need: { data: workload, encryptedAt: keyAt, needs, at, grant: undefined, fails },
      })),
  );
}

/** True when the role gets no further than to the data: then it is not the key that it lacks. */
function isDeniedAnyway(role: Resource, { grant, data }: KeyNeed, graph: Graph): boolean {
  const reason = grant === undefined ? undefined : decideDataCall(role, grant.action, data, graph)?.reason;
  return reason === 'explicit-deny' || reason === 'boundary';
}

/** The calls of one need that are certainly denied. */
function failingCalls(use: KeyNeed, decide: DecideKeyCall): { action: string; decision: Decision }[] {
  return use.needs.test.flatMap((action) => {
    const decision = decide(action, use.data);
    return decision?.outcome === 'denied' ? [{ action, decision }] : [];
  });
}

/** Whether a KMS call may be made for the data of a resource. Undefined when an ARN is not known. */
export type DecideKeyCall = (action: string, data: Resource) => Decision | undefined;

/** Whether a role may make a KMS call for the data of a resource. Undefined when an ARN is not known. */
export function decideKeyCall(
  role: Resource,
  key: Resource,
  action: string,
  data: Resource,
  graph: Graph,
): Decision | undefined {
  return keyCalls(role, key, graph)(action, data);
}

/** The decisions on a role and a key; data of one kind that is used in one way is decided on once. */
export function keyCalls(role: Resource, key: Resource, graph: Graph): DecideKeyCall {
  const roleArn = graph.arnOf(role);
  const keyArn = graph.arnOf(key);
  if (roleArn === undefined || keyArn === undefined) return () => undefined;
  const identity = graph.identityOf(role);
  const keyPolicies = graph.policiesOf(key).filter((policy) => policy.kind === 'key');
  const unreadable = key.has('KeyPolicy') && keyPolicies.length === 0;
  const policies: PolicySet = {
    identity: identity.policies.map(({ policy }) => policy),
    identityOpen: identity.open,
    ...(identity.boundary === undefined ? {} : { boundary: identity.boundary }),
    resource: keyPolicies,
    resourceOpen: unreadable || keyPolicies.some((policy: Policy) => policy.open),
  };
  const account = exactly(accountAtom);
  const kind = role.type === 'AWS::IAM::User' ? 'user' : 'role';
  const known = new Map<string, Decision>();
  return (action, data) => {
    const encrypted = encryptionContext(data, graph);
    const question = `${action} ${data.type} ${encrypted === undefined ? '' : `${data.stack.id} ${data.id}`}`;
    const before = known.get(question);
    if (before !== undefined) return before;
    const decision = evaluate(
      {
        principal: { kind, name: roleArn, account },
        action,
        resource: keyArn,
        resourceAccount: account,
        context: { keys: contextOf(action, data.type, encrypted), complete: false },
      },
      policies,
      graph.names,
    );
    known.set(question, decision);
    return decision;
  };
}

/** The condition keys of a KMS call that a service makes for the caller. */
function contextOf(
  action: string,
  type: string,
  encrypted: EncryptionContext | undefined,
): ReadonlyMap<string, ContextValue> {
  const service = viaServices.get(type);
  const keys = new Map<string, ContextValue>([
    ['kms:calleraccount', [exactly(accountAtom)]],
    ['aws:principalaccount', [exactly(accountAtom)]],
    ['aws:resourceaccount', [exactly(accountAtom)]],
    ['aws:securetransport', ['true']],
    ['aws:principalisawsservice', ['false']],
    ['aws:viaawsservice', ['true']],
    // Grants are made by the service in the role's place; no other call has the key.
    ['kms:grantisforawsresource', action === 'kms:CreateGrant' ? ['true'] : 'absent'],
  ]);
  if (service !== undefined)
    keys.set('kms:viaservice', [exactly(`${service}.`, regionAtom, '.amazonaws.com')]);
  if (encrypted !== undefined) keys.set(encrypted.key, [encrypted.value]);
  return keys;
}

const viaServices: ReadonlyMap<string, string> = new Map([
  ['AWS::S3::Bucket', 's3'],
  ['AWS::Kinesis::Stream', 'kinesis'],
  ['AWS::SQS::Queue', 'sqs'],
  ['AWS::SNS::Topic', 'sns'],
  ['AWS::DynamoDB::Table', 'dynamodb'],
  ['AWS::DynamoDB::GlobalTable', 'dynamodb'],
  ['AWS::SecretsManager::Secret', 'secretsmanager'],
]);

interface EncryptionContext {
  readonly key: string;
  readonly value: Pattern;
}

/** With a bucket key the context is the bucket's ARN; otherwise an object's, which is not known. */
function encryptionContext(data: Resource, graph: Graph): EncryptionContext | undefined {
  if (data.type !== 'AWS::Kinesis::Stream') return undefined;
  const arn = graph.arnOf(data);
  return arn === undefined ? undefined : { key: 'kms:encryptioncontext:aws:kinesis:arn', value: arn };
}
