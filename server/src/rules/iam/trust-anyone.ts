import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { isOpenToEveryone } from '../../graph/exposure';
import type { Graph } from '../../graph/graph';
import { ownRoot } from '../../graph/own-account';
import { setPrincipal } from '../../iam/edits';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-trust-anyone',
  title: 'Role that anybody may assume',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `A trust policy with the principal "*" lets everybody with an AWS account become the role and do all that it may do.
NotPrincipal is the same with a few exceptions, and so is GitHub as identity provider without a condition on the subject of its
tokens: it gives them to the workflows of every repository. Name the service, account or role that needs it. Allow it together with a
condition on the organization, which this rule accepts.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" }]
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
      "Principal": { "Service": "glue.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_60',
    'Trivy AWS-0057',
    'cfn_nag F6',
    'KICS iam_role_allows_all_principals_to_assume',
    'Guard IAM_ROLE_NO_ALLOW_PLUS_NOT_PRINCIPAL',
  ],
  *check(statement, graph) {
    const { policy, principals } = statement;
    if (policy.kind !== 'trust' || principals === undefined) return;
    if (letsEveryRepositoryIn(statement, graph)) {
      yield {
        at: principals.principals[0]?.at ?? principals.keyAt,
        message: `The workflows of every repository on GitHub may assume ${policy.resource ?? 'the role'}: no condition limits ${github}sub.`,
      };
      return;
    }
    if (!isOpenToEveryone(statement)) return;
    // Of a web identity provider the token says who it is.
    if (principals.principals.some(({ type }) => type === 'Federated')) return;
    yield {
      at: principals.negated ? principals.keyAt : (principals.principals[0]?.at ?? principals.keyAt),
      message: `Everybody with an AWS account may assume ${policy.resource ?? 'the role'}${principals.negated ? ', but for those listed here' : ''}.`,
      fixes: principals.negated
        ? []
        : [
            {
              title: 'Trust this account alone',
              safe: false,
              changes: [setPrincipal(statement, { AWS: ownRoot(policy, graph) })],
            },
          ],
    };
  },
});

const github = 'token.actions.githubusercontent.com:';

/**
 * True when a token of GitHub is enough: nothing that it says is tested, or `aud` alone, which is the same in all of them.
 * Another provider may be somebody's own, which gives tokens to nobody else.
 */
function letsEveryRepositoryIn(statement: Statement, graph: Graph): boolean {
  const { effect, principals, conditions, conditionsOpen } = statement;
  const [provider] = principals?.principals ?? [];
  if (effect !== 'Allow' || conditionsOpen || provider?.type !== 'Federated') return false;
  const claims = conditions.filter(({ key }) => key.toLowerCase().startsWith(github));
  const isGitHub = graph.names.exactly(provider.value).text.endsWith(github.slice(0, -1));
  return (
    (claims.length > 0 || (isGitHub && conditions.length === 0)) &&
    claims.every(
      ({ key, values, open }) =>
        key.toLowerCase() === `${github}aud` ||
        (!open && values.some((value) => /^(?:repo:)?[*/:]+$/.test(asString(value) ?? ''))),
    )
  );
}
