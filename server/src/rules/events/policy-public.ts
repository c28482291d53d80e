import { defineRule } from '../../engine/rule';
import { everyoneAt, isOpenToEveryone } from '../../graph/exposure';
import { limitToAccount } from '../../graph/limit-statement';
import { protectedName } from '../../graph/policy-holder';

export const rule = defineRule({
  id: 'events-policy-public',
  title: 'Event bus open to everyone',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `An Allow for the principal "*" without a condition lets everybody put events on the bus, which your rules then take
for real. Name the account, or limit the statement with aws:PrincipalOrgID. Allow it for a bus that takes events from the
public on purpose.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "events:PutEvents",
      "Resource": "arn:aws:events:eu-west-1:111122223333:event-bus/orders"
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
      "Action": "events:PutEvents",
      "Resource": "arn:aws:events:eu-west-1:111122223333:event-bus/orders"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html'],
  knownAs: ['cdk-nag EventBusOpenAccess'],
  *check(statement, graph) {
    const { policy } = statement;
    if (policy.kind !== 'event-bus' || !isOpenToEveryone(statement)) return;
    yield {
      at: everyoneAt(statement),
      message: `Everybody with an AWS account may put events on ${protectedName(policy, graph)}.`,
      fixes: [limitToAccount(statement, graph)],
    };
  },
});
