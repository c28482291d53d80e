import { type Change, change } from '../base/edit';
import type { Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { inLongForm } from '../cloudformation/writing';
import { addAction, addStatement, replaceItem } from '../iam/edits';
import { covers } from '../iam/matching';
import { exactly, lowerCase } from '../iam/pattern';
import type { Policy, Statement } from '../iam/policy';
import { type Content, isNode } from '../syntax/tree';
import type { Graph } from './graph';
import { keyCalls, type MissingKey } from './key-access';
import { aliasedKey, keyArnFor } from './key-reference';
import { isOwnRoot } from './own-account';
import { grantee, policyOfItsOwn } from './own-policy';

export interface Repair {
  readonly title: string;
  /** See `Fix.grantsTo`. */
  readonly grantsTo: string;
  readonly changes: readonly Change[];
}

/**
 * What a role needs to be able to use a key: the least statement beside the one that grants the data, and, where the key's
 * policy does not let the account's policies count, a statement there. Empty when no policy in the files can be changed.
 */
export function repairKeyAccess(missing: MissingKey, graph: Graph): Repair[] {
  const { role, key, decision } = missing;
  if (decision.reason === 'explicit-deny' || decision.reason === 'boundary') return [];
  // The body of a loop would name the key of one turn in all of them.
  if (role.declaration.variables.size > 0 && key.declaration.variables.size > 0) return [];
  const decide = keyCalls(role, key, graph);
  const actions = [...new Set(missing.uses.flatMap(({ needs }) => needs.repair))].filter(
    (action) => !missing.uses.some(({ data }) => decide(action, data)?.outcome === 'allowed'),
  );
  const delegates = decision.reason !== 'key-policy-does-not-delegate';
  const isAllowed = !delegates && identityAllows(missing, actions, graph);
  const onRole = isAllowed ? [] : roleChange(missing, actions, graph);
  const onKey = delegates ? [] : keyChange(key, missing, graph);
  if (onRole === undefined || onKey === undefined) return [];
  const changes = [...onRole, ...onKey];
  if (changes.length === 0) return [];
  const onBoth = `Let ${role.id} use ${key.id}, in the role and in the key policy`;
  const title = delegates
    ? `Allow ${role.id} to use ${key.id} (${actions.join(', ')})`
    : onRole.length > 0
      ? onBoth
      : `Let the account's policies count in the policy of ${key.id}`;
  return [{ title, grantsTo: grantee(role), changes }];
}

/** True when the role's own policies already name the key for all the actions: only the key's side is missing. */
function identityAllows({ role, key }: MissingKey, actions: readonly string[], graph: Graph): boolean {
  const arn = graph.arnOf(key);
  if (arn === undefined) return false;
  return actions.every((action) =>
    graph
      .identityOf(role)
      .policies.some(({ policy }) =>
        policy.statements.some(
          (statement) =>
            statement.effect === 'Allow' &&
            statement.actions?.negated === false &&
            statement.actions.items.some((item) => coversAction(graph, item, action)) &&
            statement.resources?.negated === false &&
            statement.resources.items.some((item) => covers(graph.names.glob(item), arn)),
        ),
      ),
  );
}

function coversAction(graph: Graph, item: Value, action: string): boolean {
  return covers(lowerCase(graph.names.glob(item)), exactly(action.toLowerCase()));
}

function roleChange(missing: MissingKey, actions: readonly string[], graph: Graph): Change[] | undefined {
  const { role, key } = missing;
  const existing = keyStatement(missing, graph);
  if (existing !== undefined) return [addAction(existing, ...actions)];
  const place = missing.uses
    .flatMap(({ grant }) => grant ?? [])
    .find(
      ({ attached: { managed, policy } }) =>
        managed === undefined && policy.kind === 'identity' && isNode(policy.document.at),
    );
  const put = misnamedKey(missing, graph);
  if (put !== undefined) return put(actions);
  const holder = place === undefined ? role.stack : graph.stack(place.statement.policy.stack);
  const resource = holder === undefined ? undefined : keyArnFor(holder, key);
  if (holder === undefined || resource === undefined) return undefined;
  const allowed = { Effect: 'Allow', Action: actionsContent(actions) };
  const content = conditional(role, key, { ...allowed, Resource: resource });
  if (place !== undefined) {
    const { policy } = place.statement;
    const isIncluded = policy.document.at.file !== holder.file;
    return [addStatement(policy, isIncluded ? inLongForm(content) : content, place.statement)];
  }
  return policyOfItsOwn(role, `use-${key.id}`, { Version: '2012-10-17', Statement: [content] });
}

/** What exists only under a condition must not be named where the condition may not hold. */
export function conditional(role: Resource, key: Resource, statement: Content): Content {
  const { condition } = key.declaration;
  if (condition === undefined || key.stack !== role.stack || role.declaration.condition === condition)
    return statement;
  return role.stack.write.onlyIf(condition, statement);
}

function actionsContent(actions: readonly string[]): Content {
  const [only, ...others] = actions;
  return only !== undefined && others.length === 0 ? only : actions;
}

/** A statement of the role that already speaks of just this key. */
function keyStatement({ role, key }: MissingKey, graph: Graph): Statement | undefined {
  const arn = graph.arnOf(key);
  for (const { policy, managed } of graph.identityOf(role).policies) {
    if (managed !== undefined || !isNode(policy.document.at)) continue;
    for (const statement of policy.statements) {
      const namesKey =
        arn !== undefined && statement.resources?.items.some((item) => covers(arn, graph.names.glob(item)));
      if (allowsKeysOnly(statement) && namesKey === true) return statement;
    }
  }
  return undefined;
}

/** True for a statement without conditions that allows actions of KMS and nothing else. */
function allowsKeysOnly({ effect, actions, resources, conditions }: Statement): boolean {
  if (effect !== 'Allow' || actions?.negated !== false || resources?.negated !== false) return false;
  return (
    conditions.length === 0 &&
    actions.items.length > 0 &&
    actions.items.every((item) => item.kind === 'scalar' && item.text.toLowerCase().startsWith('kms:'))
  );
}

/** A statement that names the key by an alias or its id, which lets nobody use it, is meant for the key. */
function misnamedKey(
  { role, key }: MissingKey,
  graph: Graph,
): ((actions: readonly string[]) => Change[]) | undefined {
  for (const { policy, managed } of graph.identityOf(role).policies) {
    const stack = graph.stack(policy.stack);
    const arn = stack === undefined ? undefined : keyArnFor(stack, key);
    if (managed !== undefined || arn === undefined || !isNode(policy.document.at)) continue;
    for (const statement of policy.statements) {
      if (!allowsKeysOnly(statement)) continue;
      const item = statement.resources?.items.find(
        (one) => isIdOf(one, key, graph) || aliasedKey(one, policy, graph) === key,
      );
      if (item !== undefined)
        return (actions) => [
          change(statement.at.file, () => [
            ...replaceItem(statement, item, arn).edits(),
            ...addAction(statement, ...actions).edits(),
          ]),
        ];
    }
  }
  return undefined;
}

/** `Ref` of a key is its id, and a resource is named by its ARN. */
function isIdOf(item: Value, key: Resource, graph: Graph): boolean {
  if (item.kind !== 'reference' || item.to.type !== 'resource') return false;
  return item.to.attribute !== 'Arn' && graph.find(item) === key;
}

/**
 * The account delegation, without which identity policies count for nothing. It names the account and not the role: the role
 * depends on the bucket, the bucket on the key, and a key policy that names the role would close the circle.
 */
function keyChange(key: Resource, missing: MissingKey, graph: Graph): Change[] | undefined {
  const [policy]: readonly Policy[] = missing.keyPolicies;
  if (policy === undefined || !isNode(policy.document.at)) return undefined;
  const account = key.stack.write.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root');
  const actions = [...new Set(missing.uses.flatMap(({ needs }) => needs.repair))];
  const delegation = policy.statements.find((statement) => isDelegation(statement, graph));
  if (delegation !== undefined) return [addAction(delegation, ...actions)];
  return [
    addStatement(policy, {
      Sid: 'LetIdentityPoliciesCount',
      Effect: 'Allow',
      Principal: { AWS: account },
      Action: [...actions],
      Resource: '*',
    }),
  ];
}

/** True for a statement that lets the account's policies count for the actions that it lists, under no condition. */
function isDelegation(statement: Statement, graph: Graph): boolean {
  const { principals } = statement;
  return (
    allowsKeysOnly(statement) &&
    principals?.negated === false &&
    principals.principals.length > 0 &&
    principals.principals.every(({ type, value }) => type === 'AWS' && isOwnRoot(value, graph))
  );
}
