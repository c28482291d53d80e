import { defineRule } from '../../engine/rule';
import { protectedName, resourcePolicyKinds } from '../../graph/policy-holder';

export const rule = defineRule({
  id: 'policy-not-action',
  title: 'Resource policy for all actions but a list',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `Allow with NotAction in a resource policy lets the principals do everything with the resource that is not listed,
deleting it and changing this policy included, and what AWS adds later too. List what is needed with Action. Allow it for
nobody: a short list of actions is always known.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::444455556666:role/reader" },
      "NotAction": "s3:DeleteObject",
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
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html'],
  knownAs: [
    'cfn_nag W18',
    'cfn_nag W19',
    'cfn_nag W20',
    'Guard S3_BUCKET_POLICY_NO_ALLOW_PLUS_NOT_ACTION',
    'Guard SQS_QUEUEPOLICY_NO_ALLOW_PLUS_NOT_ACTION',
  ],
  *check(statement, graph) {
    const { policy, effect, actions } = statement;
    if (effect !== 'Allow' || actions?.negated !== true || !resourcePolicyKinds.has(policy.kind)) return;
    yield {
      at: actions.keyAt,
      message: `The principals may do everything with ${protectedName(policy, graph)} but what is listed here.`,
    };
  },
});
