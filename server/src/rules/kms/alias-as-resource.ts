import type { Value } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { namedActions } from '../../graph/granted-actions';
import type { Graph } from '../../graph/graph';
import { aliasedKey, keyArnFor } from '../../graph/key-reference';
import { listed } from '../../graph/policy-holder';
import { replaceItem } from '../../iam/edits';
import { splitArn } from '../../iam/pattern';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'kms-alias-as-resource',
  title: 'Permission on the alias of a key',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `KMS checks every call against the key, not against the alias by which the key was named. An alias ARN as Resource of
kms:Decrypt therefore allows nothing, and the first read fails with AccessDenied. Name the key's ARN, or all keys of the
account with a condition on kms:ResourceAliases. Allow it where another statement names the key.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "kms:Decrypt",
      "Resource": "arn:aws:kms:eu-west-1:111122223333:alias/data"
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
      "Effect": "Allow",
      "Action": "kms:Decrypt",
      "Resource": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html'],
  knownAs: [],
  *check(statement, graph) {
    const { resources, policy } = statement;
    if (resources === undefined || resources.negated || policy.kind === 'key') return;
    const useless = namedActions(statement).filter(({ written }) => needsKey(written));
    const [first] = useless;
    if (first === undefined) return;
    for (const item of resources.items) {
      if (!isAlias(item, graph)) continue;
      yield {
        at: item.at,
        message: `Allowing ${listed(useless.map(({ written }) => written))} on an alias has no effect, because KMS checks the key behind it.`,
        related: [{ at: first.at, message: 'this action works on keys' }],
        fixes: repair(statement, item, graph),
      };
    }
  },
});

/** The actions that manage aliases work on aliases. */
function needsKey(written: string): boolean {
  return /^kms:/i.test(written) && !/^kms:(?:\w*alias\w*|\*)$/i.test(written);
}

function isAlias(item: Value, graph: Graph): boolean {
  const parts = splitArn(graph.names.glob(item));
  return parts[2]?.text === 'kms' && parts[5]?.text.startsWith('alias/') === true;
}

/** The ARN of the key that the alias stands for, where the template shows it. */
function repair(statement: Statement, item: Value, graph: Graph) {
  const stack = graph.stack(statement.policy.stack);
  const key = aliasedKey(item, statement.policy, graph);
  const arn = stack === undefined || key === undefined ? undefined : keyArnFor(stack, key);
  if (key === undefined || arn === undefined) return [];
  return [{ title: `Name ${key.id} itself`, safe: true, changes: [replaceItem(statement, item, arn)] }];
}
