import { defineRule } from '../../engine/rule';
import { dataReadingActions } from '../../graph/dangerous-actions';
import { grantedAmong, wholeService } from '../../graph/granted-actions';
import { narrowed } from '../../graph/narrower-resources';
import { givesPermissions, holderOf, isConditional, listed } from '../../graph/policy-holder';
import { wideResource } from '../../graph/resource-width';
import { replaceResource } from '../../iam/edits';

export const rule = defineRule({
  id: 'iam-data-exfiltration',
  title: 'All data of the account readable',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `The statement lets the pipeline read every object, secret or parameter of the account, whatever it belongs to.
Reading is all that a thief needs: nothing breaks, and nobody notices. Name the buckets, secrets and parameters that the
pipeline reads. Allow it for a backup or a data inventory that has to read everything.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }]
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
    'Checkov CKV_AWS_108',
    'cfn_nag W11',
    'cfn_nag W12',
    'cfn_nag W13',
    'Guard IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE',
    'cdk-nag IAMNoWildcardPermissions',
  ],
  *check(statement, graph) {
    if (!givesPermissions(statement) || isConditional(statement)) return;
    const wide = wideResource(statement, graph);
    if (wide === undefined) return;
    const granted = grantedAmong(statement, dataReadingActions).filter(
      ({ written }) => wholeService(written) === undefined,
    );
    const [first] = granted;
    if (first === undefined) return;
    const names = [...new Set(granted.map(({ action }) => action))];
    const resources = narrowed(statement, graph);
    yield {
      at: first.at,
      message: `${holderOf(statement.policy)} may read every ${thingsOf(names)} of the account with ${listed(names)}.`,
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

/** What the actions read: "object and secret". */
function thingsOf(actions: readonly string[]): string {
  return listed([...new Set(actions.map((action) => things.get(action.split(':')[0] ?? '') ?? 'resource'))]);
}

const things: ReadonlyMap<string, string> = new Map([
  ['s3', 'object'],
  ['secretsmanager', 'secret'],
  ['ssm', 'parameter'],
]);
