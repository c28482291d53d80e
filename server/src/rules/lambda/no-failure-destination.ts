import { asString, type Value } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { newDeadLetterQueue } from '../../graph/dead-letters';
import type { Graph } from '../../graph/graph';

const streams: ReadonlySet<string> = new Set([
  'AWS::Kinesis::Stream',
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
]);

export const rule = defineRule({
  id: 'lambda-no-failure-destination',
  title: 'Stream reader without a place for failed records',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Lambda::EventSourceMapping'],
  why: `Records of a stream that a function fails to process are tried until they expire: they block the shard and are then gone. With a
destination on failure Lambda tells which records they were, so that they can be read again. Queues have dead-letter queues of their
own and are not reported. Allow it for records that may be lost.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Reader:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: load
      EventSourceArn: arn:aws:kinesis:eu-central-1:111122223333:stream/arrivals
      StartingPosition: LATEST
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Reader:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: load
      EventSourceArn: arn:aws:kinesis:eu-central-1:111122223333:stream/arrivals
      StartingPosition: LATEST
      DestinationConfig:
        OnFailure:
          Destination: arn:aws:sqs:eu-central-1:111122223333:failed
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html'],
  knownAs: ['cdk-nag LambdaEventSourceMappingDestination'],
  *check(mapping, graph) {
    // What SAM makes of an event is written in the function.
    if (mapping.origin !== undefined || mapping.has('DestinationConfig', 'OnFailure')) return;
    if (!isStream(mapping.get('EventSourceArn'), graph)) return;
    const queue = newDeadLetterQueue(mapping.stack, mapping);
    yield {
      at: mapping.idAt,
      message: `Records that the function of ${mapping.id} fails to process are lost, because no destination keeps them.`,
      fixes: [
        {
          title: 'Keep failed records in a queue',
          // The role then has to send to the queue.
          safe: false,
          changes: [
            mapping.set(['DestinationConfig'], { OnFailure: { Destination: queue.arn } }),
            ...queue.changes,
          ],
        },
      ],
    };
  },
});

function isStream(source: Value | undefined, graph: Graph): boolean {
  if (source?.kind === 'reference') return streams.has(graph.find(source)?.type ?? '');
  return /^arn:[^:]+:(?:kinesis|dynamodb):/.test(asString(source) ?? '');
}
