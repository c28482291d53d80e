import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { deputiesIn, isGuarded, sendsSource } from '../../graph/deputies';
import type { Graph } from '../../graph/graph';
import { ownAccount } from '../../graph/own-account';
import { listed, protectedName, resourcePolicyKinds } from '../../graph/policy-holder';
import { type NewConditions, setConditions } from '../../iam/edits';
import type { Policy, Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 'policy-confused-deputy',
  title: 'Service let in for every account',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `The statement lets an AWS service in and does not say on whose behalf. Everybody with an AWS account can make the
same service send notifications, logs or objects here: into your queue or topic, or over your data. aws:SourceArn or
aws:SourceAccount limits the service to your own resources. Allow it for a central bucket or topic that receives from many
accounts, and better limit that with aws:SourceOrgID.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "s3.amazonaws.com" },
      "Action": "sqs:SendMessage",
      "Resource": "arn:aws:sqs:eu-west-1:111122223333:arrivals"
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
      "Principal": { "Service": "s3.amazonaws.com" },
      "Action": "sqs:SendMessage",
      "Resource": "arn:aws:sqs:eu-west-1:111122223333:arrivals",
      "Condition": { "StringEquals": { "aws:SourceAccount": "111122223333" } }
    }
  ]
}
`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html'],
  knownAs: [],
  *check(statement, graph) {
    const { policy } = statement;
    if (!resourcePolicyKinds.has(policy.kind) || isGuarded(statement)) return;
    const [first, ...others] = deputiesIn(
      statement,
      graph,
      (service) => sendsSource(service) && !isExempt(policy, service),
    );
    if (first === undefined) return;
    const names = [first, ...others].map(({ name }) => name);
    const alone = statement.principals?.principals.length === names.length;
    const conditions = alone ? guardFor(statement, names, graph) : undefined;
    yield {
      at: first.at,
      message: `${listed(names)} may use ${protectedName(policy, graph)} on behalf of every AWS account.`,
      fixes: conditions === undefined ? [] : [repair(statement, conditions)],
    };
  },
});

/**
 * What the services ask KMS for does not carry the source everywhere; log groups are limited by the encryption context. Nor does
 * what EventBridge publishes to a topic: with a condition every event is dropped.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
function isExempt({ kind }: Policy, service: string): boolean {
  if (kind === 'topic') return service === 'events.amazonaws.com';
  return kind === 'key' && /^(?:events|logs|lambda|apigateway|iot)\./.test(service);
}

/** CloudFront names the distribution, which is in the template or is not known; the others name their account. */
function guardFor(
  statement: Statement,
  services: readonly string[],
  graph: Graph,
): NewConditions | undefined {
  if (!services.includes('cloudfront.amazonaws.com'))
    return { StringEquals: { 'aws:SourceAccount': ownAccount(statement.policy, graph) } };
  const stack = graph.stack(statement.policy.stack);
  const [distribution, ...others] = stack?.resources('AWS::CloudFront::Distribution') ?? [];
  if (stack === undefined || distribution === undefined || others.length > 0 || services.length > 1)
    return undefined;
  const arn = `arn:\${AWS::Partition}:cloudfront::\${AWS::AccountId}:distribution/\${${distribution.id}}`;
  return { StringEquals: { 'aws:SourceArn': stack.write.sub(arn) } };
}

function repair(statement: Statement, conditions: NewConditions): Fix {
  const title = 'Let it act for this account alone';
  return { title, safe: false, changes: [setConditions(statement, conditions)] };
}
