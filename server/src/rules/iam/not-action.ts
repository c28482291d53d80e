import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { givesPermissions, holderOf } from '../../graph/policy-holder';

export const rule = defineRule({
  id: 'iam-not-action',
  title: 'Permission for everything but a list',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `Allow with NotAction gives every action of AWS that is not listed, those of services that do not exist yet included.
What is meant as "no IAM" becomes "everything else": deleting data, reading secrets, switching logs off. List what is needed
with Action, or combine an Allow of it with a Deny. Allow it for a role of people who administer the account.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }]
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
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html'],
  knownAs: ['cfn_nag W15', 'cfn_nag W16', 'cfn_nag W17', 'Guard IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_ACTION'],
  *check(statement) {
    const { actions, policy } = statement;
    if (actions?.negated !== true || !givesPermissions(statement)) return;
    const all = actions.items.some((item) => ['*', '*:*'].includes(asString(item) ?? ''));
    if (all) return;
    yield {
      at: actions.keyAt,
      message: `${holderOf(policy)} allows every action of every service but those listed here.`,
    };
  },
});
