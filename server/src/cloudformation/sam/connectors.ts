import type { Place } from '../../base/range';
import { asList, asString, lookUp, type Mapping, unknown, type Value } from '../../base/value';
import { type ConnectorStatement, connectorStatements } from '../../data/sam-connectors';
import type { MapNode, Node } from '../../syntax/tree';
import { madeList, madeMapping, madeReference, madeText } from '../made';
import type { Resource } from '../resource';
import type { Stack } from '../stack';
import type { Declaration } from '../template';
import { madeDocument, substituted } from './policies';
import { plainType } from './types';

/** A policy that a connector becomes: one for each destination, on the role of one end or on the destination. */
export interface ConnectorResource {
  readonly id: string;
  readonly type: 'AWS::IAM::ManagedPolicy' | 'AWS::SQS::QueuePolicy' | 'AWS::SNS::TopicPolicy';
  properties(holder: Resource): Mapping | undefined;
}

/**
 * The policies of `AWS::Serverless::Connector`, and of the connectors in a resource's `Connectors`. Their types are not
 * known before both ends are, so every kind is listed and the ones that do not apply are not made.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
 */
export function connectorResources(declaration: Declaration): ConnectorResource[] {
  if (declaration.type === 'AWS::Serverless::Connector') {
    const { properties } = declaration;
    const destination = properties?.kind === 'map' ? properties.get('Destination') : undefined;
    return policiesFor(declaration.id, destination, (holder) => {
      const connector = holder.get();
      return connector === undefined ? undefined : { connector, source: lookUp(connector, 'Source') };
    });
  }
  const embedded = declaration.node.get('Connectors');
  if (embedded?.kind !== 'map') return [];
  return embedded.pairs.flatMap(({ key, value }) => {
    const destination = value.kind === 'map' ? propertiesIn(value)?.get('Destination') : undefined;
    return policiesFor(`${declaration.id}${key.text}`, destination, (holder) => {
      const connector = lookUp(holder.attribute('Connectors'), key.text, 'Properties');
      if (connector === undefined) return undefined;
      return { connector, source: madeMapping({ Id: madeText(holder.id, key) }, key) };
    });
  });
}

interface Connection {
  readonly connector: Value;
  readonly source: Value | undefined;
}

function propertiesIn(node: MapNode): MapNode | undefined {
  const properties = node.get('Properties');
  return properties?.kind === 'map' ? properties : undefined;
}

function policiesFor(
  id: string,
  destination: Node | undefined,
  read: (holder: Resource) => Connection | undefined,
): ConnectorResource[] {
  const count = destination?.kind === 'sequence' ? destination.items.length : undefined;
  return Array.from({ length: count ?? 1 }, (_, index) => index).flatMap((index) => {
    const suffix = count === undefined ? '' : `Destination${index}`;
    return kinds.map(
      ({ type, name, carriers }): ConnectorResource => ({
        id: `${id}${name}${suffix}`,
        type,
        properties(holder) {
          const connection = read(holder);
          return connection === undefined ? undefined : policy(holder.stack, connection, index, carriers);
        },
      }),
    );
  });
}

const kinds = [
  { type: 'AWS::IAM::ManagedPolicy', name: 'Policy', carriers: ['source', 'destination'] },
  { type: 'AWS::SQS::QueuePolicy', name: 'QueuePolicy', carriers: ['queue'] },
  { type: 'AWS::SNS::TopicPolicy', name: 'TopicPolicy', carriers: ['topic'] },
] as const;

interface End {
  readonly type: string | undefined;
  readonly arn: Value;
  readonly name: Value;
  /** The role that it runs as, as far as the template says. */
  readonly role: Value | undefined;
}

function policy(
  stack: Stack,
  { connector, source: sourceValue }: Connection,
  index: number,
  carriers: readonly ConnectorStatement['carrier'][],
): Mapping | undefined {
  const destinationValue = asList(lookUp(connector, 'Destination'))[index];
  const source = endOf(stack, sourceValue);
  const destination = endOf(stack, destinationValue);
  if (source?.type === undefined || destination?.type === undefined || destinationValue === undefined)
    return undefined;
  const permissions = asList(lookUp(connector, 'Permissions'));
  const statements = connectorStatements(source.type, destination.type).flatMap((one) => {
    const permission = permissions.find((value) => asString(value) === one.permission);
    if (permission === undefined || !carriers.includes(one.carrier)) return [];
    return [{ carrier: one.carrier, value: statement(one, source, destination, permission.at) }];
  });
  const [first] = statements;
  if (first === undefined) return undefined;
  const { at } = destinationValue;
  const document = madeDocument(
    statements.map(({ value }) => value),
    at,
  );
  const holder = first.carrier === 'source' ? source.role : destination.role;
  if (first.carrier === 'queue')
    return madeMapping({ Queues: madeList([destination.name], at), PolicyDocument: document }, at);
  if (first.carrier === 'topic')
    return madeMapping({ Topics: madeList([destination.arn], at), PolicyDocument: document }, at);
  return madeMapping(
    { Roles: madeList([holder ?? unknown('a role', at)], at), PolicyDocument: document },
    at,
  );
}

function statement(one: ConnectorStatement, source: End, destination: End, at: Place): Mapping {
  const ends: ReadonlyMap<string, Value> = new Map([
    ['source', source.arn],
    ['destination', destination.arn],
    ['destination.Name', destination.name],
  ]);
  const onResource = one.carrier === 'queue' || one.carrier === 'topic';
  const service = source.type === 'AWS::SNS::Topic' ? 'sns.amazonaws.com' : 'events.amazonaws.com';
  return madeMapping(
    {
      Effect: madeText('Allow', at),
      Principal: onResource ? madeMapping({ Service: madeText(service, at) }, at) : undefined,
      Action: madeList(
        one.actions.map((action) => madeText(action, at)),
        at,
      ),
      Resource: madeList(
        one.resources.map((text) => substituted(text, (name) => ends.get(name) ?? unknown(name, at), at)),
        at,
      ),
      Condition: onResource
        ? madeMapping({ ArnEquals: madeMapping({ 'aws:SourceArn': source.arn }, at) }, at)
        : undefined,
    },
    at,
  );
}

/** One end of a connector: a resource of the template by `Id`, or one described by its type and ARN. */
function endOf(stack: Stack, value: Value | undefined): End | undefined {
  if (value === undefined) return undefined;
  const { at } = value;
  const id = asString(lookUp(value, 'Id'));
  if (id === undefined) {
    return {
      type: asString(lookUp(value, 'Type')),
      arn: lookUp(value, 'Arn') ?? unknown('an ARN', at),
      name: lookUp(value, 'Name') ?? lookUp(value, 'QueueUrl') ?? unknown('a name', at),
      role: lookUp(value, 'RoleName'),
    };
  }
  const resource = stack.resource(id);
  if (resource === undefined) return undefined;
  const type = plainType(resource.type);
  return {
    type,
    arn: madeReference(stack.id, id, 'Arn', at),
    name: madeReference(stack.id, id, type === 'AWS::StepFunctions::StateMachine' ? 'Name' : undefined, at),
    role: resource.get('Role') ?? resource.get('RoleArn'),
  };
}
