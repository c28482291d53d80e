import { partOf } from '../base/range';
import { asString, type Value } from '../base/value';
import type { Script } from '../glue/script';
import type { Policy } from '../iam/policy';
import { readPolicy } from '../iam/read-policy';
import { recognisePolicy } from '../iam/recognise-policy';
import { parseEmbeddedJson } from '../syntax/embedded';
import { plainValue } from './plain-value';
import { openingOf } from './script-literals';
import { argument, knownTexts, written } from './script-values';

/** The policy documents that a script writes: dicts, and JSON in its strings. */
export function policiesIn(script: Script): readonly Policy[] {
  return script.policies.flatMap((written) => {
    const document = written.kind === 'mapping' ? written : fromJson(script, written);
    if (document === undefined) return [];
    const kind = kindByCall(script, document) ?? recognisePolicy(document);
    const policy = kind === undefined ? undefined : readPolicy(document, { kind });
    return policy === undefined ? [] : [policy];
  });
}

/** JSON in a string without escapes, so that places in the text are places in the file. */
function fromJson(script: Script, value: Value): Value | undefined {
  const text = asString(value);
  const code = written(script, value.at);
  const opening = openingOf(code);
  if (text === undefined || code.slice(opening.length, code.length - opening.quotes) !== text)
    return undefined;
  const inner = partOf(value.at, opening.length, opening.length + text.length);
  const { root } = parseEmbeddedJson(script.file, text, (offset) => inner.range.start + offset);
  return root?.kind === 'map' ? plainValue(root) : undefined;
}

/** What the call that takes the document attaches it to. */
function kindByCall(script: Script, document: Value): Policy['kind'] | undefined {
  const { start, end } = document.at.range;
  for (const call of script.calls) {
    const name = parameters.get(call.callee);
    if (name === undefined) continue;
    const [parameter, kind] = name;
    const given = argument(call, parameter);
    if (given === undefined) continue;
    const holds = given.at.range.start <= start && end <= given.at.range.end;
    const names = script.bindings.some(
      ({ name: bound, valueAt }) =>
        valueAt.range.start <= start &&
        end <= valueAt.range.end &&
        new RegExp(`\\b${bound.replace(/\W/g, '')}\\b`).test(written(script, given.at)),
    );
    if (holds || names || knownTexts(script, given.value).some(({ at }) => at.range.start === start))
      return kind;
  }
  return undefined;
}

const parameters: ReadonlyMap<string, readonly [parameter: string, kind: Policy['kind']]> = new Map([
  ['boto3.s3.put_bucket_policy', ['Policy', 'bucket']],
  ['boto3.kms.put_key_policy', ['Policy', 'key']],
  ['boto3.kms.create_key', ['Policy', 'key']],
  ['boto3.iam.create_role', ['AssumeRolePolicyDocument', 'trust']],
  ['boto3.iam.update_assume_role_policy', ['PolicyDocument', 'trust']],
  ['boto3.iam.put_role_policy', ['PolicyDocument', 'identity']],
  ['boto3.iam.put_user_policy', ['PolicyDocument', 'identity']],
  ['boto3.iam.put_group_policy', ['PolicyDocument', 'identity']],
  ['boto3.iam.create_policy', ['PolicyDocument', 'identity']],
  ['boto3.iam.create_policy_version', ['PolicyDocument', 'identity']],
  ['boto3.sts.assume_role', ['Policy', 'identity']],
  ['boto3.secretsmanager.put_resource_policy', ['ResourcePolicy', 'secret']],
  ['boto3.glue.put_resource_policy', ['PolicyInJson', 'catalog']],
  ['boto3.kinesis.put_resource_policy', ['Policy', 'stream']],
  ['boto3.ec2.create_vpc_endpoint', ['PolicyDocument', 'endpoint']],
  ['boto3.ec2.modify_vpc_endpoint', ['PolicyDocument', 'endpoint']],
  ['boto3.iot.create_policy', ['policyDocument', 'iot']],
] as const);
