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
  format('an AWS access key id', ['AKIA', 'ASIA'], '(?:AKIA|ASIA)[A-Z0-9]{16}'),
  format(
    'an AWS session token',
    ['FwoGZXIvYXdz', 'IQoJb3JpZ2lu'],
    '(?:FwoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9/+]{100,2000}={0,2}',
  ),
  format('an Amazon Bedrock key', 'ABSK', 'ABSK[A-Za-z0-9+/]{100,300}={0,2}'),
  format('a GitHub token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], 'gh[pousr]_[A-Za-z0-9]{36,255}'),
  format('a GitHub token', 'github_pat_', 'github_pat_[A-Za-z0-9_]{60,255}'),
  format(
    'a GitLab token',
    [
      'glpat-',
      'gldt-',
      'glrt-',
      'glptt-',
      'glcbt-',
      'gloas-',
      'glft-',
      'glagent-',
      'glimt-',
      'glsoat-',
      'glffct-',
    ],
    'gl(?:pat|dt|rt|ptt|cbt|oas|ft|agent|imt|soat|ffct)-[A-Za-z0-9_-]{20,300}(?:\\.[A-Za-z0-9.]{2,20})?',
  ),
  format('a Slack token', ['xox', 'xapp-'], '(?:xox[abeoprs]|xapp)-(?:\\d-)?[A-Za-z0-9-]{20,250}'),
  format(
    'a Slack webhook',
    'hooks.slack.com',
    'https://hooks\\.slack\\.com/(?:services|workflows)/T[A-Za-z0-9_]{6,20}/[A-Za-z0-9_/]{16,80}',
  ),
  format('a Databricks token', ['dapi', 'dose'], '(?:dapi|dose)[a-f0-9]{32}(?:-\\d)?'),
  format('a Stripe key', ['sk_', 'rk_'], '[sr]k_(?:live|test)_[A-Za-z0-9]{20,250}'),
  format('a Stripe webhook secret', 'whsec_', 'whsec_[A-Za-z0-9+/]{32,80}={0,2}'),
  format(
    'an OpenAI key',
    'sk-',
    'sk-(?:(?:proj|svcacct|admin)-)?[A-Za-z0-9_-]{20,100}T3BlbkFJ[A-Za-z0-9_-]{20,100}',
  ),
  format('an Anthropic key', 'sk-ant-', 'sk-ant-(?:api|admin)\\d\\d-[A-Za-z0-9_-]{80,130}'),
  format('a Groq key', 'gsk_', 'gsk_[A-Za-z0-9]{52}'),
  format('a Perplexity key', 'pplx-', 'pplx-[A-Za-z0-9]{48,56}'),
  format('an xAI key', 'xai-', 'xai-[A-Za-z0-9]{80}'),
  format('a Replicate token', 'r8_', 'r8_[A-Za-z0-9]{37}'),
  format('a LangSmith key', 'lsv2_', 'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}'),
  format('an npm token', 'npm_', 'npm_[A-Za-z0-9]{36}'),
  format('a PyPI token', 'pypi-', 'pypi-AgE[A-Za-z0-9_-]{50,300}'),
  format('a Google API key', 'AIza', 'AIza[A-Za-z0-9_-]{35}'),
  format('a Google OAuth client secret', 'GOCSPX-', 'GOCSPX-[A-Za-z0-9_-]{28}'),
  format('a Google access token', 'ya29.', 'ya29\\.[A-Za-z0-9_-]{60,1000}'),
  format('an Azure client secret', 'Q~', '[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}'),
  format('an Azure DevOps token', 'AZDO', '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}'),
  format('an Alibaba Cloud access key id', 'LTAI', 'LTAI[A-Za-z0-9]{16,20}'),
  format('a DigitalOcean token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], 'do[opr]_v1_[a-f0-9]{64}'),
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
  format('a 1Password token', 'ops_eyJ', 'ops_eyJ[A-Za-z0-9+/_-]{200,2000}={0,3}'),
  format('an Aiven password', 'AVNS_', 'AVNS_[A-Za-z0-9_-]{19}'),
  format(
    'a Doppler token',
    ['dp.pt.', 'dp.st.', 'dp.sa.', 'dp.ct.'],
    'dp\\.(?:pt|sa|ct|st\\.(?:[a-z0-9_-]{2,35}\\.)?)\\.?[A-Za-z0-9]{40,44}',
  ),
  format('a Dynatrace token', 'dt0', 'dt0[a-z]\\d\\d\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}'),
  format('a Heroku key', 'HRKU-', 'HRKU-AA[A-Za-z0-9_-]{58}'),
  format('a JFrog key', ['AKCp', 'cmVmdGtu'], 'AKCp[A-Za-z0-9]{69}|cmVmdGtu[A-Za-z0-9]{56}'),
  format('a MongoDB Atlas secret', 'mdb_sa_sk_', 'mdb_sa_sk_[A-Za-z0-9_-]{40}'),
  format('a Sentry token', ['sntrys_', 'sntryu_'], 'sntrys_eyJ[A-Za-z0-9+/=_-]{60,400}|sntryu_[a-f0-9]{64}'),
  format('a Supabase key', ['sbp_', 'sb_secret_'], 'sbp_[a-f0-9]{40}|sb_secret_[A-Za-z0-9_-]{31}'),
  format('a RubyGems key', 'rubygems_', 'rubygems_[a-f0-9]{48}'),
  format('a Brevo key', 'xkeysib-', 'xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}'),
  format('a Tailscale key', 'tskey-', 'tskey-(?:auth|api|client|scim)-[A-Za-z0-9]{6,20}-[A-Za-z0-9]{20,60}'),
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
