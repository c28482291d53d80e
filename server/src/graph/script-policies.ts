import type { Entry, Mapping, Value } from '../base/value';
import type { Script } from '../glue/script';
import type { Policy } from '../iam/policy';
import { readPolicy } from '../iam/read-policy';
import { recognisePolicy } from '../iam/recognise-policy';
import { parsePythonJson } from '../syntax/python-json';
import type { Node } from '../syntax/tree';
import { jsonInText } from './script-policy-text';
import { argument, knownTexts, written } from './script-values';

/** The policy documents that a script writes: dicts, and JSON in its strings. */
export function policiesIn(script: Script): readonly Policy[] {
  return script.policies.flatMap((written) => {
    const document = written.kind === 'mapping' ? editable(script, written) : jsonInText(script, written);
    if (document === undefined) return [];
    const kind = kindByCall(script, document) ?? recognisePolicy(document);
    const policy = kind === undefined ? undefined : readPolicy(document, { kind });
    return policy === undefined ? [] : [policy];
  });
}

/** A dict whose places are nodes that can be edited, wherever it is written as it is. */
function editable(script: Script, dict: Mapping): Value {
  const { start, end } = dict.at.range;
  const root = parsePythonJson(script.file, script.text, start, end)?.root;
  return root === undefined ? dict : withNodes(dict, root);
}

function withNodes(value: Value, node: Node): Value {
  const { start, end } = value.at.range;
  if (value.at.file !== node.file || start !== node.range.start || end !== node.range.end) return value;
  if (value.kind === 'list' && node.kind === 'sequence' && value.items.length === node.items.length) {
    const items = value.items.map((item, index) => withNodes(item, node.items[index] ?? node));
    return { ...value, items, at: node };
  }
  if (value.kind === 'mapping' && node.kind === 'map') {
    const entries = new Map<string, Entry>();
    for (const [key, entry] of value.entries) {
      const pair = node.pair(key);
      const isHere = pair?.key.range.start === entry.keyAt.range.start;
      entries.set(
        key,
        pair !== undefined && isHere
          ? { key, keyAt: pair.key, value: withNodes(entry.value, pair.value) }
          : entry,
      );
    }
    return { ...value, entries, at: node };
  }
  return node.kind === 'scalar' ? { ...value, at: node } : value;
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
