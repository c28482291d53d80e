import type { Place } from '../../base/range';
import { asBoolean, asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { foreignAccounts } from '../../graph/own-account';
import type { Condition, Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-trust-no-external-id',
  title: 'Another account may assume the role without a secret or MFA',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `The role trusts another account, and nothing in the request shows for whom that account acts. A provider with many
customers can then be talked into using this role for a stranger (the confused deputy). Ask for an sts:ExternalId that the
provider keeps per customer, or for MFA where people assume the role. Allow it for accounts of your own organization, in
trustedAccounts.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
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
      "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
      "Action": "sts:AssumeRole",
      "Condition": { "StringEquals": { "sts:ExternalId": "8f14e45f-ceea" } }
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html'],
  knownAs: ['Checkov CKV_AWS_61', 'KICS cross_account_iam_assume_role_policy_without_external_id_or_mfa'],
  *check(statement, graph) {
    if (statement.policy.kind !== 'trust' || statement.conditionsOpen || statement.conditions.some(proves))
      return;
    // With the file alone it is not known which account is the own.
    if (statement.policy.resource === undefined && !namesRoot(statement)) return;
    for (const { account, value } of foreignAccounts(statement)) {
      if (graph.declared.trustedAccounts.includes(account)) continue;
      yield {
        at: value.at,
        message: `Account ${account} may assume ${statement.policy.resource ?? 'the role'} without an external id or MFA.`,
      };
    }
    for (const { parameter, at } of givenAccounts(statement)) {
      const usual = graph.stack(statement.policy.stack)?.parameter(parameter)?.default ?? '';
      if (graph.declared.trustedAccounts.includes(usual)) continue;
      yield {
        at,
        severity: 'info',
        message: `The account that is given as ${parameter} may assume ${statement.policy.resource ?? 'the role'} without an external id or MFA.`,
      };
    }
  },
});

/** Whole accounts that a parameter names: who deploys the template chooses whom to trust, and with what proof the template says. */
function givenAccounts({
  effect,
  principals,
}: Statement): { readonly parameter: string; readonly at: Place }[] {
  if (effect !== 'Allow' || principals === undefined || principals.negated) return [];
  return principals.principals.flatMap(({ type, value }) => {
    const parts = type === 'AWS' && value.kind === 'text' ? value.parts : [];
    const [account, root] = parts.slice(-2);
    if (account?.kind !== 'reference' || account.to.type !== 'parameter' || asString(root) !== ':root')
      return [];
    return [{ parameter: account.to.name, at: value.at }];
  });
}

/** True when a condition shows for whom, or by whom, the role is assumed. */
function proves({ key, operator, values, open }: Condition): boolean {
  if (!proofs.has(key.toLowerCase())) return false;
  if (operator.toLowerCase() === 'null') return values.some((value) => asBoolean(value) !== true);
  if (/not/i.test(operator)) return false;
  return open || values.some((value) => !['', '*', 'false'].includes(asString(value)?.toLowerCase() ?? '?'));
}

function namesRoot({ principals }: Statement): boolean {
  return (
    principals?.principals.some(({ value }) => /^(?:\d{12}|.*:root)$/.test(asString(value) ?? '')) === true
  );
}

const proofs: ReadonlySet<string> = new Set([
  'sts:externalid',
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalarn',
  'aws:sourceidentity',
  'aws:sourcearn',
  'aws:sourceaccount',
  'sts:rolesessionname',
]);
