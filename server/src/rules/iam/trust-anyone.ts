import { asString, type Value } from '../../base/value';
import { providerOfKey, type SharedProvider, sharedProvider } from '../../data/shared-providers';
import { defineRule } from '../../engine/rule';
import { isOpenToEveryone } from '../../graph/exposure';
import type { Graph } from '../../graph/graph';
import { ownRoot } from '../../graph/own-account';
import { isConditional } from '../../graph/policy-holder';
import { setPrincipal } from '../../iam/edits';
import type { Condition, Principal, Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-trust-anyone',
  title: 'Role that anybody may assume',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `A trust policy with the principal "*" lets everybody with an AWS account become the role and do all that it may do.
NotPrincipal is the same with a few exceptions, and so is an identity provider that many share, such as GitHub, without a condition on
the claim that tells its customers apart; IAM refuses to create such a role by now. Name the service, account or role that needs it. Allow it together with a
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
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_60',
    'Checkov CKV_AWS_61',
    'Trivy AWS-0057',
    'cfn_nag F6',
    'KICS iam_role_allows_all_principals_to_assume',
    'KICS iam_policy_grants_assumerole_permission_across_all_services',
    'Guard IAM_ROLE_NO_ALLOW_PLUS_NOT_PRINCIPAL',
  ],
  *check(statement, graph) {
    const { policy, principals } = statement;
    if (policy.kind !== 'trust' || principals === undefined) return;
    const role = policy.resource ?? 'the role';
    const provider = openProvider(statement, graph);
    if (provider !== undefined) {
      yield {
        at: principals.principals[0]?.at ?? principals.keyAt,
        message: `${provider.holders} may assume ${role}: no condition limits ${provider.issuer}:${provider.claim}.`,
      };
      return;
    }
    const services = principals.principals.find(isEveryService);
    if (services !== undefined && statement.effect === 'Allow' && !isConditional(statement)) {
      yield {
        at: services.at,
        message: `Every service of AWS may assume ${role}, for whichever account it works.`,
      };
      return;
    }
    if (!isOpenToEveryone(statement)) return;
    // Of a web identity provider the token says who it is.
    if (principals.principals.some(({ type }) => type === 'Federated')) return;
    yield {
      at: principals.negated ? principals.keyAt : (principals.principals[0]?.at ?? principals.keyAt),
      message: `Everybody with an AWS account may assume ${role}${principals.negated ? ', but for those listed here' : ''}.`,
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

function isEveryService({ type, value }: Principal): boolean {
  return type === 'Service' && asString(value) === '*';
}

/**
 * The shared provider whose token is enough, whoever it was given to: the claim that tells its customers apart is not tested,
 * or any value of it will do. A provider that is not known to be shared may be somebody's own, which gives tokens to nobody else.
 */
function openProvider(statement: Statement, graph: Graph): SharedProvider | undefined {
  const { effect, principals, conditions, conditionsOpen } = statement;
  const [principal] = principals?.principals ?? [];
  if (effect !== 'Allow' || conditionsOpen || principal?.type !== 'Federated') return undefined;
  const named = sharedProvider(issuerOf(principal, graph));
  const claims = conditions.filter(({ key }) => providerOfKey(key) !== undefined);
  const provider = claims[0] === undefined ? named : providerOfKey(claims[0].key);
  // What else is asked of the caller is not known to be nothing.
  if (provider === undefined || (claims.length === 0 && conditions.length > 0)) return undefined;
  return claims.some((claim) => isLimit(claim, provider)) ? undefined : provider;
}

/** The address of the provider that a principal names, by its ARN or as a resource of the workspace. */
function issuerOf({ value }: Principal, graph: Graph): string {
  const resource = value.kind === 'reference' ? graph.find(value) : undefined;
  if (resource?.type === 'AWS::IAM::OIDCProvider')
    return (asString(resource.get('Url')) ?? '').replace(/^https:\/\/|\/$/g, '');
  return graph.names.exactly(value).text.replace(/^.*:oidc-provider\//, '');
}

/** Of most providers the audience is the same in all tokens; where it names the customer, how he signed in says nothing. */
function isLimit({ key, operator, values, open }: Condition, { issuer, claim }: SharedProvider): boolean {
  const name = key.toLowerCase().slice(issuer.length + 1);
  if (claim === 'sub' ? name === 'aud' : name === 'amr') return false;
  if (/not|null/i.test(operator)) return false;
  return open || !(/like/i.test(operator) && values.some(isAnyCustomer));
}

/** `repo:*`, `repo:*:ref:refs/heads/main`: the name of the customer is left open. */
function isAnyCustomer(value: Value): boolean {
  return /^(?:[a-z_]+:)?\*/.test(asString(value) ?? '');
}
