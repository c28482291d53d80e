import type { Value } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { grantedAmong, namedActions, wholeService } from '../../graph/granted-actions';
import type { Graph } from '../../graph/graph';
import { resourcesFor } from '../../graph/narrower-resources';
import { givesPermissions, holderOf, isConditional, listed } from '../../graph/policy-holder';
import { wideResource } from '../../graph/resource-width';
import { replaceResource } from '../../iam/edits';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'kms-action-wildcard',
  title: 'Permission to use every key',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `The statement lets the role decrypt with every key of the account that lets IAM policies count, so encryption no
longer separates one team's data from another's. kms:* includes deleting keys and changing their policies. Name the keys of
the pipeline, or limit the statement with kms:ResourceAliases. Allow it for a role that administers keys.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*" }]
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
      "Action": "kms:Decrypt",
      "Resource": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html'],
  knownAs: ['SecurityHub KMS.1', 'SecurityHub KMS.2'],
  *check(statement, graph) {
    if (!givesPermissions(statement) || isConditional(statement)) return;
    const wide = wideResource(statement, graph);
    const granted = grantedAmong(statement, cryptographic);
    const [first] = granted;
    if (wide === undefined || first === undefined) return;
    const whole = granted.some(({ written }) => wholeService(written) !== undefined);
    const names = [...new Set(granted.map(({ written }) => written))];
    yield {
      at: wide.at,
      message: whole
        ? `${holderOf(statement.policy)} may do everything with every key of the account, deleting it included.`
        : `${holderOf(statement.policy)} may use every key of the account with ${listed(names)}.`,
      related: [{ at: first.at, message: 'the permission' }],
      fixes: repair(statement, wide, graph),
    };
  },
});

/** The calls that open what a key encrypts, hand it on, or change it. */
const cryptographic = [
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:GenerateDataKey',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:Sign',
];

function repair(statement: Statement, wide: Value, graph: Graph) {
  if (statement.actions?.items.length !== namedActions(statement).length) return [];
  if (namedActions(statement).some(({ written }) => !/^kms:/i.test(written))) return [];
  const keys = resourcesFor(['kms:Decrypt'], graph.stack(statement.policy.stack));
  if (keys === undefined) return [];
  return [
    {
      title: 'Limit the statement to the keys of this template',
      safe: false,
      changes: [replaceResource(statement, wide, keys)],
    },
  ];
}
