import { defineRule } from '../../engine/rule';
import { everyoneAt, isOpenToEveryone } from '../../graph/exposure';
import { ownRoot } from '../../graph/own-account';
import { protectedName } from '../../graph/policy-holder';
import { setPrincipal } from '../../iam/edits';

export const rule = defineRule({
  id: 'secretsmanager-policy-public',
  title: 'Secret open to everyone',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `An Allow for the principal "*" without a condition lets everybody with an AWS account read the secret, as far as its
key lets them. Name the role that needs it. Allow it for nobody: a secret is for someone.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "secretsmanager:GetSecretValue",
      "Resource": "*"
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
      "Action": "secretsmanager:GetSecretValue",
      "Resource": "*"
    }
  ]
}
`,
  },
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html',
  ],
  knownAs: [],
  *check(statement, graph) {
    const { policy } = statement;
    if (policy.kind !== 'secret' || !isOpenToEveryone(statement)) return;
    yield {
      at: everyoneAt(statement),
      message: `Everybody with an AWS account may read ${protectedName(policy, graph)}.`,
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
