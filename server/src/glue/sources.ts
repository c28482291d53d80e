import type { Source, Value } from '../base/value';
import { asBoolean, asList, asString, unknown } from '../base/value';
import type { Named } from './meaning';
import { alternatives, join } from './meaning';
import type { Argument, Call } from './script';

/** An argument by keyword, or by position. */
export function argumentOf(call: Call, name: string | undefined, position: number): Argument | undefined {
  return (name === undefined ? undefined : call.keyword.get(name)) ?? call.positional[position];
}

/** Answers of AWS of which only some parts are confidential, by the call and the keys of those parts. */
const confidential: readonly { readonly callee: RegExp; readonly keys: RegExp; readonly of: Source['of'] }[] =
  [
    {
      callee: /^boto3\.secretsmanager\.get_secret_value$/,
      keys: /^Secret(?:String|Binary)$/,
      of: 'secret-store',
    },
    {
      callee: /^boto3\.secretsmanager\.batch_get_secret_value$/,
      keys: /^Secret(?:String|Binary)$/,
      of: 'secret-store',
    },
    { callee: /^boto3\.ssm\.get_parameters?(?:_by_path)?$/, keys: /^Value$/, of: 'parameter-store' },
    { callee: /^boto3\.glue\.get_connections?$/, keys: /^PASSWORD$/, of: 'secret-store' },
    {
      callee: /^boto3\.redshift(?:-serverless)?\.get_cluster_credentials/,
      keys: /^DbPassword$/,
      of: 'secret-store',
    },
    { callee: /^boto3\.redshift-serverless\.get_credentials$/, keys: /^dbPassword$/, of: 'secret-store' },
    {
      callee: /^boto3\.sts\.(?:assume_role\w*|get_session_token|get_federation_token)$/,
      keys: /^(?:SecretAccessKey|SessionToken)$/,
      of: 'issued',
    },
    { callee: /^boto3\.iam\.create_access_key$/, keys: /^SecretAccessKey$/, of: 'issued' },
    { callee: /^boto3\.secretsmanager\.get_random_password$/, keys: /^RandomPassword$/, of: 'issued' },
    {
      callee: /^boto3\.(?:ecr|codeartifact)\.get_authorization_token$/,
      keys: /^authorizationToken$/,
      of: 'issued',
    },
    { callee: /^boto3\.s3\.(?:get_object|Object(?:Summary)?\.get)$/, keys: /^Body$/, of: 'input' },
    { callee: /^boto3\.sqs\.receive_message$/, keys: /^Body$/, of: 'input' },
  ];

/** The source of `value[key]`, where `value` is what a library call answered. */
export function itemSource(
  of: Named,
  source: Source | undefined,
  key: string | undefined,
): Source | undefined {
  if (of.path === 'os.environ') return { of: 'environment', ...(key === undefined ? {} : { name: key }) };
  if (of.path === 'sys.argv') return { of: 'argument' };
  if (source) return source;
  const call = of.made;
  if (!call || key === undefined) return undefined;
  const rule = confidential.find(
    (candidate) => candidate.callee.test(call.callee) && candidate.keys.test(key),
  );
  if (!rule) return undefined;
  if (rule.of === 'parameter-store' && asBoolean(call.keyword.get('WithDecryption')?.value) !== true)
    return undefined;
  if (rule.of === 'input') return { of: 'input', name: call.callee };
  const name = asString(call.keyword.get(rule.of === 'secret-store' ? 'SecretId' : 'Name')?.value);
  return { of: rule.of, ...(name === undefined ? {} : { name }) };
}

/** Calls that answer a secret itself, with the position of the secret's name among the arguments. */
const secretReaders = new Map<string, Source['of']>([
  ['aws_secretsmanager_caching.SecretCache.get_secret_string', 'secret-store'],
  ['aws_secretsmanager_caching.SecretCache.get_secret_binary', 'secret-store'],
  ['awswrangler.secretsmanager.get_secret', 'secret-store'],
  ['awswrangler.secretsmanager.get_secret_json', 'secret-store'],
  ['aws_lambda_powertools.utilities.parameters.get_secret', 'secret-store'],
  ['dbutils.secrets.get', 'secret-store'],
  ['glueContext.extract_jdbc_conf', 'secret-store'],
  ['boto3.rds.generate_db_auth_token', 'issued'],
  ['input', 'prompt'],
  ['raw_input', 'prompt'],
  ['getpass.getpass', 'prompt'],
  ['getpass', 'prompt'],
]);

/** The value of a call whose answer has a source; undefined for other calls. */
export function answerWithSource(call: Call): Value | undefined {
  const { callee } = call;
  const at = call.whole;
  if (callee === 'os.environ.get' || callee === 'os.environ.setdefault' || callee === 'os.environ.pop') {
    const name = asString(call.positional[0]?.value);
    const source: Source = { of: 'environment', ...(name === undefined ? {} : { name }) };
    const value = unknown('an environment variable', at, source);
    const fallback = argumentOf(call, 'default', 1)?.value;
    return fallback && fallback.kind === 'scalar' && fallback.value !== null ? join(value, fallback) : value;
  }
  if (callee === 'getResolvedOptions') return jobArguments(call);
  const of = secretReaders.get(callee);
  if (!of) return undefined;
  const name = of === 'prompt' || of === 'issued' ? undefined : asString(argumentOf(call, 'name', 0)?.value);
  return unknown('read when the script runs', at, { of, ...(name === undefined ? {} : { name }) });
}

/** https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-get-resolved-options.html */
function jobArguments(call: Call): Value {
  const names = argumentOf(call, 'options', 1)?.value;
  const entries = new Map<string, { key: string; keyAt: Value['at']; value: Value }>();
  for (const list of names ? alternatives(names) : []) {
    for (const item of asList(list)) {
      const key = asString(item);
      if (key === undefined) continue;
      const value = unknown(`the job argument ${key}`, item.at, { of: 'argument', name: key });
      entries.set(key, { key, keyAt: item.at, value });
    }
  }
  return { kind: 'mapping', entries, open: true, at: call.whole };
}
