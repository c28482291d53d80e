import type { Change } from '../base/edit';
import type { Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Content } from '../syntax/tree';
import type { Graph } from './graph';
import { names } from './mentions';

/** The types that hand what they cannot deliver or process to a queue. */
const senders = [
  'AWS::SQS::Queue',
  'AWS::SNS::Subscription',
  'AWS::Lambda::Function',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Serverless::Function',
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'AWS::Pipes::Pipe',
  'AWS::StepFunctions::StateMachine',
];

const places: ReadonlySet<string> = new Set([
  'RedrivePolicy',
  'DeadLetterConfig',
  'DeadLetterQueue',
  'OnFailure',
]);

/** True for a queue that receives what others could not deliver or process. */
export function isDeadLetterQueue(queue: Resource, graph: Graph): boolean {
  if (queue.has('RedriveAllowPolicy')) return true;
  return graph.around(queue.stack).some((stack) =>
    [...stack.resources(...senders)].some((sender) => {
      const properties = sender.get();
      return properties !== undefined && namesInPlace(properties, queue, graph);
    }),
  );
}

function namesInPlace(value: Value, queue: Resource, graph: Graph): boolean {
  if (value.kind === 'list') return value.items.some((item) => namesInPlace(item, queue, graph));
  if (value.kind !== 'mapping') return false;
  return [...value.entries.values()].some(({ key, value: inner }) =>
    places.has(key) ? names(inner, queue, graph) : namesInPlace(inner, queue, graph),
  );
}

/** A new queue for what a resource cannot process. */
export function newDeadLetterQueue(
  stack: Stack,
  after: Resource,
): { readonly arn: Content; readonly changes: readonly Change[] } {
  const id = stack.freeId(`${after.id}DeadLetters`);
  const { condition } = after.declaration;
  const content: Content = {
    Type: 'AWS::SQS::Queue',
    ...(condition === undefined ? {} : { Condition: condition }),
    Properties: { MessageRetentionPeriod: 1209600, SqsManagedSseEnabled: true },
  };
  return { arn: stack.write.getAtt(id, 'Arn'), changes: [stack.insertResource(id, content, after.id)] };
}
