import { defineRule } from '../../engine/rule';
import { isDeadLetterQueue, newDeadLetterQueue } from '../../graph/dead-letters';

export const rule = defineRule({
  id: 'sqs-no-dead-letter-queue',
  title: 'Queue without a dead-letter queue',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::SQS::Queue'],
  why: `A message that no consumer can process comes back until its retention ends and is then gone, without a trace. With a
RedrivePolicy it is moved to a dead-letter queue, where somebody can look at it. Allow it for messages that may be lost.`,
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
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn
        maxReceiveCount: 5
  Failed:
    Type: AWS::SQS::Queue
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  ],
  knownAs: ['cdk-nag SQSQueueDLQ', 'cdk-nag SQSRedrivePolicy'],
  *check(queue, graph) {
    if (queue.has('RedrivePolicy') || isDeadLetterQueue(queue, graph)) return;
    const { stack } = queue;
    // The dead-letter queue of a FIFO queue is one too, with a name of its own.
    const target = queue.has('FifoQueue') ? undefined : newDeadLetterQueue(stack, queue);
    yield {
      at: queue.idAt,
      message: `Messages of ${queue.id} that nobody can process are lost, because it has no dead-letter queue.`,
      fixes:
        target === undefined
          ? []
          : [
              {
                title: `Give ${queue.id} a dead-letter queue`,
                safe: false,
                changes: [
                  queue.set(['RedrivePolicy'], { deadLetterTargetArn: target.arn, maxReceiveCount: 5 }),
                  ...target.changes,
                ],
              },
            ],
    };
  },
});
