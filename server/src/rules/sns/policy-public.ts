import { defineRule } from '../../engine/rule';
import { everyoneAt, isOpenToEveryone } from '../../graph/exposure';
import { limitToAccount } from '../../graph/limit-statement';
import { protectedName } from '../../graph/policy-holder';

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
  knownAs: ['cfn_nag F8', 'cfn_nag F18', 'SecurityHub SNS.4'],
  *check(statement, graph) {
    const { policy } = statement;
    if (policy.kind !== 'topic' || !isOpenToEveryone(statement)) return;
    yield {
      at: everyoneAt(statement),
      message: `Everybody with an AWS account may use ${protectedName(policy, graph)}.`,
      fixes: [limitToAccount(statement, graph)],
    };
  },
});
