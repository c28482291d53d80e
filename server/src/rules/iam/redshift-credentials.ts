import { defineRule } from '../../engine/rule';
import { redshiftCredentialActions } from '../../graph/dangerous-actions';
import { grantedAmong, wholeService } from '../../graph/granted-actions';
import { narrowed } from '../../graph/narrower-resources';
import { givesPermissions, holderOf, isConditional, listed } from '../../graph/policy-holder';
import { wideResource } from '../../graph/resource-width';
import { replaceResource } from '../../iam/edits';

export const rule = defineRule({
  id: 'iam-redshift-credentials',
  title: 'Database password of every Redshift user',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `redshift:GetClusterCredentials returns a working database password. On * it returns that of every user of every
cluster, the administrator included, and with DbGroups and auto-creation also users that did not exist. Name the cluster, the
database and the database user, or limit them with redshift:DbUser. Allow it where every database user is as good as any
other.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "redshift:GetClusterCredentials", "Resource": "*" }]
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
      "Action": "redshift:GetClusterCredentials",
      "Resource": [
        "arn:aws:redshift:eu-west-1:111122223333:dbuser:warehouse/loader",
        "arn:aws:redshift:eu-west-1:111122223333:dbname:warehouse/sales"
      ]
    }
  ]
}
`,
  },
  references: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/generating-iam-credentials-role-permissions.html',
  ],
  knownAs: [],
  *check(statement, graph) {
    if (!givesPermissions(statement) || isConditional(statement)) return;
    const wide = wideResource(statement, graph);
    if (wide === undefined) return;
    const granted = grantedAmong(statement, redshiftCredentialActions).filter(
      ({ written }) => wholeService(written) === undefined,
    );
    const [first] = granted;
    if (first === undefined) return;
    const names = [...new Set(granted.map(({ action }) => action))];
    const resources = narrowed(statement, graph);
    yield {
      at: first.at,
      message: `${holderOf(statement.policy)} may log in as every database user with ${listed(names)}.`,
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
