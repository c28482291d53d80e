import type { Scalar } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Script } from '../glue/script';
import { exactly } from '../iam/pattern';
import { accountAtom, regionAtom, secretSuffix } from '../iam/symbols';
import type { Content } from '../syntax/tree';
import { decideCall } from './data-calls';
import type { Graph } from './graph';
import type { Repair } from './key-repair';
import { grantee } from './own-policy';
import { type Refusal, refusalOf } from './script-access';
import { namedBy } from './script-access-names';
import { allow, repairMismatch } from './script-access-repair';
import type { DataUse } from './script-access-uses';
import type { ScriptRun } from './script-link';

const action = 'secretsmanager:GetSecretValue';

/**
 * Lets the roles that run a script read a secret by its name, as far as they certainly may not yet. A secret of the templates
 * is referred to, and its key is opened too; any other is named by its ARN. The titles continue a sentence: "let Role read it".
 */
export function letRolesRead(script: Script, secret: string, graph: Graph): readonly Repair[] {
  const repairs = new Map<Resource, Repair>();
  for (const run of graph.runsOf(script.file)) {
    if (run.role === undefined || repairs.has(run.role)) continue;
    const repair = letRead(run, run.role, script, secret, graph);
    if (repair !== undefined) repairs.set(run.role, repair);
  }
  return [...repairs.values()];
}

function letRead(
  run: ScriptRun,
  role: Resource,
  script: Script,
  secret: string,
  graph: Graph,
): Repair | undefined {
  const use = useOf(script, secret);
  const named = namedBy(use, run, graph);
  if (named === undefined) return letReadByName(role, secret, graph);
  const refusal = refusalOf(use, run, named, graph);
  if (refusal === undefined) return undefined;
  const [repair] = repairMismatch(refusal, graph);
  if (repair !== undefined) return { ...repair, title: titleOf(refusal) };
  // A secret of another stack, or one that needs the role to be there first, has no reference here.
  return refusal.key === undefined ? letReadByName(role, secret, graph) : undefined;
}

function titleOf({ role, denied, key }: Refusal): string {
  if (key === undefined) return `let ${role.id} read it`;
  return denied.length === 0
    ? `let ${role.id} use ${key.key.id}`
    : `let ${role.id} read it with ${key.key.id}`;
}

/** Lets a role read a secret of its stack that is still to be made, unless it may read any. */
export function letReadNew(role: Resource, id: string, graph: Graph): Repair | undefined {
  return letReadAs(role, id, role.stack.write.ref(id), graph);
}

function letReadByName(role: Resource, secret: string, graph: Graph): Repair | undefined {
  return letReadAs(role, secret, arnOf(secret, role), graph);
}

function letReadAs(role: Resource, secret: string, resource: Content, graph: Graph): Repair | undefined {
  const decision = decideCall(role, action, targetOf(secret), graph, []);
  if (decision?.outcome !== 'denied' || decision.reason !== 'implicit-deny') return undefined;
  const policyName = `read-${secret.replace(/[^\w+=,.@-]+/g, '-')}`.slice(0, longestPolicyName);
  const changes = allow(role, action, resource, policyName, graph);
  return changes === undefined
    ? undefined
    : { title: `let ${role.id} read it`, grantsTo: grantee(role), changes };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
const longestPolicyName = 128;

/**
 * Secrets Manager puts a hyphen and six characters of its own behind the name:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
 */
function arnOf(secret: string, { stack }: Resource): Content {
  if (secret.startsWith('arn:')) return secret;
  return stack.write.sub(
    `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:${secret}-*`,
  );
}

function targetOf(secret: string) {
  if (secret.startsWith('arn:')) return exactly(secret);
  const suffix = secretSuffix('', secret);
  return exactly('arn:aws:secretsmanager:', regionAtom, ':', accountAtom, `:secret:${secret}-`, ...suffix);
}

function useOf(script: Script, secret: string): DataUse {
  const at = script.at;
  const name: Scalar = { kind: 'scalar', text: secret, value: secret, at };
  return {
    at,
    actions: [action],
    name,
    isPath: false,
    key: undefined,
    isFolder: false,
    mayChooseKey: false,
  };
}
