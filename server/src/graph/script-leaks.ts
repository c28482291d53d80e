import { asBoolean, type Source, type Value } from '../base/value';
import { secretName } from '../data/secret-names';
import { meaningOf, sourceOf } from '../glue/meaning';
import { callsIn } from '../glue/parts';
import type { Argument, Call, Part, Script } from '../glue/script';
import { credentialsIn } from './script-credentials';
import { namedSecretsIn } from './script-named-secrets';
import { answerTo, isConfidential, piecesOf, written } from './script-values';

/** A secret that leaves a script where others than its readers see it. */
export interface Leak {
  readonly call: Call;
  readonly argument: Argument;
  /** "a value of the secret dwh/etl", "the job argument db_password". */
  readonly what: string;
  /** "the log", "the exception's text". */
  readonly goesTo: string;
  /** Code for the argument without the secret; undefined where it cannot be told apart. */
  readonly masked: string | undefined;
}

/** Secrets that a script prints, logs, raises, publishes or writes into data frames. */
export function leaksIn(script: Script): readonly Leak[] {
  const sinks = callsIn(script, callsToSinks).map((call) => ({ call, goesTo: sinkOf(call) ?? 'the log' }));
  if (sinks.length === 0) return [];
  const literals = literalPlaces(script);
  return sinks.flatMap(({ call, goesTo }) =>
    argumentsOf(call).flatMap((argument): Leak[] => {
      if (answersOnly.test(written(script, argument.at))) return [];
      const what = secretIn(script, argument.value, literals, 0);
      return what === undefined
        ? []
        : [{ call, argument, what, goesTo, masked: withoutSecret(script, argument, literals) }];
    }),
  );
}

function callsToSinks({ calls }: Part): readonly Call[] {
  return calls.filter((call) => sinkOf(call) !== undefined);
}

/** Questions about a value, whose answers give nothing away. */
const answersOnly = /^(?:bool|len|type|isinstance|hash|id|all|any)\(|\bis (?:not )?None$/;

function argumentsOf(call: Call): readonly Argument[] {
  return [
    ...call.positional,
    ...[...call.keyword.values()].filter(({ name }) => name !== 'file' && name !== 'sep' && name !== 'end'),
  ];
}

const logging = /^(?:logging|warnings)\.(?:debug|info|warn|warning|error|critical|exception|log|fatal)$/;
const exception = /^(?:[A-Za-z_][\w.]*\.)?[A-Z]\w*(?:Error|Exception)$|^Exception$|^sys\.exit$/;

function sinkOf({ callee }: Call): string | undefined {
  if (
    callee === 'print' ||
    callee === 'pprint.pprint' ||
    callee === 'pprint' ||
    callee === 'sys.stdout.write' ||
    callee === 'sys.stderr.write'
  )
    return 'the log';
  if (logging.test(callee)) return 'the log';
  if (exception.test(callee)) return "an exception's text";
  if (callee === 'boto3.sns.publish') return 'a notification';
  if (callee === 'spark.createDataFrame' || callee === 'DataFrame.withColumn') return 'a data frame';
  return undefined;
}

function literalPlaces(script: Script): ReadonlySet<number> {
  const literals = [...credentialsIn(script), ...namedSecretsIn(script)];
  return new Set(literals.map(({ literal }) => literal.literal.range.start));
}

function secretIn(
  script: Script,
  value: Value,
  literals: ReadonlySet<number>,
  depth: number,
): string | undefined {
  if (depth > 3) return undefined;
  const answer = answerTo(value);
  const whole = answer === undefined ? undefined : wholeAnswer(answer);
  if (whole !== undefined) return whole;
  const meant = meaningOf(value);
  if (meant?.is === 'name') {
    if (meant.path === 'os.environ' && /^(?:\w+\.)?environ$/.test(written(script, value.at)))
      return 'every environment variable, with the keys of the role in a Lambda function,';
    const isIssued =
      meant.made !== undefined && /^boto3\.sts\.(?:assume_role|get_session)/.test(meant.made.callee);
    if (isIssued && /\[\s*['"]Credentials['"]\s*\]$/.test(written(script, value.at)))
      return 'a set of temporary keys';
  }
  if (value.kind === 'list') return first(value.items, (item) => secretIn(script, item, literals, depth + 1));
  if (value.kind === 'mapping')
    return first([...value.entries.values()], (entry) => secretIn(script, entry.value, literals, depth + 1));
  return first(piecesOf(value), (piece) => {
    if (piece.kind === 'scalar') {
      const isLiteral =
        typeof piece.value === 'string' &&
        piece.at.file === script.file &&
        literals.has(piece.at.range.start);
      return isLiteral ? 'a secret that is written in this script' : undefined;
    }
    const source = sourceOf(piece);
    if (source === undefined || !isConfidential(source) || isPublicPart(script, piece)) return undefined;
    return described(source);
  });
}

/** What an answer of AWS is, where all of it is too much to show. */
function wholeAnswer({ callee, keyword }: Call): string | undefined {
  if (/^boto3\.secretsmanager\.(?:batch_)?get_secret_value$/.test(callee))
    return 'the whole answer of Secrets Manager';
  if (/^boto3\.ssm\.get_parameters?(?:_by_path)?$/.test(callee))
    return asBoolean(keyword.get('WithDecryption')?.value) === true
      ? 'the answer with a decrypted parameter'
      : undefined;
  return /^boto3\.sts\.(?:assume_role\w*|get_session_token)$/.test(callee)
    ? 'the answer with a set of temporary keys'
    : undefined;
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `secret['host']`: a part of a stored secret whose name says that it is not confidential. */
function isPublicPart(script: Script, piece: Value): boolean {
  // What a secret store is asked by is the secret's own name.
  const code = written(script, piece.at).replace(/^dbutils\.secrets\.get\([^()]*\)/, '');
  const keys = [...code.matchAll(/(?:\[\s*|\.get\(\s*)['"](\w+)['"]/g)].map(([, key = '']) => key);
  const last = keys.filter((key) => !/^Secret(?:String|Binary)$/.test(key)).at(-1);
  if (last === undefined || keys.includes('Parameter')) return false;
  return secretName(last) !== 'secret';
}

function described({ of, name }: Source): string {
  switch (of) {
    case 'secret-store':
      return name === undefined ? 'a value from Secrets Manager' : `a value of the secret ${name}`;
    case 'parameter-store':
      return name === undefined ? 'a decrypted parameter' : `the decrypted parameter ${name}`;
    case 'issued':
      return 'a credential that AWS issued';
    case 'argument':
      return `the job argument ${name ?? ''}`.trimEnd();
    case 'environment':
      return `the environment variable ${name ?? ''}`.trimEnd();
    default:
      return 'a secret that somebody types in';
  }
}

/** The argument's code with stars where the secret was; undefined where it cannot be told apart. */
function withoutSecret(
  script: Script,
  argument: Argument,
  literals: ReadonlySet<number>,
): string | undefined {
  const code = written(script, argument.at);
  if (/^[A-Za-z_][\w.]*(?:\[[^\][]*\]|\(\))*$/.test(code)) return '"***"';
  const isSecret = (name: string, key: string | undefined): boolean =>
    (key === undefined || secretName(key) === 'secret') &&
    script.bindings.some(
      (binding) => binding.name === name && secretIn(script, binding.value, literals, 0) !== undefined,
    );
  const isFormat = /^[fF]['"]/.test(code);
  const pattern = isFormat ? inBraces : outsideOfTexts;
  const masked = code.replace(pattern, (group, name?: string, key?: string) =>
    name !== undefined && isSecret(name, key) ? (isFormat ? '***' : '"***"') : group,
  );
  if (masked === code) return undefined;
  return isFormat ? asPlainText(masked) : masked;
}

/** An f-string in which no expression is left is a text. */
function asPlainText(code: string): string {
  const braces = code.replace(/\{\{|\}\}/g, '');
  return /[{}]/.test(braces) ? code : code.slice(1).replace(/\{\{|\}\}/g, (pair) => pair.charAt(0));
}

/** `{name}` and `{name['key']}` of an f-string. */
const inBraces = /\{\s*([A-Za-z_]\w*)(?:\[\s*['"](\w+)['"]\s*\])?(?:\.\w+\(\))*\s*(?:![rsa])?(?::[^{}]*)?\}/g;

/** Texts, which stay as they are, and `name` or `name['key']` between them. */
const outsideOfTexts =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?<![\w.])([A-Za-z_]\w*)(?:\[\s*['"](\w+)['"]\s*\])?(?!\w|\s*[([=])/g;
