import { asList } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { callsWithoutTls, saysWithoutTls, tlsStatement } from '../../graph/plain-http';
import { addStatement } from '../../iam/edits';
import type { Policy } from '../../iam/policy';

export const rule = defineRule({
  id: 'sqs-no-tls-deny',
  title: 'Queue that answers without TLS',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::SQS::Queue'],
  why: `SQS answers requests over plain HTTP as well as HTTPS. The SDKs use HTTPS; a client with a wrong endpoint sends
messages through the network in plain text, and nothing reports it. A Deny on aws:SecureTransport false makes such requests
fail. Allow it for a queue without confidential messages.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Arrivals:
    Type: AWS::SQS::Queue
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Arrivals:
    Type: AWS::SQS::Queue
  ArrivalsPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues:
        - !Ref Arrivals
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: DenyWithoutTls
            Effect: Deny
            Principal: '*'
            Action: sqs:*
            Resource: !GetAtt Arrivals.Arn
            Condition:
              Bool:
                aws:SecureTransport: 'false'
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
  ],
  knownAs: ['cdk-nag SQSQueueSSLRequestsOnly'],
  *check(queue, graph) {
    const resources = graph
      .around(queue.stack)
      .flatMap((stack) => [...stack.resources('AWS::SQS::QueuePolicy', 'AWS::SQS::QueueInlinePolicy')]);
    const own = resources.filter((resource) => protects(resource, queue, graph));
    const joined = graph.joined(queue.stack);
    if (resources.some((resource) => joined.includes(resource.stack) && isUnclear(resource, graph))) return;
    const policies = own.flatMap((resource) => [...graph.policiesOf(resource)]);
    if (own.length > 0 && policies.length === 0) return;
    const on = graph.arnOf(queue);
    const calls = ['sqs:SendMessage', 'sqs:ReceiveMessage'].map((action) => ({ action, on }));
    const open = callsWithoutTls(policies, calls, graph);
    if (open.length === 0) return;
    yield {
      at: queue.idAt,
      message: `${queue.id} ${saysWithoutTls(open, calls, 'queue policy')}.`,
      related: own.map((resource) => ({ at: resource.idAt, message: 'the policy of the queue' })),
      fixes: [repair(queue, own[0], policies[0])],
    };
  },
});

function queuesOf(resource: Resource) {
  return asList(resource.get(resource.type === 'AWS::SQS::QueuePolicy' ? 'Queues' : 'Queue'));
}

function protects(resource: Resource, queue: Resource, graph: Graph): boolean {
  return queuesOf(resource).some((value) => value.kind === 'reference' && graph.find(value) === queue);
}

/** A queue that is named by a URL or parameter may be any. */
function isUnclear(resource: Resource, graph: Graph): boolean {
  return queuesOf(resource).some((value) => value.kind !== 'reference' || graph.find(value) === undefined);
}

function repair(queue: Resource, holder: Resource | undefined, policy: Policy | undefined) {
  const title = `Deny requests to ${queue.id} without TLS`;
  const { stack } = queue;
  const statement = tlsStatement('sqs:*', stack.write.getAtt(queue.id, 'Arn'), policy);
  if (
    policy !== undefined &&
    holder !== undefined &&
    holder.stack === stack &&
    queuesOf(holder).length === 1
  ) {
    return { title, safe: true, changes: [addStatement(policy, statement)] };
  }
  if (holder !== undefined) return { title, safe: true, changes: [] };
  const id = stack.freeId(`${queue.id}Policy`);
  const content = {
    Type: 'AWS::SQS::QueuePolicy',
    ...(queue.declaration.condition === undefined ? {} : { Condition: queue.declaration.condition }),
    Properties: {
      Queues: [stack.write.ref(queue.id)],
      PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
    },
  };
  return { title, safe: true, changes: [stack.insertResource(id, content, queue.id)] };
}
