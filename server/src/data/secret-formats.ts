/** What a text was recognised as. */
export interface SecretFormat {
  /** For people, with its article: "a GitHub token". */
  readonly name: string;
  /** Matches the whole token; a group named `secret` narrows it. Always with the flags `dg`, and bounded on both sides. */
  readonly pattern: RegExp;
  /** The first characters of every match, for a quick look before the pattern is tried. */
  readonly hints: readonly string[];
}

const left = '(?<![A-Za-z0-9_/+-])';
const right = '(?![A-Za-z0-9_/+=-])';

function format(name: string, hints: string | readonly string[], body: string): SecretFormat {
  return {
    name,
    hints: typeof hints === 'string' ? [hints] : hints,
    pattern: new RegExp(`${left}(?:${body})${right}`, 'dg'),
  };
}

/**
 * Texts that are secrets by their form alone. Sources: GitHub's list of secret scanning patterns
 * (https://docs.github.com/code-security/secret-scanning/introduction/supported-secret-scanning-patterns) and the makers'
 * own pages; for AWS key ids
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids.
 */
export const secretFormats: readonly SecretFormat[] = [
  format('an AWS access key id', ['AKIA', 'ASIA'], '(?:AKIA|ASIA)[A-Z2-7]{16}'),
  format('a GitHub token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], 'gh[pousr]_[A-Za-z0-9]{36,255}'),
  format('a GitHub token', 'github_pat_', 'github_pat_[A-Za-z0-9_]{60,255}'),
  format(
    'a GitLab token',
    ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-', 'gloas-', 'glft-', 'glagent-'],
    'gl(?:pat|dt|rt|ptt|cbt|oas|ft|agent)-[A-Za-z0-9_-]{20,300}(?:\\.[A-Za-z0-9.]{2,20})?',
  ),
  format('a Slack token', ['xox', 'xapp-'], '(?:xox[abeoprs]|xapp)-(?:\\d-)?[A-Za-z0-9-]{20,250}'),
  format(
    'a Slack webhook',
    'hooks.slack.com',
    'https://hooks\\.slack\\.com/(?:services|workflows)/T[A-Za-z0-9_]{6,20}/[A-Za-z0-9_/]{16,80}',
  ),
  format('a Databricks token', 'dapi', 'dapi[a-f0-9]{32}(?:-\\d)?'),
  format('a Stripe key', ['sk_', 'rk_'], '[sr]k_(?:live|test)_[A-Za-z0-9]{20,250}'),
  format('a Stripe webhook secret', 'whsec_', 'whsec_[A-Za-z0-9+/]{32,80}={0,2}'),
  format(
    'an OpenAI key',
    'sk-',
    'sk-(?:(?:proj|svcacct|admin)-)?[A-Za-z0-9_-]{20,100}T3BlbkFJ[A-Za-z0-9_-]{20,100}',
  ),
  format('an Anthropic key', 'sk-ant-', 'sk-ant-(?:api|admin)\\d\\d-[A-Za-z0-9_-]{80,130}'),
  format('an npm token', 'npm_', 'npm_[A-Za-z0-9]{36}'),
  format('a PyPI token', 'pypi-', 'pypi-AgE[A-Za-z0-9_-]{50,300}'),
  format('a Google API key', 'AIza', 'AIza[A-Za-z0-9_-]{35}'),
  format('a Google OAuth client secret', 'GOCSPX-', 'GOCSPX-[A-Za-z0-9_-]{28}'),
  format('a SendGrid key', 'SG.', 'SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}'),
  format('a Mailgun key', 'key-', 'key-[a-f0-9]{32}'),
  format('a Twilio key', 'SK', 'SK[a-f0-9]{32}'),
  format('a HashiCorp Vault token', ['hvs.', 'hvb.', 'hvr.'], 'hv[sbr]\\.[A-Za-z0-9_-]{90,300}'),
  format('a Terraform Cloud token', 'atlasv1', '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}'),
  format('a Docker Hub token', 'dckr_', 'dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,40}'),
  format('a Hugging Face token', 'hf_', 'hf_[A-Za-z]{34}'),
  format(
    'a Grafana token',
    ['glc_', 'glsa_'],
    'glc_[A-Za-z0-9+/]{32,400}={0,2}|glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}',
  ),
  format('a New Relic key', 'NRAK-', 'NRAK-[A-Z0-9]{27}'),
  format('a Shopify token', ['shpat_', 'shpca_', 'shppa_', 'shpss_'], 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}'),
  format('an Atlassian token', 'ATATT3', 'ATATT3[A-Za-z0-9_=-]{100,300}'),
  format('a Linear key', 'lin_api_', 'lin_api_[A-Za-z0-9]{40}'),
  format('a Notion token', 'ntn_', 'ntn_[0-9]{11}[A-Za-z0-9]{35}'),
  format('a Postman key', 'PMAK-', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}'),
  format('a PlanetScale password', 'pscale_', 'pscale_(?:tkn|pw|oauth)_[A-Za-z0-9._=-]{32,64}'),
  format('a dbt Cloud token', ['dbtc_', 'dbtu_'], 'dbt[cu]_[A-Za-z0-9_-]{36,64}'),
  format('a Pulumi token', 'pul-', 'pul-[a-f0-9]{40}'),
  format('a Confluent or Elastic API key', 'essu_', 'essu_[A-Za-z0-9+/]{40,120}={0,2}'),
  format('an age secret key', 'AGE-SECRET-KEY-', 'AGE-SECRET-KEY-1[A-Z0-9]{58}'),
  format('an Azure storage key', 'AccountKey=', 'AccountKey=(?<secret>[A-Za-z0-9+/]{86}==)'),
  format('an Azure shared access signature', 'sig=', 'sig=(?<secret>[A-Za-z0-9%]{43,80}(?:%3D|=))'),
  format(
    'a JSON web token',
    'eyJ',
    'eyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10,4000}\\.[A-Za-z0-9_-]{20,1000}',
  ),
  {
    name: 'a private key',
    hints: ['-----BEGIN'],
    // The block's first line and some of the key must be there: a test for the header alone is not a key.
    pattern:
      /-----BEGIN (?:[A-Z0-9]{2,10} )?(?:ENCRYPTED )?PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|\\r)*(?=(?:[^-]{0,200}(?:\s|\\n))?[A-Za-z0-9+/=]{40})/dg,
  },
];
