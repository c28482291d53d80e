import { defineRule } from '../../engine/rule';
import { grantedAmong } from '../../graph/granted-actions';
import { holderOf, listed } from '../../graph/policy-holder';
import { addAction, addStatement } from '../../iam/edits';

export const rule = defineRule({
  id: 'iam-kcl-permissions',
  title: 'Kinesis consumer without all that the KCL needs',
  severity: 'error',
  profile: 'recommended',
  on: 'policy',
  why: `An application of the Kinesis Client Library keeps its leases in a DynamoDB table that it makes itself and writes
metrics to CloudWatch. Where one of these permissions is missing it stops at the start, or reads without ever checkpointing.
The statement shows by dynamodb:CreateTable beside kinesis:GetRecords that the library is meant. Allow it where the table is
made by the template and the role needs no CreateTable.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["kinesis:GetRecords", "kinesis:GetShardIterator"],
      "Resource": "arn:aws:kinesis:eu-west-1:111122223333:stream/orders"
    },
    {
      "Effect": "Allow",
      "Action": ["dynamodb:CreateTable", "dynamodb:GetItem"],
      "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-app*"
    }
  ]
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
      "Action": ["kinesis:GetRecords", "kinesis:GetShardIterator"],
      "Resource": "arn:aws:kinesis:eu-west-1:111122223333:stream/orders"
    },
    {
      "Effect": "Allow",
      "Action": [
        "dynamodb:CreateTable",
        "dynamodb:DescribeTable",
        "dynamodb:Scan",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem"
      ],
      "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-app*"
    },
    { "Effect": "Allow", "Action": "cloudwatch:PutMetricData", "Resource": "*" }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/streams/latest/dev/kcl-iam-permissions.html'],
  knownAs: [],
  *check(policy) {
    if (
      policy.kind !== 'identity' ||
      policy.open ||
      policy.statements.some(({ effect, value }) => effect === undefined || value.open)
    )
      return;
    const allowing = policy.statements.filter(
      ({ effect, actions }) => effect === 'Allow' && actions !== undefined,
    );
    if (
      allowing.some(
        ({ actions }) =>
          actions?.negated === true ||
          actions?.open === true ||
          actions?.items.some((item) => item.kind !== 'scalar' || item.text === '*'),
      )
    )
      return;
    const has = (action: string): boolean =>
      allowing.some((statement) => grantedAmong(statement, [action]).length > 0);
    const lease = allowing.find((statement) => grantedAmong(statement, ['dynamodb:CreateTable']).length > 0);
    const created = lease === undefined ? undefined : grantedAmong(lease, ['dynamodb:CreateTable'])[0];
    if (lease === undefined || created === undefined || !has('kinesis:GetRecords')) return;
    const missing = leaseActions.filter((action) => !has(action));
    const metrics = has('cloudwatch:PutMetricData');
    if (missing.length === 0 && metrics) return;
    yield {
      at: created.at,
      message: `${holderOf(policy)} lets a Kinesis Client Library application make its lease table, and not use ${listed([...missing, ...(metrics ? [] : ['cloudwatch:PutMetricData'])])}.`,
      fixes: [
        {
          title: 'Add what the Kinesis Client Library needs',
          safe: true,
          changes: [
            ...(missing.length === 0 ? [] : [addAction(lease, ...missing)]),
            ...(metrics
              ? []
              : [
                  addStatement(
                    policy,
                    { Effect: 'Allow', Action: 'cloudwatch:PutMetricData', Resource: '*' },
                    lease,
                  ),
                ]),
          ],
        },
      ],
    };
  },
});

/** What the library does with its lease table in all its versions. */
const leaseActions = [
  'dynamodb:DescribeTable',
  'dynamodb:Scan',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
];
