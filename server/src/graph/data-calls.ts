import type { Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { evaluate } from '../iam/evaluate';
import { exactly, type Pattern } from '../iam/pattern';
import type { Policy } from '../iam/policy';
import type { ContextValue, Decision } from '../iam/request';
import { accountAtom } from '../iam/symbols';
import { bucketPoliciesOf } from './buckets';
import { targetOf } from './data-grants';
import type { Graph } from './graph';

/** Whether a role may make a data call on a resource; of a bucket, on all of its objects unless a target says on which. */
export function decideDataCall(
  role: Resource,
  action: string,
  data: Resource,
  graph: Graph,
  target = targetOf(data, graph) ?? graph.arnOf(data),
): Decision | undefined {
  return target === undefined ? undefined : decideCall(role, action, target, graph, graph.protecting(data));
}

/** Whether a role may make a call on what has an ARN, as far as the workspace has the policies that protect it. */
export function decideCall(
  role: Resource,
  action: string,
  target: Pattern,
  graph: Graph,
  resource: readonly Policy[],
): Decision | undefined {
  const roleArn = graph.arnOf(role);
  if (roleArn === undefined) return undefined;
  const identity = graph.identityOf(role);
  return evaluate(
    {
      principal: {
        kind: role.type === 'AWS::IAM::User' ? 'user' : 'role',
        name: roleArn,
        account: exactly(accountAtom),
      },
      action,
      resource: target,
      resourceAccount: exactly(accountAtom),
      context: { keys: context, complete: false },
    },
    {
      identity: identity.policies.map(({ policy }) => policy),
      identityOpen: identity.open,
      ...(identity.boundary === undefined ? {} : { boundary: identity.boundary }),
      resource,
      resourceOpen: resource.some(({ open }) => open),
    },
    graph.names,
  );
}

/** The policies of the workspace that protect a resource by themselves. */
export function resourcePoliciesOf(data: Resource, graph: Graph): readonly Policy[] {
  if (data.type === 'AWS::S3::Bucket') return bucketPoliciesOf(data, graph);
  const own = graph.policiesOf(data).filter(({ kind }) => kind === 'table');
  const types = policyTypes.get(data.type) ?? [];
  const others =
    types.length === 0 ? [] : graph.joined(data.stack).flatMap((stack) => [...stack.resources(...types)]);
  const protecting = others
    .flatMap((resource) => graph.policiesOf(resource))
    .filter(({ protects }) => protects.some((value) => mayBe(value, data, graph)));
  return [...own, ...protecting];
}

/** A text may end in the resource's name; only what certainly names another one is left out. */
function mayBe(value: Value, data: Resource, graph: Graph): boolean {
  if (value.kind !== 'reference') return true;
  const resource = graph.find(value);
  return resource === undefined || resource === data;
}

const policyTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::SQS::Queue', ['AWS::SQS::QueuePolicy', 'AWS::SQS::QueueInlinePolicy']],
  ['AWS::SNS::Topic', ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy']],
  ['AWS::SecretsManager::Secret', ['AWS::SecretsManager::ResourcePolicy']],
  ['AWS::Kinesis::Stream', ['AWS::Kinesis::ResourcePolicy']],
]);

/** What is the same for every call of a pipeline: it uses TLS, and no service calls in its place. */
const context: ReadonlyMap<string, ContextValue> = new Map<string, ContextValue>([
  ['aws:securetransport', ['true']],
  ['aws:principalaccount', [exactly(accountAtom)]],
  ['aws:resourceaccount', [exactly(accountAtom)]],
  ['aws:principalisawsservice', ['false']],
]);
