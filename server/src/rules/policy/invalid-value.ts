import type { Place } from '../../base/range';
import { asString, type Value } from '../../base/value';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { resourcePolicyKinds } from '../../graph/policy-holder';
import { removeElement, renameKey, replaceItem, setEffect, setVersion } from '../../iam/edits';
import type { Policy, Statement } from '../../iam/policy';
import {
  type Impossible,
  impossibleAwsPrincipal,
  impossibleConditionValue,
  impossibleResource,
  impossibleService,
} from './impossible-values';
import { type WrongName, wrongElements, wrongKey, wrongOperator } from './wrong-names';

export const rule = defineRule({
  id: 'policy-invalid-value',
  title: 'Policy with a value that cannot exist',
  severity: 'error',
  profile: 'recommended',
  on: 'policy',
  why: `A VPC id with letters that are no hexadecimal digits, an account of 11 digits, an ARN with a region where none belongs: such a
value matches no request. An Allow with it allows nothing, and a Deny with a negated operator denies everybody, the author included.
A misspelled element, operator or condition key makes AWS reject the document, or is never true. Allow a key that is newer than the
tables of this program.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::sales-data/*",
      "Condition": { "StringNotEquals": { "aws:SourceVpc": "vpc-0a1b2c3d4e5f6g7h8" } }
    }
  ]
}
`,
  },
  good: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::sales-data/*",
      "Condition": { "StringNotEquals": { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" } }
    }
  ]
}
`,
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
  ],
  knownAs: [],
  *check(policy, graph) {
    for (const wrong of wrongElements(policy)) yield misspelled(wrong, wrong.at, 'no policy has the element');
    if (policy.statements.length === 0) return;
    yield* inVersion(policy);
    for (const statement of policy.statements) {
      yield* inEffect(statement);
      yield* outOfPlace(statement);
      yield* inConditions(statement);
      yield* inPrincipals(statement);
      yield* inResources(statement, graph);
    }
  },
});

function* inVersion(policy: Policy): Generator<Finding> {
  const { version, versionAt } = policy;
  if (version === undefined || versionAt === undefined || version === '2012-10-17') return;
  const fix = (safe: boolean) => [
    { title: 'Use version 2012-10-17', safe, changes: [setVersion(policy, '2012-10-17')] },
  ];
  if (version !== '2008-10-17') {
    yield {
      at: versionAt,
      message: `AWS knows no policy version ${version}, so it rejects the document.`,
      fixes: fix(true),
    };
    return;
  }
  const message = 'Policy version 2008-10-17 is old: variables such as ${aws:username} are plain text in it.';
  yield { at: versionAt, severity: 'info', message, fixes: fix(!usesVariables(policy)) };
}

function usesVariables(policy: Policy): boolean {
  return policy.statements.some(({ resources, conditions }) =>
    [...(resources?.items ?? []), ...conditions.flatMap(({ values }) => values)].some((value) =>
      asString(value)?.includes('${'),
    ),
  );
}

function* inEffect(statement: Statement): Generator<Finding> {
  const written = statement.value.entries.get('Effect')?.value;
  const text = asString(written);
  if (statement.effect !== undefined || written === undefined || text === undefined) return;
  const meant = /^(?:allow|deny)$/i.test(text)
    ? text.toLowerCase() === 'allow'
      ? 'Allow'
      : 'Deny'
    : undefined;
  yield {
    at: written.at,
    message: `Effect is Allow or Deny in just this spelling; AWS rejects a policy with ${quoted(text)}.`,
    fixes:
      meant === undefined
        ? []
        : [{ title: `Write ${meant}`, safe: true, changes: [setEffect(statement, meant)] }],
  };
}

/** Elements that are known, but not in this kind of policy. */
function* outOfPlace(statement: Statement): Generator<Finding> {
  const { policy, principals, resources } = statement;
  const remove = (name: string) => [
    { title: `Remove ${name}`, safe: true, changes: [removeElement(statement, name)] },
  ];
  if (
    (policy.kind === 'identity' || policy.kind === 'boundary') &&
    policy.resource !== undefined &&
    principals !== undefined
  ) {
    const name = principals.negated ? 'NotPrincipal' : 'Principal';
    yield {
      at: principals.keyAt,
      message: `IAM rejects ${name} in the policy of an identity, which is its own principal.`,
      fixes: remove(name),
    };
  }
  if (policy.kind === 'trust' && resources !== undefined) {
    const name = resources.negated ? 'NotResource' : 'Resource';
    yield {
      at: resources.keyAt,
      message: `IAM rejects ${name} in a trust policy: the resource is the role that carries it.`,
      fixes: remove(name),
    };
  }
  const isMisspelled = statement.unknownElements.some(({ name }) => /princip/i.test(name));
  if (
    resourcePolicyKinds.has(policy.kind) &&
    principals === undefined &&
    !statement.value.open &&
    !isMisspelled
  ) {
    yield { at: statement.at, message: 'This statement names no Principal, so AWS rejects the policy.' };
  }
}

function* inConditions(statement: Statement): Generator<Finding> {
  for (const condition of statement.conditions) {
    const operator = wrongOperator(condition);
    if (operator !== undefined)
      yield misspelled(operator, condition.operatorAt, 'AWS knows no condition operator');
    const key = wrongKey(condition);
    if (key !== undefined) {
      yield { ...misspelled(key, condition.keyAt, 'AWS knows no condition key'), severity: 'warning' };
    }
    // Of an unknown operator it is not known what it compares, and Null takes true or false.
    if (operator !== undefined || /^(?:null|bool)$/i.test(condition.operator)) continue;
    for (const value of condition.values) {
      const text = asString(value);
      const impossible = text === undefined ? undefined : impossibleConditionValue(condition.key, text);
      if (text !== undefined && impossible !== undefined)
        yield impossibleAt(statement, value, text, impossible);
    }
  }
}

function* inPrincipals(statement: Statement): Generator<Finding> {
  for (const { type, value } of statement.principals?.principals ?? []) {
    const text = asString(value);
    if (text === undefined) continue;
    const impossible =
      type === 'AWS'
        ? impossibleAwsPrincipal(text)
        : type === 'Service'
          ? impossibleService(text)
          : undefined;
    if (impossible !== undefined) yield impossibleAt(statement, value, text, impossible);
  }
}

function* inResources(statement: Statement, graph: Graph): Generator<Finding> {
  const { resources, policy } = statement;
  if (policy.kind === 'trust') return;
  for (const item of resources?.items ?? []) {
    const text = asString(item);
    if (text === undefined) continue;
    const unsubstituted = nameIn(text, policy, graph);
    if (unsubstituted !== undefined) {
      yield {
        at: item.at,
        message: `\${${unsubstituted}} is taken literally here, because no Fn::Sub replaces it.`,
        fixes: substitution(statement, item, text, graph),
      };
      continue;
    }
    const impossible = impossibleResource(text);
    if (impossible !== undefined) yield impossibleAt(statement, item, text, impossible);
  }
}

/** The name of a parameter or resource that stands in a text as `${Name}` without being substituted. */
function nameIn(text: string, { stack: id }: Policy, graph: Graph): string | undefined {
  const stack = graph.stack(id);
  if (stack === undefined) return undefined;
  for (const [, name = ''] of text.matchAll(/\$\{([A-Za-z0-9:.]+)\}/g)) {
    const [first = ''] = name.split('.');
    const isPseudo = /^AWS::\w+$/.test(name);
    if (isPseudo || stack.template.resources.has(first) || stack.template.parameters.has(first)) return name;
  }
  return undefined;
}

function substitution(statement: Statement, item: Value, text: string, graph: Graph) {
  const stack = graph.stack(statement.policy.stack);
  if (stack === undefined) return [];
  return [
    {
      title: 'Substitute the names in it',
      safe: true,
      changes: [replaceItem(statement, item, stack.write.sub(text))],
    },
  ];
}

function impossibleAt(statement: Statement, value: Value, text: string, { why, meant }: Impossible): Finding {
  const fixes =
    meant === undefined
      ? []
      : [{ title: `Replace it by ${meant}`, safe: false, changes: [replaceItem(statement, value, meant)] }];
  return { at: value.at, message: `${quoted(text)} ${why}.`, fixes };
}

function misspelled({ name, meant }: WrongName, at: Place, says: string): Finding {
  const ending = meant === undefined ? '' : `; ${meant} was likely meant`;
  const fixes =
    meant === undefined ? [] : [{ title: `Write ${meant}`, safe: false, changes: [renameKey(at, meant)] }];
  return { at, message: `${says.charAt(0).toUpperCase()}${says.slice(1)} ${name}${ending}.`, fixes };
}

/** Ids and ARNs are no secrets; whatever is long is shortened for reading. */
function quoted(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
