import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { removeStatement } from '../../iam/edits';
import type { Element } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-admin',
  title: 'Policy that allows everything',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `Allow of every action on every resource makes whoever holds the role an administrator of the account: a mistake or a leaked
credential of one pipeline then reads, changes and deletes everything, and can give itself more. A pipeline needs a handful of
actions on the buckets, keys, tables and logs of its own template. Allow it for the role that people use to administer the account.`,
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
    'cdk-nag IAMPolicyNoStatementsWithAdminAccess',
    'Trivy AWS-0114',
    'KICS lambda_functions_with_full_privileges',
    'cdk-nag LambdaStarPermissions',
  ],
  *check(statement) {
    const { policy, effect, actions, resources, conditions, conditionsOpen } = statement;
    if (policy.kind !== 'identity' || effect !== 'Allow' || conditions.length > 0 || conditionsOpen) return;
    const action = everything(actions, ['*', '*:*']);
    if (action === undefined || everything(resources, ['*', 'arn:aws:*']) === undefined) return;
    yield {
      at: action.at,
      message: `${policy.resource ?? 'This policy'} allows every action on every resource, so whoever holds it administers the account.`,
      // A policy without statements is not accepted.
      fixes:
        policy.statements.length < 2
          ? []
          : [{ title: 'Remove the statement', safe: false, changes: [removeStatement(statement)] }],
    };
  },
});

function everything(element: Element | undefined, wildcards: readonly string[]) {
  if (element === undefined || element.negated) return undefined;
  return element.items.find((item) => wildcards.includes(asString(item) ?? ''));
}
