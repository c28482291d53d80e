import { defineRule } from '../../engine/rule';
import { givesPermissions, holderOf } from '../../graph/policy-holder';

export const rule = defineRule({
  id: 'iam-not-resource',
  title: 'Permission on everything but a list',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `Allow with NotResource gives the actions on every resource of the account that is not listed, those that are made
later included. A new bucket or table is readable from its first day on, and nobody has decided that. Name the resources, or
combine an Allow of them with a Deny. Allow it for a role of people who administer the account.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::payroll/*" }]
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
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html',
  ],
  knownAs: [
    'cfn_nag W21',
    'cfn_nag W22',
    'cfn_nag W23',
    'Guard IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_RESOURCE',
  ],
  *check(statement, graph) {
    const { resources, policy } = statement;
    if (resources?.negated !== true || !givesPermissions(statement)) return;
    if (resources.items.some((item) => graph.names.glob(item).text === '*')) return;
    yield {
      at: resources.keyAt,
      message: `${holderOf(policy)} allows its actions on every resource of the account but those listed here.`,
    };
  },
});
