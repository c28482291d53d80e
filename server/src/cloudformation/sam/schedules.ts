import { asString, lookUp, type Mapping, type Value } from '../../base/value';
import type { Content } from '../../syntax/tree';
import { madeList, madeMapping, madeReference, madeText } from '../made';
import type { Path, Resource } from '../resource';
import type { EventResource, SamEvent } from './events';
import { inlinePolicy, madeDocument } from './policies';
import { trust } from './role';

/**
 * What an event becomes that starts a function or a state machine by a rule of EventBridge or a schedule of EventBridge
 * Scheduler: the rule or schedule, and a role for it where a function's own permission does not do.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-statemachine.html
 */
export function startingResources(
  id: string,
  event: string,
  type: string,
  startsFunction: boolean,
): EventResource[] {
  const isScheduler = type === 'ScheduleV2';
  if (!isScheduler && !ruleTypes.has(type)) return [];
  const needsRole = isScheduler || !startsFunction;
  const starter: EventResource = isScheduler
    ? { id, type: 'AWS::Scheduler::Schedule', event, properties: schedule, onOrigin: onSchedule }
    : {
        id,
        type: 'AWS::Events::Rule',
        event,
        properties: (target, one) => eventRule(target, one, needsRole),
        onOrigin: (path, content) => (path[0] === 'Targets' ? undefined : { path, content }),
      };
  if (!needsRole) return [starter];
  const service = isScheduler ? 'scheduler.amazonaws.com' : 'events.amazonaws.com';
  const role: EventResource = {
    id: `${id}Role`,
    type: 'AWS::IAM::Role',
    event,
    isMade: ({ properties }) => lookUp(properties, 'RoleArn') === undefined,
    properties: (target, one) => startingRole(target, one, service, startsFunction),
    onOrigin: () => undefined,
  };
  return [starter, role];
}

const ruleTypes: ReadonlySet<string> = new Set(['Schedule', 'CloudWatchEvent', 'EventBridgeRule']);

function eventRule(target: Resource, event: SamEvent, needsRole: boolean): Mapping {
  const { properties: given, at } = event;
  const one = targetOf(target, event, needsRole);
  return madeMapping(
    {
      Name: lookUp(given, 'Name') ?? lookUp(given, 'RuleName'),
      EventPattern: lookUp(given, 'Pattern'),
      ScheduleExpression: lookUp(given, 'Schedule'),
      EventBusName: lookUp(given, 'EventBusName'),
      State: lookUp(given, 'State'),
      Targets: madeList([one], at),
    },
    at,
    true,
  );
}

function schedule(target: Resource, event: SamEvent): Mapping {
  const { properties: given, at } = event;
  return madeMapping(
    {
      ScheduleExpression: lookUp(given, 'ScheduleExpression'),
      GroupName: lookUp(given, 'GroupName'),
      KmsKeyArn: lookUp(given, 'KmsKeyArn'),
      State: lookUp(given, 'State'),
      Target: targetOf(target, event, true),
    },
    at,
    true,
  );
}

/** The target of a schedule is written beside what says when. */
function onSchedule(path: Path, content: Content): { path: Path; content: Content } {
  return { path: path[0] === 'Target' ? path.slice(1) : path, content };
}

function targetOf(target: Resource, { name, properties, at }: SamEvent, needsRole: boolean): Mapping {
  const queue = lookUp(properties, 'DeadLetterConfig', 'Arn');
  const made = madeReference(target.stack.id, `${target.id}${name}Role`, 'Arn', at);
  return madeMapping(
    {
      Arn: madeReference(target.stack.id, target.id, arnOf(target), at),
      RoleArn: needsRole ? (lookUp(properties, 'RoleArn') ?? made) : undefined,
      DeadLetterConfig: queue === undefined ? undefined : madeMapping({ Arn: queue }, queue.at),
    },
    at,
    true,
  );
}

function startingRole(target: Resource, event: SamEvent, service: string, startsFunction: boolean): Mapping {
  const { properties, at } = event;
  const allow = (action: string, on: Value): Mapping =>
    inlinePolicy(
      madeDocument(
        [madeMapping({ Effect: madeText('Allow', at), Action: madeText(action, at), Resource: on }, at)],
        at,
      ),
    );
  const arn = madeReference(target.stack.id, target.id, arnOf(target), at);
  const queue =
    service === 'scheduler.amazonaws.com' ? lookUp(properties, 'DeadLetterConfig', 'Arn') : undefined;
  const makesQueue = asString(lookUp(properties, 'DeadLetterConfig', 'Type')) !== undefined;
  return madeMapping(
    {
      AssumeRolePolicyDocument: trust(service, at),
      Policies: madeList(
        [
          allow(startsFunction ? 'lambda:InvokeFunction' : 'states:StartExecution', arn),
          ...(queue === undefined ? [] : [allow('sqs:SendMessage', queue)]),
        ],
        at,
        makesQueue,
      ),
      PermissionsBoundary:
        lookUp(properties, 'PermissionsBoundary') ??
        (startsFunction ? undefined : target.get('PermissionsBoundary')),
    },
    at,
  );
}

/** `Ref` of a state machine is its ARN. */
function arnOf({ type }: Resource): string | undefined {
  return type === 'AWS::Serverless::Function' ? 'Arn' : undefined;
}
