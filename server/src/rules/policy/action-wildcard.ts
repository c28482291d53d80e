import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { isOwnRoot } from '../../graph/own-account';
import { protectedName, resourcePolicyKinds } from '../../graph/policy-holder';
import type { Condition } from '../../iam/policy';

export const rule = defineRule({
  id: 'policy-action-wildcard',
  title: 'Resource policy for every action',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `A resource policy with all actions lets the principals delete the data and change the policy itself, and so let
anybody else in. Whoever reads or writes needs a handful of actions. Allow it for the account that owns the resource.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::444455556666:role/reader" },
      "Action": "s3:*",
      "Resource": "arn:aws:s3:::sales-data/*"
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
      "Principal": { "AWS": "arn:aws:iam::444455556666:role/reader" },
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::sales-data/*"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html'],
  knownAs: [
    'Trivy AWS-0097',
    'cfn_nag F15',
    'cfn_nag F20',
    'KICS s3_bucket_with_all_permissions',
    'Guard S3_BUCKET_POLICY_NO_WILDCARD_ACTION',
    'Guard SQS_QUEUEPOLICY_NO_WILDCARD_ACTION',
  ],
  *check(statement, graph) {
    const { policy, effect, actions, principals } = statement;
    // The whole of KMS for the account is the default of a key policy.
    if (effect !== 'Allow' || !resourcePolicyKinds.has(policy.kind) || policy.kind === 'key') return;
    if (actions === undefined || actions.negated || principals === undefined) return;
    if (!principals.negated && principals.principals.every(({ value }) => isOwnRoot(value, graph))) return;
    if (statement.conditions.some(isHandedToAccessPoints)) return;
    const item = actions.items.find((one) => /^(?:\*|[\w-]+:\*)$/.test(asString(one) ?? ''));
    if (item === undefined) return;
    yield {
      at: item.at,
      message: `The principals may do everything with ${protectedName(policy, graph)}, changing this policy included.`,
    };
  },
});

/**
 * Access points have policies of their own, and a bucket leaves the decision to them with a statement on everything.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
function isHandedToAccessPoints({ key }: Condition): boolean {
  return /^s3:dataaccesspoint(?:account|arn)$/i.test(key);
}
