import type { Change } from '../base/edit';
import { asString } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import { deedOf, isBucketAction } from '../data/script-data-calls';
import { addAction, addStatement } from '../iam/edits';
import { covers } from '../iam/matching';
import { isCharacter, type Pattern } from '../iam/pattern';
import type { Statement } from '../iam/policy';
import { type Content, isNode } from '../syntax/tree';
import type { Graph } from './graph';
import type { Attached } from './identity-policies';
import { keyArnFor } from './key-reference';
import { conditional, type Repair, repairKeyAccess } from './key-repair';
import { anyPart } from './mentions';
import { grantee, policyOfItsOwn } from './own-policy';
import type { DeniedCall, Refusal } from './script-access';

/** Gives the role what the script needs: the least statement on the data, and on its key. */
export function repairMismatch(refusal: Refusal, graph: Graph): Repair[] {
  const { denied, key, role, data } = refusal;
  if (denied.length === 0) return key === undefined ? [] : repairKeyAccess(key, graph);
  if (denied.some(({ decision }) => decision.reason !== 'implicit-deny')) return [];
  const place = placeIn(role, denied[0]?.action ?? '', graph);
  const changes = place === undefined ? newPolicy(refusal, graph) : inPolicy(refusal, place, graph);
  if (changes === undefined) return [];
  const actions = denied.map(({ action }) => action);
  const deeds = [...new Set(actions.map(deedOf))].join(' and ');
  const also = key === undefined ? '' : ` and to use ${key.key.id}`;
  return [
    {
      title: `Allow ${role.id} to ${deeds} ${data.id} (${actions.join(', ')})${also}`,
      grantsTo: grantee(role),
      changes,
    },
  ];
}

/** Gives a role a statement, beside those on the same service; `name` is for the policy that it may need to have made. */
export function allow(
  role: Resource,
  action: string,
  resource: Content,
  name: string,
  graph: Graph,
): Change[] | undefined {
  const statement: Content = { Effect: 'Allow', Action: action, Resource: resource };
  const spot = placeIn(role, action, graph);
  if (spot !== undefined) return [addStatement(spot.attached.policy, statement, spot.after)];
  return policyOfItsOwn(role, name, { Version: '2012-10-17', Statement: [statement] });
}

/** A policy of the role that can be added to, behind the statement that is nearest in kind. */
interface Spot {
  readonly attached: Attached;
  readonly after: Statement | undefined;
  readonly holder: Resource;
}

function placeIn(role: Resource, action: string, graph: Graph): Spot | undefined {
  const service = action.split(':')[0] ?? '';
  let first: Spot | undefined;
  for (const attached of graph.identityOf(role).policies) {
    const { policy, managed } = attached;
    const holder = graph.resource(policy.stack, policy.resource);
    if (managed !== undefined || holder === undefined || !isNode(policy.document.at)) continue;
    if (holder !== role && !belongsTo(holder, role)) continue;
    const after = policy.statements.findLast((statement) => isAbout(statement, service));
    if (after !== undefined) return { attached, after, holder };
    first ??= { attached, after: policy.statements.at(-1), holder };
  }
  return first;
}

/** A policy that other roles share would give the permission to them too. */
function belongsTo(holder: Resource, role: Resource): boolean {
  if (holder.type === 'AWS::IAM::RolePolicy') return true;
  const roles = holder.get('Roles');
  const others = holder.has('Users') || holder.has('Groups');
  return (
    holder.type === 'AWS::IAM::Policy' &&
    holder.stack === role.stack &&
    !others &&
    roles?.kind === 'list' &&
    !roles.open &&
    roles.items.length === 1
  );
}

function isAbout({ effect, actions }: Statement, service: string): boolean {
  if (effect !== 'Allow' || actions?.negated !== false) return false;
  return actions.items.some((item) => asString(item)?.toLowerCase().startsWith(`${service}:`) === true);
}

function inPolicy(refusal: Refusal, spot: Spot, graph: Graph): Change[] | undefined {
  const { role, data, denied, key } = refusal;
  const { policy } = spot.attached;
  if (dependsOn(data, spot.holder, graph) || dependsOn(data, role, graph)) return undefined;
  const changes: Change[] = [];
  for (const calls of sameTarget(denied)) {
    const fitting = policy.statements.find((statement) => fits(statement, calls, graph));
    if (fitting !== undefined) {
      changes.push(addAction(fitting, ...calls.map(({ action }) => action)));
      continue;
    }
    const statement = statementFor(calls, spot.holder.stack, refusal, graph);
    if (statement === undefined) return undefined;
    changes.push(addStatement(policy, statement, spot.after));
  }
  if (key === undefined) return changes;
  // The key's statement goes where the data's does.
  const grant = {
    statement: spot.after,
    attached: spot.attached,
    action: denied[0]?.action ?? '',
    data,
    at: spot.attached.at,
    evidence: 'used' as const,
  };
  const { statement } = grant;
  if (statement === undefined) return undefined;
  const uses = key.uses.map((use) => ({ ...use, grant: { ...grant, statement } }));
  const [repair] = repairKeyAccess({ ...key, uses }, graph);
  return repair === undefined ? undefined : [...changes, ...repair.changes];
}

/** A policy of its own in the role, where there is none to add to. */
function newPolicy(refusal: Refusal, graph: Graph): Change[] | undefined {
  const { role, data, denied, key } = refusal;
  if (dependsOn(data, role, graph)) return undefined;
  const statements: Content[] = [];
  for (const calls of sameTarget(denied)) {
    const statement = statementFor(calls, role.stack, refusal, graph);
    if (statement === undefined) return undefined;
    statements.push(statement);
  }
  if (key !== undefined) {
    const arn = keyArnFor(role.stack, key.key);
    if (arn === undefined || key.decision.reason !== 'implicit-deny') return undefined;
    const actions = [...new Set(key.uses.flatMap(({ needs }) => needs.repair))];
    statements.push(
      conditional(role, key.key, { Effect: 'Allow', Action: oneOrMany(actions), Resource: arn }),
    );
  }
  const document: Content = { Version: '2012-10-17', Statement: statements };
  return policyOfItsOwn(role, `use-${data.id}`, document);
}

function sameTarget(denied: readonly DeniedCall[]): DeniedCall[][] {
  const groups = new Map<string, DeniedCall[]>();
  for (const call of denied) {
    const { text } = call.target;
    groups.set(text, [...(groups.get(text) ?? []), call]);
  }
  return [...groups.values()];
}

/** A statement that allows the same service on just what is called already, so that only the action is missing. */
function fits(statement: Statement, [call]: readonly DeniedCall[], graph: Graph): boolean {
  const { effect, actions, resources, conditions, conditionsOpen } = statement;
  if (call === undefined || effect !== 'Allow' || conditions.length > 0 || conditionsOpen) return false;
  if (actions?.negated !== false || resources?.negated !== false) return false;
  const service = call.action.split(':')[0] ?? '';
  if (!actions.items.every((item) => asString(item)?.toLowerCase().startsWith(`${service}:`) === true))
    return false;
  const patterns = resources.items.map((item) => graph.names.glob(item));
  return (
    patterns.some((one) => covers(one, call.target)) && patterns.every((one) => covers(call.target, one))
  );
}

function statementFor(
  calls: readonly DeniedCall[],
  stack: Stack,
  { role, data }: Refusal,
  graph: Graph,
): Content | undefined {
  const [call] = calls;
  const resource = call === undefined ? undefined : resourceFor(call, stack, data, graph);
  if (resource === undefined) return undefined;
  const actions = calls.map(({ action }) => action);
  return conditional(role, data, { Effect: 'Allow', Action: oneOrMany(actions), Resource: resource });
}

/** How a stack names what a call works on. */
function resourceFor(
  { action, target }: DeniedCall,
  stack: Stack,
  data: Resource,
  graph: Graph,
): Content | undefined {
  const { write } = stack;
  const isObject = data.type === 'AWS::S3::Bucket' && !isBucketAction(action);
  const rest = isObject ? `/${objectsIn(target, graph.arnOf(data), deedOf(action) === 'read')}` : '';
  if (data.stack === stack) {
    if (refGivesArn.has(data.type)) return write.ref(data.id);
    return isObject ? write.sub(`\${${data.id}.Arn}${rest}`) : write.getAtt(data.id, 'Arn');
  }
  const name = data.type === 'AWS::S3::Bucket' ? asString(data.get('BucketName')) : undefined;
  return name === undefined ? undefined : write.sub(`arn:\${AWS::Partition}:s3:::${name}${rest}`);
}

const refGivesArn: ReadonlySet<string> = new Set([
  'AWS::SNS::Topic',
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::StateMachine',
]);

/** The objects of a target as a policy names them: the known beginning of their keys. */
function objectsIn(target: Pattern, arn: Pattern | undefined, isRead: boolean): string {
  const key = target.tokens.slice((arn?.tokens.length ?? 0) + 1);
  const end = key.findIndex((token) => !isCharacter(token) || '*?$'.includes(String.fromCharCode(token)));
  const known = String.fromCharCode(...(end === -1 ? key : key.slice(0, end)).filter(isCharacter));
  if (end === -1) return known;
  if (known === '' || known.endsWith('/')) return `${known}*`;
  // A writer of Spark also makes objects beside its folder: `day_$folder$`.
  const isFolder = isRead && end === key.length - 1 && !/\.\w+$/.test(known);
  return isFolder ? `${known}/*` : `${known}*`;
}

/** True when a resource needs another one to be there first; a reference the other way would close a circle. */
function dependsOn(resource: Resource, other: Resource, graph: Graph, seen = new Set<Resource>()): boolean {
  if (resource === other) return true;
  if (seen.has(resource) || resource.stack !== other.stack) return false;
  seen.add(resource);
  const next = new Set<Resource>();
  const follow = (value: ReturnType<Resource['get']>) =>
    value !== undefined &&
    anyPart(value, (part) => {
      const found = part.kind === 'reference' ? graph.find(part) : undefined;
      if (found !== undefined) next.add(found);
      return false;
    });
  follow(resource.get());
  for (const name of namesIn(resource)) {
    const found = resource.stack.resource(name);
    if (found !== undefined) next.add(found);
  }
  return [...next].some((one) => dependsOn(one, other, graph, seen));
}

function namesIn(resource: Resource): readonly string[] {
  const written = resource.attribute('DependsOn');
  const items = written?.kind === 'list' ? written.items : written === undefined ? [] : [written];
  return items.flatMap((item) => asString(item) ?? []);
}

function oneOrMany(texts: readonly string[]): Content {
  const [only, ...others] = texts;
  return only !== undefined && others.length === 0 ? only : texts;
}
