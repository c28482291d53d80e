import { confusedDeputyGuard } from '../../data/trust-principals';
import { defineRule } from '../../engine/rule';
import { deputiesIn, guardsTrust, isGuarded } from '../../graph/deputies';
import { ownAccount } from '../../graph/own-account';
import { setConditions } from '../../iam/edits';

export const rule = defineRule({
  id: 'iam-trust-confused-deputy',
  title: 'Service may assume the role for anybody',
  severity: 'info',
  profile: 'strict',
  on: 'statement',
  why: `The service assumes the role for whoever asks it to. Without aws:SourceAccount or aws:SourceArn a stranger who can
make the service work with this role's ARN uses its permissions. Services that only take roles of their own account are safe
by iam:PassRole; for the service of this finding AWS documents the condition. Allow it where the service works across
accounts on purpose.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "vpc-flow-logs.amazonaws.com" },
      "Action": "sts:AssumeRole"
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
      "Principal": { "Service": "vpc-flow-logs.amazonaws.com" },
      "Action": "sts:AssumeRole",
      "Condition": { "StringEquals": { "aws:SourceAccount": "111122223333" } }
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html'],
  knownAs: [],
  *check(statement, graph) {
    if (statement.policy.kind !== 'trust' || isGuarded(statement)) return;
    const [first, ...others] = deputiesIn(statement, graph, guardsTrust);
    if (first === undefined) return;
    const alone = (statement.principals?.principals.length ?? 0) === others.length + 1;
    const needsId = [first, ...others].some(({ name }) => confusedDeputyGuard(name) === 'external-id');
    const account = ownAccount(statement.policy, graph);
    const conditions = needsId
      ? { StringEquals: { 'sts:ExternalId': account } }
      : { StringEquals: { 'aws:SourceAccount': account } };
    yield {
      at: first.at,
      message: `${first.name} assumes ${statement.policy.resource ?? 'the role'} for whichever account asks it to.`,
      fixes:
        alone && others.length === 0
          ? [
              {
                title: 'Let it act for this account alone',
                safe: false,
                changes: [setConditions(statement, conditions)],
              },
            ]
          : [],
    };
  },
});
