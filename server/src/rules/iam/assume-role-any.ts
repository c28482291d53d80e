import { defineRule } from '../../engine/rule';
import { grantedAmong, wholeService } from '../../graph/granted-actions';
import { givesPermissions, holderOf, isConditional } from '../../graph/policy-holder';
import { wideResource } from '../../graph/resource-width';

export const rule = defineRule({
  id: 'iam-assume-role-any',
  title: 'Every role may be assumed',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `sts:AssumeRole on * lets the pipeline become every role that trusts its account, in this account and in others: the
accounts that trust yours are then as safe as this pipeline. Name the roles it switches to. Allow it for a deployment tool
that works in all accounts, with a condition on aws:ResourceOrgID.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*" }]
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
      "Action": "sts:AssumeRole",
      "Resource": "arn:aws:iam::444455556666:role/reader"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html'],
  knownAs: ['KICS iam_policy_grants_assumerole_permission_across_all_services'],
  *check(statement, graph) {
    if (!givesPermissions(statement) || isConditional(statement)) return;
    const wide = wideResource(statement, graph);
    const [granted] = grantedAmong(statement, ['sts:AssumeRole']);
    if (wide === undefined || granted === undefined || wholeService(granted.written) !== undefined) return;
    yield {
      at: wide.at,
      message: `${holderOf(statement.policy)} may become every role that trusts this account.`,
      related: [{ at: granted.at, message: 'the permission to assume roles' }],
    };
  },
});
