import { defineRule } from '../../engine/rule';
import {
  roleBorrowingActions,
  roleRunningActions,
  selfPromotingActions,
  selfUserActions,
} from '../../graph/dangerous-actions';
import { type GrantedAction, grantedAmong, wholeService } from '../../graph/granted-actions';
import type { Graph } from '../../graph/graph';
import { givesPermissions, holderOf, isConditional, listed } from '../../graph/policy-holder';
import { wideResource } from '../../graph/resource-width';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-privilege-escalation',
  title: 'Permissions that lead to all others',
  severity: 'error',
  profile: 'recommended',
  on: 'policy',
  why: `With these permissions the holder can give itself any other: put a policy on a role, make a new version of one, or
start a function, job or instance that runs as a more powerful role, or replace the code of one. It is then an administrator in two steps, whatever the
rest of its policies say. Limit the actions to the roles that the pipeline manages, and those to a permissions boundary.
Allow it for the role that deploys whole accounts.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "*" }]
}
`,
  },
  good: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "iam:PutRolePolicy",
      "Resource": "arn:aws:iam::111122223333:role/pipelines/etl"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  knownAs: ['Checkov CKV_AWS_110'],
  *check(policy, graph) {
    if (policy.kind !== 'identity') return;
    const direct = policy.statements.filter(isUnlimited).flatMap((statement) => {
      if (wideResource(statement, graph) !== undefined) return narrowNames(statement, selfPromotingActions);
      return namesCaller(statement, graph) ? narrowNames(statement, selfUserActions) : [];
    });
    const [first] = direct;
    if (first !== undefined) {
      const names = [...new Set(direct.map(({ action }) => action))];
      yield {
        at: first.at,
        message: `${holderOf(policy)} can give itself every permission with ${listed(names)}.`,
      };
      return;
    }
    const passes = policy.statements
      .filter(isUnlimited)
      .flatMap((statement) =>
        wideResource(statement, graph) === undefined ? [] : grantedAmong(statement, ['iam:PassRole']),
      );
    const runs = policy.statements
      .filter(isUnlimited)
      .flatMap((statement) => grantedAmong(statement, roleRunningActions));
    const [pass] = passes;
    const [run] = runs;
    if (pass !== undefined && run !== undefined) {
      yield {
        at: run.at,
        message: `${holderOf(policy)} can run something as any role of the account with ${run.action} and iam:PassRole.`,
        related: [{ at: pass.at, message: 'every role may be passed' }],
      };
      return;
    }
    const [borrow] = policy.statements
      .filter(isUnlimited)
      .flatMap((statement) =>
        wideResource(statement, graph) === undefined ? [] : narrowNames(statement, roleBorrowingActions),
      );
    if (borrow === undefined) return;
    yield {
      at: borrow.at,
      severity: 'warning',
      message: `${holderOf(policy)} can run its own code with the role of every ${borrowed(borrow)} of the account with ${borrow.action}.`,
    };
  },
});

function borrowed({ action }: GrantedAction): string {
  return action.startsWith('lambda:') ? 'function' : 'development endpoint';
}

/** True when a statement is about the user who calls: `user/${aws:username}`. */
function namesCaller({ resources }: Statement, graph: Graph): boolean {
  if (resources === undefined || resources.negated) return false;
  return resources.items.some((item) =>
    /:user\/(?:.*\/)?\$\{aws:username\}$/i.test(graph.names.exactly(item).text),
  );
}

function isUnlimited(statement: Statement): boolean {
  return givesPermissions(statement) && !isConditional(statement);
}

/** What is wrong with iam:* is said by iam-service-wildcard. */
function narrowNames(statement: Statement, actions: readonly string[]): GrantedAction[] {
  return grantedAmong(statement, actions).filter(({ written }) => wholeService(written) === undefined);
}
