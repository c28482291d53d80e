import { defineRule } from '../../engine/rule';
import { isOpenToEveryone } from '../../graph/exposure';
import { ownRoot } from '../../graph/own-account';
import { protectedName } from '../../graph/policy-holder';
import { setPrincipal } from '../../iam/edits';

export const rule = defineRule({
  id: 'sns-policy-public',
  title: 'Topic open to everyone',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `An Allow for the principal "*" without a condition lets everybody publish messages that your systems believe, or
subscribe and read along. Name the principal, or limit the statement with aws:SourceArn or aws:PrincipalOrgID. Allow it for a
topic that is meant for the public.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "sns:Publish",
      "Resource": "arn:aws:sns:eu-west-1:111122223333:alerts"
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
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/etl" },
      "Action": "sns:Publish",
      "Resource": "arn:aws:sns:eu-west-1:111122223333:alerts"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html'],
  knownAs: ['cfn_nag F8', 'cfn_nag F18'],
  *check(statement, graph) {
    const { policy, principals } = statement;
    if (policy.kind !== 'topic' || principals === undefined || !isOpenToEveryone(statement)) return;
    yield {
      at: principals.negated ? principals.keyAt : (principals.principals[0]?.at ?? principals.keyAt),
      message: `Everybody with an AWS account may use ${protectedName(policy, graph)}.`,
      fixes: [
        {
          title: 'Limit the statement to this account',
          safe: false,
          changes: [setPrincipal(statement, { AWS: ownRoot(policy, graph) })],
        },
      ],
    };
  },
});
