import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { isEveryAction } from '../../graph/granted-actions';
import { givesPermissions, holderOf, isConditional } from '../../graph/policy-holder';
import { everyResource, wideResource } from '../../graph/resource-width';
import { removeStatement } from '../../iam/edits';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-admin',
  title: 'Policy that allows everything',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `Allow of every action on every resource makes whoever holds the role an administrator of the account: a mistake or a leaked
credential of one pipeline then reads, changes and deletes everything, and can give itself more. A pipeline needs a handful of
actions on the buckets, keys, tables and logs of its own template. On resources that are named it is less, and still includes deleting them
and changing who may use them. Allow it for the role that people use to administer the account.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }]
}
`,
  },
  good: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::sales-data/*" }]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  knownAs: [
    'Checkov CKV_AWS_62',
    'Checkov CKV_AWS_63',
    'Trivy AWS-0057',
    'cfn_nag F3',
    'cfn_nag F4',
    'cfn_nag F5',
    'SecurityHub IAM.1',
    'KICS iam_policy_grants_full_permissions',
    'KICS iam_policies_with_full_privileges',
    'Guard IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS',
    'Guard IAM_ROLE_NO_WILDCARD_ACTIONS_ON_PERMISSIONS',
    'Guard IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS',
    'cdk-nag IAMPolicyNoStatementsWithAdminAccess',
    'cdk-nag IAMNoWildcardPermissions',
    'Trivy AWS-0114',
    'KICS lambda_functions_with_full_privileges',
    'cdk-nag LambdaStarPermissions',
  ],
  *check(statement, graph) {
    if (!givesPermissions(statement)) return;
    const action = everyAction(statement);
    if (action === undefined || statement.resources === undefined || statement.resources.negated) return;
    const holder = holderOf(statement.policy);
    if (everyResource(statement, graph) === undefined) {
      if (isConditional(statement)) return;
      const wide = wideResource(statement, graph) !== undefined;
      yield {
        at: action.at,
        severity: wide ? 'warning' : 'info',
        message: `${holder} may do everything with ${wide ? 'every resource of the kind' : 'the resources'} that it names: delete them, too, and change who may use them.`,
      };
      return;
    }
    const { limits, regions } = conditionsOf(statement);
    if (limits) return;
    yield {
      at: action.at,
      message: regions
        ? `${holder} allows every action on every resource of the regions that it names, so whoever holds it administers them.`
        : `${holder} allows every action on every resource, so whoever holds it administers the account.`,
      // A policy without statements is not accepted.
      fixes:
        statement.policy.statements.length < 2
          ? []
          : [{ title: 'Remove the statement', safe: false, changes: [removeStatement(statement)] }],
    };
  },
});

function everyAction({ actions }: Statement) {
  if (actions === undefined || actions.negated) return undefined;
  return actions.items.find((item) => isEveryAction(asString(item) ?? ''));
}

/** Whether conditions leave out something, and whether they do so by region alone, which leaves all of AWS there. */
function conditionsOf(statement: Statement): { readonly limits: boolean; readonly regions: boolean } {
  const others = statement.conditions.filter(({ key }) => key.toLowerCase() !== 'aws:requestedregion');
  return {
    limits: isConditional({ ...statement, conditions: others }),
    regions: others.length < statement.conditions.length,
  };
}
