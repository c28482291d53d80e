/** An identity provider that gives tokens to customers who have nothing to do with each other, all under one address. */
export interface SharedProvider {
  /** As it stands in the ARN of the provider, and before its condition keys. */
  readonly issuer: string;
  /** The claim that tells the customers apart: it has to be limited in a trust policy. */
  readonly claim: 'sub' | 'aud' | 'app_id';
  /** Who all have its tokens, for a sentence. */
  readonly holders: string;
}

/** The shared provider with an issuer; undefined for one that may be somebody's own. */
export function sharedProvider(issuer: string): SharedProvider | undefined {
  return providers.find((provider) => provider.issuer === issuer.toLowerCase());
}

/** The shared provider whose claim a condition key is about: `gitlab.com:sub`. */
export function providerOfKey(key: string): SharedProvider | undefined {
  const name = key.toLowerCase();
  return providers.find(({ issuer }) => name.startsWith(`${issuer}:`));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html */
const providers: readonly SharedProvider[] = [
  {
    issuer: 'token.actions.githubusercontent.com',
    claim: 'sub',
    holders: 'The workflows of every repository on GitHub',
  },
  { issuer: 'gitlab.com', claim: 'sub', holders: 'The pipelines of every project on GitLab.com' },
  { issuer: 'app.terraform.io', claim: 'sub', holders: 'The runs of every organization of HCP Terraform' },
  { issuer: 'agent.buildkite.com', claim: 'sub', holders: 'The jobs of every organization of Buildkite' },
  { issuer: 'oidc.codefresh.io', claim: 'sub', holders: 'The pipelines of every account of Codefresh' },
  { issuer: 'scalr.io', claim: 'sub', holders: 'The runs of every account of Scalr' },
  { issuer: 'proidc.upbound.io', claim: 'sub', holders: 'The control planes of every account of Upbound' },
  { issuer: 'api.pulumi.com/oidc', claim: 'aud', holders: 'The runs of every organization of Pulumi Cloud' },
  { issuer: 'oidc.vercel.com', claim: 'aud', holders: 'The deployments of every team of Vercel' },
  {
    issuer: 'cognito-identity.amazonaws.com',
    claim: 'aud',
    holders: 'The identity pools of every AWS account',
  },
  { issuer: 'accounts.google.com', claim: 'aud', holders: 'The users of every app that Google signs in' },
  { issuer: 'graph.facebook.com', claim: 'app_id', holders: 'The users of every app that Facebook signs in' },
  { issuer: 'www.amazon.com', claim: 'app_id', holders: 'The users of every app that Amazon signs in' },
];
