import { defineRule } from '../../engine/rule';
import { everyoneAt, isOpenToEveryone } from '../../graph/exposure';
import { limitToAccount } from '../../graph/limit-statement';
import { protectedName } from '../../graph/policy-holder';

export const rule = defineRule({
  id: 'sqs-policy-public',
  title: 'Queue open to everyone',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `An Allow for the principal "*" without a condition on the source lets everybody send messages that the pipeline then
processes, or read and delete those that are waiting. Name the principal, or limit the statement with aws:SourceArn or
aws:PrincipalOrgID. Allow it for a queue that takes messages from the public on purpose.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "sqs:SendMessage",
      "Resource": "arn:aws:sqs:eu-west-1:111122223333:arrivals"
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
      "Action": "sqs:SendMessage",
      "Resource": "arn:aws:sqs:eu-west-1:111122223333:arrivals"
    }
  ]
}
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
  ],
  knownAs: [
    'cfn_nag F7',
    'cfn_nag F21',
    'SecurityHub SQS.3',
    'KICS sqs_policy_with_public_access',
    'Guard SQS_QUEUEPOLICY_NO_WILDCARD_PRINCIPAL',
    'Guard SQS_QUEUEPOLICY_NO_ALLOW_PLUS_NOTPRINCIPAL',
  ],
  *check(statement, graph) {
    const { policy } = statement;
    if (policy.kind !== 'queue' || !isOpenToEveryone(statement)) return;
    yield {
      at: everyoneAt(statement),
      message: `Everybody with an AWS account may use ${protectedName(policy, graph)}.`,
      fixes: [limitToAccount(statement, graph)],
    };
  },
});
