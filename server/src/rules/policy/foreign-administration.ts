import { defineRule } from '../../engine/rule';
import { grantedAmong, wholeService } from '../../graph/granted-actions';
import { foreignAccounts } from '../../graph/own-account';
import { listed, protectedName, resourcePolicyKinds } from '../../graph/policy-holder';

export const rule = defineRule({
  id: 'policy-foreign-administration',
  title: 'Another account may change who has access',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `The resource policy lets another account change the policy or access list of the resource. That account can then let
in whom it likes, shut you out, or take the encryption off, and your own account's policies have no say. Leave the
administration to the account that owns the resource. Allow it for a central account that looks after your buckets or queues.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
      "Action": "s3:PutBucketPolicy",
      "Resource": "arn:aws:s3:::sales-data"
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
      "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::sales-data/*"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html'],
  knownAs: ['SecurityHub S3.6'],
  *check(statement, graph) {
    const { policy } = statement;
    if (!resourcePolicyKinds.has(policy.kind) || policy.kind === 'key') return;
    const accounts = foreignAccounts(statement).filter(
      ({ account }) => !graph.declared.trustedAccounts.includes(account),
    );
    const [first] = accounts;
    const granted = grantedAmong(statement, administration).filter(
      ({ written }) => wholeService(written) === undefined,
    );
    const [action] = granted;
    if (first === undefined || action === undefined) return;
    const names = [...new Set(granted.map(({ written }) => written))];
    yield {
      at: action.at,
      message: `Account ${first.account} may change who has access to ${protectedName(policy, graph)} with ${listed(names)}.`,
      related: [{ at: first.value.at, message: 'the account' }],
    };
  },
});

/** What changes access or takes protection away. A whole service is said by policy-action-wildcard. */
const administration = [
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutObjectAcl',
  's3:PutEncryptionConfiguration',
  's3:PutBucketPublicAccessBlock',
  'sqs:AddPermission',
  'sqs:SetQueueAttributes',
  'sns:AddPermission',
  'sns:SetTopicAttributes',
  'secretsmanager:PutResourcePolicy',
  'secretsmanager:DeleteResourcePolicy',
  'kinesis:PutResourcePolicy',
  'dynamodb:PutResourcePolicy',
];
