import { asString } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import {
  type KeyPolicyCondition,
  type KeyPolicyPrincipal,
  keyPolicyPrincipals,
} from '../data/key-policy-principals';
import type { Content } from '../syntax/tree';
import type { KeyUser } from './key-users';

/** The service of a use, as its principal is written in a key policy. */
export function principalOf({ case: use, target }: KeyUser): Content {
  const { principal } = keyPolicyPrincipals[use];
  return principal.includes('{region}')
    ? target.stack.write.sub(principal.replace('{region}', '${AWS::Region}'))
    : principal;
}

export function principalName({ case: use }: KeyUser): string {
  return keyPolicyPrincipals[use].principal.replace('.{region}', '');
}

/** The statement that admits a use, with the condition that its service supports. */
export function admittingStatement(user: KeyUser): Content {
  const facts: KeyPolicyPrincipal = keyPolicyPrincipals[user.case];
  const block: Record<string, Record<string, Content>> = {};
  for (const condition of facts.conditions) {
    const value = conditionValue(condition, user);
    const isOpen = condition.value === 'trail' && literalName(user.target, 'TrailName') === undefined;
    const operator = isOpen ? 'StringLike' : condition.operator;
    block[operator] = { ...block[operator], [condition.key]: value };
  }
  return {
    Effect: 'Allow',
    Principal: { Service: principalOf(user) },
    Action: [...facts.actions],
    Resource: '*',
    ...(facts.conditions.length === 0 ? {} : { Condition: block }),
  };
}

/**
 * The source by a text that does not refer to it where it needs the key: a reference would close a circle. A queue's key
 * may name a bucket or topic only when that one does not depend on the queue.
 */
function conditionValue({ value }: KeyPolicyCondition, { from, target }: KeyUser): Content {
  const { write } = target.stack;
  const here = (service: string, rest: string): Content =>
    write.sub(`arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${rest}`);
  switch (value) {
    case 'account':
      return write.ref('AWS::AccountId');
    case 'log-group':
      return here('logs', `log-group:${literalName(target, 'LogGroupName') ?? '*'}`);
    case 'trail':
      return here('cloudtrail', `trail/${literalName(target, 'TrailName') ?? '*'}`);
    case 'topic':
      return topicArn(from, here);
    case 'bucket':
      return bucketArn(from, write.sub('arn:${AWS::Partition}:s3:::*'));
    case 'alarm':
      return here('cloudwatch', 'alarm:*');
    case 'log-delivery':
      return here('logs', '*');
    case 'event-bus':
      return here('events', `event-bus/${literalName(target, 'Name') ?? '*'}`);
    case 'application':
      return here('kinesisanalytics', `application/${literalName(target, 'ApplicationName') ?? '*'}`);
  }
}

function topicArn(from: Resource, here: (service: string, rest: string) => Content): Content {
  if (from.type === 'AWS::SNS::Topic') return here('sns', literalName(from, 'TopicName') ?? '*');
  const topic = from.get('TopicArn');
  const isOwn =
    topic?.kind === 'reference' && topic.to.type === 'resource' && topic.to.stack === from.stack.id;
  return isOwn ? from.stack.write.ref(topic.to.type === 'resource' ? topic.to.id : '') : here('sns', '*');
}

function bucketArn(bucket: Resource, any: Content): Content {
  const name = literalName(bucket, 'BucketName');
  return name === undefined ? any : bucket.stack.write.sub(`arn:\${AWS::Partition}:s3:::${name}`);
}

function literalName(resource: Resource, property: string): string | undefined {
  return asString(resource.get(property));
}
