import { asNumber, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';

export const rule = defineRule({
  id: 'lambda-queue-visibility-short',
  title: 'Queue whose messages come back while they are processed',
  severity: 'error',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Lambda::EventSourceMapping'],
  why: `Lambda refuses to read a queue whose VisibilityTimeout is shorter than the timeout of the function: the messages would be handed
out again while they are still processed. A queue has 30 seconds unless it says otherwise; AWS recommends six times the timeout of the
function, so that a batch that was throttled can be tried again. Allow a time between the two where messages may be handed out twice.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Reader:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Load
      EventSourceArn: !GetAtt Arrivals.Arn
  Arrivals:
    Type: AWS::SQS::Queue
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/load
      Timeout: 120
      Code: { S3Bucket: code, S3Key: load.zip }
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Reader:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Load
      EventSourceArn: !GetAtt Arrivals.Arn
  Arrivals:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 720
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::111122223333:role/load
      Timeout: 120
      Code: { S3Bucket: code, S3Key: load.zip }
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html'],
  knownAs: ['cdk-nag LambdaEventSourceSQSVisibilityTimeout'],
  *check(mapping, graph) {
    const queue = found(mapping.get('EventSourceArn'), 'AWS::SQS::Queue', graph);
    const lambda =
      found(mapping.get('FunctionName'), 'AWS::Lambda::Function', graph) ??
      found(mapping.get('FunctionName'), 'AWS::Serverless::Function', graph);
    if (queue === undefined || lambda === undefined) return;
    const visibility = secondsOf(queue.get('VisibilityTimeout'), 30);
    const timeout = secondsOf(lambda.get('Timeout'), 3);
    if (visibility === undefined || timeout === undefined || visibility >= timeout * 6) return;
    const refused = visibility < timeout;
    yield {
      at: mapping.at('EventSourceArn'),
      ...(refused ? {} : { severity: 'info' }),
      message: refused
        ? `Lambda refuses to read ${queue.id}: its messages come back after ${visibility} seconds, and ${lambda.id} may take ${timeout}.`
        : `Messages of ${queue.id} come back after ${visibility} seconds, which leaves no time for retries of ${lambda.id} when it is throttled (6 × ${timeout}).`,
      related: [
        { at: queue.at('VisibilityTimeout'), message: 'the queue' },
        { at: lambda.at('Timeout'), message: 'the function' },
      ],
      fixes: [
        {
          title: `Hide messages of ${queue.id} for ${timeout * 6} seconds`,
          safe: false,
          changes: [queue.set(['VisibilityTimeout'], timeout * 6)],
        },
      ],
    };
  },
});

function found(value: Value | undefined, type: string, graph: Graph): Resource | undefined {
  const target = value?.kind === 'reference' ? graph.find(value) : undefined;
  return target?.type === type ? target : undefined;
}

function secondsOf(value: Value | undefined, absent: number): number | undefined {
  return value === undefined ? absent : asNumber(value);
}
