import { asBoolean } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';

export const rule = defineRule({
  id: 'sqs-not-kms',
  title: 'Queue without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::SQS::Queue'],
  why: `SQS encrypts messages with a key of its own unless SqsManagedSseEnabled is false. With that key everybody who may receive
messages may also decrypt them, and no key policy can limit or record it; and with the AWS managed key alias/aws/sqs no other service
can send to the queue. With SqsManagedSseEnabled false and no key, messages are stored in plain text. Allow it for messages that hold no
data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Arrivals:
    Type: AWS::SQS::Queue
    Properties:
      SqsManagedSseEnabled: false
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Arrivals:
    Type: AWS::SQS::Queue
    Properties:
      KmsMasterKeyId: alias/lake
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_27',
    'Trivy AWS-0096',
    'Trivy AWS-0135',
    'cfn_nag W48',
    'SecurityHub SQS.1',
    'KICS sqs_with_sse_disabled',
    'Guard SQS_QUEUE_KMS_MASTER_KEY_ID_RULE',
    'cdk-nag SQSQueueSSE',
  ],
  *check(queue, graph) {
    const { kind } = graph.encryptionOf(queue);
    if (kind === 'aws-managed') {
      yield {
        at: queue.at('KmsMasterKeyId'),
        message: `${queue.id} uses the AWS managed key of SQS, with which no other service can send to it and which no key policy limits.`,
        fixes: [repair(queue)],
      };
      return;
    }
    if (kind !== 'none') return;
    const plain = asBoolean(queue.get('SqsManagedSseEnabled')) === false;
    yield {
      at: queue.at(queue.has('KmsMasterKeyId') ? 'KmsMasterKeyId' : 'SqsManagedSseEnabled'),
      severity: plain ? 'warning' : 'info',
      message: plain
        ? `${queue.id} stores its messages in plain text, because SqsManagedSseEnabled is off and it has no key.`
        : `${queue.id} is encrypted with a key of SQS, so no key policy limits or records who decrypts its messages.`,
      fixes: [repair(queue)],
    };
  },
});

/** Not safe: whoever sends and receives then needs the key too. */
function repair(queue: Resource): Fix {
  const key = keyFor(queue.stack, queue);
  return {
    title: `Encrypt ${queue.id} with ${key.name}`,
    safe: false,
    changes: [
      queue.setAll([
        [['KmsMasterKeyId'], key.arn],
        // Both at once are refused.
        ...(asBoolean(queue.get('SqsManagedSseEnabled')) === true
          ? [[['SqsManagedSseEnabled'], false] as const]
          : []),
      ]),
      ...key.changes,
    ],
  };
}
