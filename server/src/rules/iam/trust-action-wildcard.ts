import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { replaceAction } from '../../iam/edits';

export const rule = defineRule({
  id: 'iam-trust-action-wildcard',
  title: 'Trust policy for every action',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `A trust policy decides who may assume the role, tag the session and name its source. With * or NotAction all of that
is open to the principals, and what AWS adds later too. Write sts:AssumeRole, and sts:TagSession where tags are passed. Allow
it for nobody: a role needs no more.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Principal": { "Service": "glue.amazonaws.com" }, "Action": "sts:*" }]
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
      "Principal": { "Service": "glue.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html'],
  knownAs: [
    'cfn_nag F2',
    'cfn_nag W14',
    'Guard IAM_ROLE_NO_FULL_ACCESS_ON_TRUST_POLICY',
    'Guard IAM_ROLE_NO_ALLOW_PLUS_NOT_ACTION_ON_TRUST_POLICY',
  ],
  *check(statement) {
    const { policy, effect, actions, principals } = statement;
    if (policy.kind !== 'trust' || effect !== 'Allow' || actions === undefined) return;
    const role = policy.resource ?? 'the role';
    if (actions.negated) {
      yield {
        at: actions.keyAt,
        message: `The principals may do everything with ${role} but what is listed here.`,
      };
      return;
    }
    const item = actions.items.find((one) => /^(?:\*|sts:\*|\*:\*)$/i.test(asString(one) ?? ''));
    if (item === undefined) return;
    const federated = principals?.principals.some(({ type }) => type === 'Federated') === true;
    yield {
      at: item.at,
      message: `The principals may do everything of STS with ${role}, not only assume it.`,
      fixes: federated
        ? []
        : [
            {
              title: 'Write sts:AssumeRole',
              safe: true,
              changes: [replaceAction(statement, item, 'sts:AssumeRole')],
            },
          ],
    };
  },
});
