import { defineRule } from '../../engine/rule';
import { credentialActions, takeoverActions } from '../../graph/dangerous-actions';
import { grantedAmong, wholeService } from '../../graph/granted-actions';
import { narrowed } from '../../graph/narrower-resources';
import { givesPermissions, holderOf, isConditional, listed } from '../../graph/policy-holder';
import { wideResource } from '../../graph/resource-width';
import { replaceResource } from '../../iam/edits';

export const rule = defineRule({
  id: 'iam-credentials-exposure',
  title: 'Permission to obtain credentials',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `These actions return credentials or make new ones: access keys, passwords, tokens that work outside of the pipeline
and after it. Who takes over the pipeline keeps access when the pipeline is long repaired; who may make a key or a password for any user
is an administrator as soon as one of them is. A pipeline works with its role and
makes no credentials. Allow it for an identity system, limited to the users that it manages.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "iam:CreateAccessKey", "Resource": "*" }]
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
      "Action": "iam:CreateAccessKey",
      "Resource": "arn:aws:iam::111122223333:user/vendor/*"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  knownAs: ['Checkov CKV_AWS_107', 'Checkov CKV_AWS_110'],
  *check(statement, graph) {
    if (!givesPermissions(statement) || isConditional(statement)) return;
    const wide = wideResource(statement, graph);
    if (wide === undefined) return;
    const granted = grantedAmong(statement, credentialActions).filter(
      ({ written }) => wholeService(written) === undefined,
    );
    const [first] = granted;
    if (first === undefined) return;
    const names = [...new Set(granted.map(({ action }) => action))];
    const resources = narrowed(statement, graph);
    yield {
      at: first.at,
      // Among all users there is one who may do more.
      ...(names.some((name) => takeoverActions.has(name)) ? { severity: 'error' } : {}),
      message: `${holderOf(statement.policy)} may obtain credentials of others with ${listed(names)}.`,
      related: [{ at: wide.at, message: 'on these resources' }],
      fixes:
        resources === undefined
          ? []
          : [
              {
                title: 'Limit the statement to the resources of this template',
                safe: false,
                changes: [replaceResource(statement, wide, resources)],
              },
            ],
    };
  },
});
