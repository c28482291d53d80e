import type { Value } from '../../base/value';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { isOwnRoot, writtenAccount } from '../../graph/own-account';
import { isConditional } from '../../graph/policy-holder';

export const rule = defineRule({
  id: 'iam-trust-account',
  title: 'Role that a whole account may assume',
  severity: 'info',
  profile: 'recommended',
  on: 'statement',
  why: `Trusting the root of an account leaves the decision to that account's IAM policies: every user and role there that is
allowed sts:AssumeRole on * may become this role. Name the roles that need it. Allow it for roles that the account's
administrators hand out by policy.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
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
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/etl" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html'],
  knownAs: ['Checkov CKV_AWS_61'],
  *check(statement, graph) {
    const { policy, effect, principals } = statement;
    if (policy.kind !== 'trust' || effect !== 'Allow' || principals === undefined || principals.negated)
      return;
    if (isConditional(statement)) return;
    for (const { type, value, at } of principals.principals) {
      if (type !== 'AWS' || !namesAccount(value, graph)) continue;
      const account = writtenAccount(value);
      yield {
        at,
        message: `Every role and user of ${account === undefined ? 'this account' : `account ${account}`} that its policies allow may assume ${policy.resource ?? 'the role'}.`,
      };
    }
  },
});

function namesAccount(value: Value, graph: Graph): boolean {
  if (isOwnRoot(value, graph)) return true;
  const text = value.kind === 'scalar' ? value.text : '';
  return /^(?:\d{12}|arn:[^:]+:iam::\d{12}:root)$/.test(text);
}
