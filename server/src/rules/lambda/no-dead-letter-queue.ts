import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { newDeadLetterQueue } from '../../graph/dead-letters';
import type { Graph } from '../../graph/graph';

export const rule = defineRule({
  id: 'lambda-no-dead-letter-queue',
  title: 'Function without a place for failed events',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  why: `An event that a function is given asynchronously, by a bucket, a topic or a rule, is tried three times and then gone. A
dead-letter queue or a destination on failure keeps it, so that the data can be loaded later. Allow it for a function that is only called
directly.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/load
      Code:
        S3Bucket: code
        S3Key: load.zip
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/load
      Code:
        S3Bucket: code
        S3Key: load.zip
      DeadLetterConfig:
        TargetArn: arn:aws:sqs:eu-central-1:111122223333:failed
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html'],
  knownAs: [
    'Checkov CKV_AWS_116',
    'KICS lambda_function_without_dead_letter_queue',
    'KICS serverless_function_without_dead_letter_queue',
    'Guard LAMBDA_DLQ_CHECK',
    'cdk-nag LambdaDLQ',
    'cdk-nag LambdaAsyncFailureDestination',
  ],
  *check(lambda, graph) {
    const property = lambda.type === 'AWS::Lambda::Function' ? 'DeadLetterConfig' : 'DeadLetterQueue';
    if (lambda.has(property, 'TargetArn') || hasDestination(lambda, graph)) return;
    const queue = newDeadLetterQueue(lambda.stack, lambda);
    const target = { TargetArn: queue.arn };
    yield {
      at: lambda.idAt,
      message: `Events that ${lambda.id} fails to process are lost, because it has no dead-letter queue and no destination on failure.`,
      fixes: [
        {
          title: `Give ${lambda.id} a dead-letter queue`,
          // The role then has to send to the queue.
          safe: false,
          changes: [
            lambda.set([property], property === 'DeadLetterQueue' ? { Type: 'SQS', ...target } : target),
            ...queue.changes,
          ],
        },
      ],
    };
  },
});

function hasDestination(lambda: Resource, graph: Graph): boolean {
  if (lambda.has('EventInvokeConfig', 'DestinationConfig', 'OnFailure')) return true;
  return graph.joined(lambda.stack).some((stack) =>
    [...stack.resources('AWS::Lambda::EventInvokeConfig')].some((config) => {
      const name = config.get('FunctionName');
      return (
        config.has('DestinationConfig', 'OnFailure') && name !== undefined && graph.isNameOf(name, lambda)
      );
    }),
  );
}
