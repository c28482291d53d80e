import { defineRule } from '../../engine/rule';
import { type Mismatch, mismatches } from '../../graph/action-resources';
import type { Graph } from '../../graph/graph';
import { listed } from '../../graph/policy-holder';
import { addResource } from '../../iam/edits';
import type { Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'iam-action-resource-mismatch',
  title: 'Action on a kind of resource that it does not work on',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `IAM matches an action and a resource that do not belong together with nothing: s3:GetObject works on objects
(arn:aws:s3:::data/*) and s3:ListBucket on the bucket (arn:aws:s3:::data). The statement looks right, deploys, and the call
fails with AccessDenied. Add the ARN that the action works on. Allow it when another statement grants the action and this one
is left over.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:PutObject"],
      "Resource": "arn:aws:s3:::sales-data"
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
      "Action": ["s3:GetObject", "s3:PutObject"],
      "Resource": "arn:aws:s3:::sales-data/*"
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html'],
  knownAs: [],
  *check(statement, graph) {
    const wrong = mismatches(statement, graph);
    for (const word of new Set(wrong.map((one) => one.word))) {
      const alike = wrong.filter((one) => one.word === word);
      const [first] = alike;
      if (first === undefined) continue;
      const names = alike.map(({ action }) => action);
      const missed = alike.some(isCentral) || alike.length === statement.actions?.items.length;
      yield {
        at: first.at,
        message: `${listed(names)} ${needs(word, names.length > 1)}, so ${effectOf(statement, missed, names.length > 1)}.`,
        // Of the rest of a long list nobody knows whether it is ever needed, unless it is about a bucket and what is in it.
        severity: missed ? 'error' : word === 'objects' || word === 'buckets' ? 'warning' : 'info',
        related: (statement.resources?.items ?? [])
          .slice(0, 1)
          .map(({ at }) => ({ at, message: `${first.example} would do` })),
        fixes: repair(statement, alike, graph),
      };
    }
  },
});

/** The calls that every use of the data begins with; of others in a long list nobody knows whether they are ever made. */
function isCentral({ action }: { readonly action: string }): boolean {
  return central.has(action.toLowerCase());
}

const central: ReadonlySet<string> = new Set([
  's3:getobject',
  's3:putobject',
  's3:deleteobject',
  's3:listbucket',
  'kinesis:getrecords',
  'kinesis:putrecord',
  'kinesis:putrecords',
  'dynamodb:getitem',
  'dynamodb:putitem',
  'dynamodb:query',
  'sqs:receivemessage',
  'sqs:sendmessage',
]);

function needs(word: string | undefined, several: boolean): string {
  if (word === undefined)
    return `${several ? 'work' : 'works'} on * alone, and the statement names single resources`;
  return `${several ? 'work' : 'works'} on ${word}, and no resource of this statement is one`;
}

function effectOf({ effect }: Statement, missed: boolean, several: boolean): string {
  if (effect === 'Deny')
    return missed ? 'nothing is denied' : `the statement does not deny ${several ? 'them' : 'it'}`;
  if (missed) return 'the calls fail with AccessDenied';
  return `the statement does not allow ${several ? 'them' : 'it'}`;
}

/** The ARNs beside those that are there: a bucket's objects, or the bucket of the objects. */
function repair(statement: Statement, wrong: readonly Pick<Mismatch, 'missing'>[], graph: Graph) {
  const { stack } = statement.policy;
  const contents = new Map(
    wrong.flatMap(({ missing }) => missing).map((content) => [JSON.stringify(content), content]),
  );
  if (contents.size === 0 || (stack !== undefined && graph.stack(stack) === undefined)) return [];
  const title = 'Add the ARN that these actions work on';
  return [{ title, safe: true, changes: [addResource(statement, ...contents.values())] }];
}
