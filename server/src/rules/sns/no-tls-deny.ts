import { asList } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Content } from '../../cloudformation/writing';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { callsWithoutTls, saysWithoutTls, tlsStatement } from '../../graph/plain-http';
import { addStatement } from '../../iam/edits';
import type { Policy } from '../../iam/policy';

export const rule = defineRule({
  id: 'sns-no-tls-deny',
  title: 'Topic that answers without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::SNS::Topic'],
  why: `SNS answers requests over plain HTTP as well as HTTPS. A client with a wrong endpoint then publishes through the network in plain
text, and nothing reports it. A Deny on aws:SecureTransport false in the topic's policy makes such requests fail. Allow it for messages
that hold no data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Arrivals:
    Type: AWS::SNS::Topic
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Arrivals:
    Type: AWS::SNS::Topic
  ArrivalsPolicy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics:
        - !Ref Arrivals
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: DenyWithoutTls
            Effect: Deny
            Principal: '*'
            Action: sns:Publish
            Resource: !Ref Arrivals
            Condition:
              Bool:
                aws:SecureTransport: 'false'
`,
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html'],
  knownAs: ['cdk-nag SNSTopicSSLPublishOnly'],
  *check(topic, graph) {
    const resources = graph
      .around(topic.stack)
      .flatMap((stack) => [...stack.resources('AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy')]);
    const joined = graph.joined(topic.stack);
    if (resources.some((resource) => joined.includes(resource.stack) && isUnclear(resource, graph))) return;
    const own = resources.filter((resource) =>
      topicsOf(resource).some((value) => value.kind === 'reference' && graph.find(value) === topic),
    );
    const policies = own.flatMap((resource) => [...graph.policiesOf(resource)]);
    if (own.length > 0 && policies.length === 0) return;
    const calls = [{ action: 'sns:Publish', on: graph.arnOf(topic) }];
    const open = callsWithoutTls(policies, calls, graph);
    if (open.length === 0) return;
    yield {
      at: topic.idAt,
      message: `${topic.id} ${saysWithoutTls(open, calls, 'topic policy')}.`,
      related: own.map((resource) => ({ at: resource.idAt, message: 'the policy of the topic' })),
      fixes: [repair(topic, own[0], policies[0])],
    };
  },
});

function topicsOf(resource: Resource) {
  return asList(resource.get(resource.type === 'AWS::SNS::TopicPolicy' ? 'Topics' : 'TopicArn'));
}

/** A topic that is named by an ARN or parameter may be any. */
function isUnclear(resource: Resource, graph: Graph): boolean {
  return topicsOf(resource).some((value) => value.kind !== 'reference' || graph.find(value) === undefined);
}

function repair(topic: Resource, holder: Resource | undefined, policy: Policy | undefined): Fix {
  const title = `Deny requests to ${topic.id} without TLS`;
  const { stack } = topic;
  const statement = tlsStatement('sns:Publish', stack.write.ref(topic.id), policy);
  if (holder !== undefined) {
    const fits = policy !== undefined && holder.stack === stack && topicsOf(holder).length === 1;
    return { title, safe: true, changes: fits ? [addStatement(policy, statement)] : [] };
  }
  const content: Content = {
    Type: 'AWS::SNS::TopicPolicy',
    ...(topic.declaration.condition === undefined ? {} : { Condition: topic.declaration.condition }),
    Properties: {
      Topics: [stack.write.ref(topic.id)],
      PolicyDocument: { Version: '2012-10-17', Statement: [ownerStatement(topic), statement] },
    },
  };
  const id = stack.freeId(`${topic.id}Policy`);
  return { title, safe: true, changes: [stack.insertResource(id, content, topic.id)] };
}

/**
 * A policy takes the place of the one that SNS gives a topic, by which alarms and principals of the account publish.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
function ownerStatement({ id, stack }: Resource): Content {
  return {
    Sid: 'AllowAccount',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: ['sns:Publish', 'sns:Subscribe'],
    Resource: stack.write.ref(id),
    Condition: { StringEquals: { 'aws:SourceOwner': stack.write.ref('AWS::AccountId') } },
  };
}
