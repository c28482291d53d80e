import type { Place } from '../../base/range';
import { asString, lookUp, type Mapping, type Value } from '../../base/value';
import type { Content, MapNode } from '../../syntax/tree';
import { madeMapping, madePseudo, madeReference, madeText } from '../made';
import type { Path, Resource } from '../resource';
import type { Declaration } from '../template';
import { startingResources } from './schedules';

/** An entry of `Events`. */
export interface SamEvent {
  readonly name: string;
  readonly type: string;
  readonly properties: Value | undefined;
  readonly at: Place;
}

interface SourceType {
  /** The property that names the source. */
  readonly source: string | undefined;
  readonly managedPolicy?: string;
  /** True when SAM adds statements that depend on more than is read here. */
  readonly hasOwnStatements?: boolean;
}

/** The events that a function polls for, from `eventsources/pull.py` of aws-sam-translator. */
export const sourceTypes: ReadonlyMap<string, SourceType> = new Map([
  ['Kinesis', { source: 'Stream', managedPolicy: 'AWSLambdaKinesisExecutionRole' }],
  ['DynamoDB', { source: 'Stream', managedPolicy: 'AWSLambdaDynamoDBExecutionRole' }],
  ['SQS', { source: 'Queue', managedPolicy: 'AWSLambdaSQSQueueExecutionRole' }],
  ['MSK', { source: 'Stream', managedPolicy: 'AWSLambdaMSKExecutionRole', hasOwnStatements: true }],
  ['MQ', { source: 'Broker', hasOwnStatements: true }],
  ['DocumentDB', { source: 'Cluster', hasOwnStatements: true }],
  ['SelfManagedKafka', { source: undefined, hasOwnStatements: true }],
]);

/** The events that come to a function, by the service that then needs to be permitted to invoke it. */
const pushServices: ReadonlyMap<string, { readonly service: string; readonly source?: string }> = new Map([
  ['S3', { service: 's3.amazonaws.com' }],
  ['SNS', { service: 'sns.amazonaws.com', source: 'Topic' }],
  ['Schedule', { service: 'events.amazonaws.com' }],
  ['CloudWatchEvent', { service: 'events.amazonaws.com' }],
  ['EventBridgeRule', { service: 'events.amazonaws.com' }],
  ['CloudWatchLogs', { service: 'logs.amazonaws.com' }],
  ['IoTRule', { service: 'iot.amazonaws.com' }],
]);

/** The events of a resource in its deployment. */
export function eventsOf(resource: Resource): SamEvent[] {
  const events = resource.get('Events');
  if (events?.kind !== 'mapping') return [];
  return [...events.entries.values()].map(({ key, keyAt, value }) => ({
    name: key,
    type: asString(lookUp(value, 'Type')) ?? '',
    properties: lookUp(value, 'Properties'),
    at: keyAt,
  }));
}

/** A resource that an event becomes. */
export interface EventResource {
  readonly id: string;
  readonly type: string;
  readonly event: string;
  /** False for an event that does not make it; left out where every one does. */
  isMade?(event: SamEvent): boolean;
  properties(fn: Resource, event: SamEvent): Mapping;
  /** Where in the event's properties a property is written; left out where it is there under its own name. */
  onOrigin?(path: Path, content: Content): { readonly path: Path; readonly content: Content } | undefined;
}

/** The resources that the events of a function or state machine become, by what is written of them. */
export function eventResources(declaration: Declaration): EventResource[] {
  const events = written(declaration);
  return (events?.pairs ?? []).flatMap(({ key, value }): EventResource[] => {
    const type = value.kind === 'map' ? value.get('Type') : undefined;
    if (type?.kind !== 'scalar') return [];
    const id = `${declaration.id}${key.text}`;
    const event = key.text;
    const source = sourceTypes.get(type.text);
    if (source !== undefined) {
      const properties: EventResource['properties'] = (fn, one) => mapping(fn, one, source);
      return [{ id, type: 'AWS::Lambda::EventSourceMapping', event, properties }];
    }
    const startsFunction = declaration.type === 'AWS::Serverless::Function';
    const starting = startingResources(id, event, type.text, startsFunction);
    const push = pushServices.get(type.text);
    if (push === undefined || !startsFunction) return starting;
    const permit: EventResource['properties'] = (fn, one) => permission(fn, one, push.service, push.source);
    const permitted: EventResource = {
      id: `${id}Permission`,
      type: 'AWS::Lambda::Permission',
      event,
      properties: permit,
    };
    return [permitted, ...starting];
  });
}

function written({ properties }: Declaration): MapNode | undefined {
  const events = properties?.kind === 'map' ? properties.get('Events') : undefined;
  return events?.kind === 'map' ? events : undefined;
}

function mapping(fn: Resource, { properties, at }: SamEvent, { source }: SourceType): Mapping {
  const given = properties?.kind === 'mapping' ? properties : undefined;
  const values: Record<string, Value> = {};
  for (const [key, { value }] of given?.entries ?? [])
    values[key === source ? 'EventSourceArn' : key] = value;
  const FunctionName = madeReference(fn.stack.id, fn.id, undefined, at);
  return madeMapping({ ...values, FunctionName }, at, given?.open ?? properties !== undefined);
}

function permission(
  fn: Resource,
  { name, properties, at }: SamEvent,
  service: string,
  source: string | undefined,
): Mapping {
  const isRule = service === 'events.amazonaws.com';
  const rule = isRule ? madeReference(fn.stack.id, `${fn.id}${name}`, 'Arn', at) : undefined;
  return madeMapping(
    {
      Action: madeText('lambda:InvokeFunction', at),
      FunctionName: madeReference(fn.stack.id, fn.id, undefined, at),
      Principal: madeText(service, at),
      SourceArn: rule ?? (source === undefined ? undefined : lookUp(properties, source)),
      SourceAccount: service === 's3.amazonaws.com' ? madePseudo('AWS::AccountId', at) : undefined,
    },
    at,
    // SAM also names the source of the other services, in forms that are not made here.
    source === undefined && !isRule && service !== 's3.amazonaws.com',
  );
}
