import { asString, lookUp, type Value } from '../base/value';
import { embeddedJson } from '../cloudformation/embedded-json';
import { policyOption } from '../data/policy-options';
import { textGiven, type WrittenFile, writtenFiles } from '../glue/shell-files';
import { jsonIn } from '../glue/shell-json';
import type { Command, ShellScript } from '../glue/shell-script';
import type { Policy, PolicyKind } from '../iam/policy';
import { readPolicy } from '../iam/read-policy';
import { recognisePolicy } from '../iam/recognise-policy';

/**
 * The policy documents of a shell program: those that its commands give to AWS, as an argument or through a file that the program
 * writes, and those that it writes for somebody else.
 */
export function shellPolicies(script: ShellScript): readonly Policy[] {
  const files = writtenFiles(script);
  const policies: Policy[] = [];
  const taken = new Set<number>();
  const add = (value: Value | undefined, kind: PolicyKind | undefined): void => {
    if (value?.kind !== 'mapping' || taken.has(value.at.range.start)) return;
    const recognised = recognisePolicy(value);
    if (recognised === undefined) return;
    const policy = readPolicy(value, { kind: kind ?? recognised });
    if (policy === undefined) return;
    taken.add(value.at.range.start);
    policies.push(policy);
  };
  for (const command of script.commands) {
    for (const { value, kind } of given(command, files)) add(value, kind);
  }
  for (const { text } of files) add(jsonIn(script, text), undefined);
  for (const { name, heredocs } of script.commands) {
    // Heredocs of other commands are input that something else makes of it what it likes.
    if (name === 'cat') for (const { source } of heredocs) add(jsonIn(script, source), undefined);
  }
  for (const { word } of script.settings) add(jsonIn(script, word.source), undefined);
  return policies.sort((a, b) => a.at.range.start - b.at.range.start);
}

interface Given {
  readonly value: Value | undefined;
  readonly kind: PolicyKind | undefined;
}

function* given({ script, aws }: Command, files: readonly WrittenFile[]): Generator<Given> {
  if (aws === undefined) return;
  const takes = policyOption(aws.service, aws.operation);
  const [word] = takes === undefined ? [] : (aws.options.get(takes.option)?.values ?? []);
  if (takes === undefined || word === undefined) return;
  if (
    aws.operation === 'set-topic-attributes' &&
    asString(aws.options.get('attribute-name')?.values[0]?.value) !== 'Policy'
  )
    return;
  const value = jsonIn(script, textGiven(word, files));
  const kind = kindOf(takes.kind, aws.options.get('type')?.values[0]?.value);
  if (takes.under === undefined) yield { value, kind };
  else {
    const text = lookUp(value, takes.under);
    yield { value: text === undefined ? undefined : embeddedJson(text), kind };
  }
}

function kindOf(kind: PolicyKind, type: Value | undefined): PolicyKind | undefined {
  if (kind !== 'unknown') return kind;
  return asString(type) === 'SERVICE_CONTROL_POLICY' ? 'service-control' : 'unknown';
}
