import type { Place } from '../../base/range';
import { asString, lookUp, type Mapping, type Value } from '../../base/value';
import { managedPolicyArn } from '../../data/managed-policies';
import { madeList, madeMapping, madeText } from '../made';
import type { Resource } from '../resource';
import { eventsOf, sourceTypes } from './events';
import { inlinePolicy, madeDocument, readPolicies } from './policies';

/**
 * The role that SAM makes for a function without `Role`, as aws-sam-translator makes it.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function functionRole(fn: Resource): Mapping {
  const at = fn.idAt;
  const given = readPolicies(fn.get('Policies'));
  const sources = eventsOf(fn);
  const tracing = asString(fn.get('Tracing'));
  const managed = [
    fn.has('DurableConfig') ? 'AWSLambdaBasicDurableExecutionRolePolicy' : 'AWSLambdaBasicExecutionRole',
    ...(fn.has('Tracing') && tracing !== 'Disabled' ? ['AWSXRayDaemonWriteAccess'] : []),
    ...(fn.has('VpcConfig') ? ['AWSLambdaVPCAccessExecutionRole'] : []),
  ].map((name) => managedAt(name, at));
  const ofEvents = sources.flatMap(({ type, at: eventAt }) => {
    const name = sourceTypes.get(type)?.managedPolicy;
    return name === undefined ? [] : [managedAt(name, eventAt)];
  });
  const ownStatements = sources.some(({ type }) => sourceTypes.get(type)?.hasOwnStatements === true);
  const deliveries = [
    ...delivery(fn.get('DeadLetterQueue'), 'TargetArn'),
    ...delivery(fn.get('EventInvokeConfig', 'DestinationConfig', 'OnSuccess'), 'Destination'),
    ...delivery(fn.get('EventInvokeConfig', 'DestinationConfig', 'OnFailure'), 'Destination'),
    ...sources.flatMap(({ properties }) =>
      delivery(lookUp(properties, 'DestinationConfig', 'OnFailure'), 'Destination'),
    ),
  ];
  return madeMapping(
    {
      AssumeRolePolicyDocument: fn.get('AssumeRolePolicyDocument') ?? trust('lambda.amazonaws.com', at),
      ManagedPolicyArns: madeList(distinct([...managed, ...given.managed, ...ofEvents]), at),
      Policies: madeList(
        [...deliveries, ...given.inline],
        fn.get('Policies')?.at ?? at,
        given.open || ownStatements,
      ),
      Path: fn.get('RolePath'),
      PermissionsBoundary: fn.get('PermissionsBoundary'),
    },
    at,
  );
}

/** The role that SAM makes for a state machine without `Role`. */
export function stateMachineRole(machine: Resource): Mapping {
  const at = machine.idAt;
  const given = readPolicies(machine.get('Policies'));
  const traced =
    asString(machine.get('Tracing', 'Enabled')) === 'true' ? [managedAt('AWSXRayDaemonWriteAccess', at)] : [];
  return madeMapping(
    {
      AssumeRolePolicyDocument: trust('states.amazonaws.com', at),
      ManagedPolicyArns: madeList(distinct([...traced, ...given.managed]), at),
      Policies: madeList(given.inline, machine.get('Policies')?.at ?? at, given.open),
      Path: machine.get('RolePath'),
      PermissionsBoundary: machine.get('PermissionsBoundary'),
    },
    at,
  );
}

/** A trust policy for one service. */
export function trust(service: string, at: Place): Mapping {
  const statement = madeMapping(
    {
      Effect: madeText('Allow', at),
      Principal: madeMapping({ Service: madeList([madeText(service, at)], at) }, at),
      Action: madeList([madeText('sts:AssumeRole', at)], at),
    },
    at,
  );
  return madeDocument([statement], at);
}

/** What SAM lets a function send to where its failed events or results go. */
function delivery(target: Value | undefined, property: string): Mapping[] {
  if (target === undefined) return [];
  const action = deliveryActions.get(asString(lookUp(target, 'Type')) ?? '');
  const to = lookUp(target, property);
  if (action === undefined || to === undefined) return [];
  const { at } = to;
  const statement = madeMapping(
    { Effect: madeText('Allow', at), Action: madeText(action, at), Resource: to },
    at,
  );
  return [inlinePolicy(madeDocument([statement], at))];
}

const deliveryActions: ReadonlyMap<string, string> = new Map([
  ['SQS', 'sqs:SendMessage'],
  ['SNS', 'sns:Publish'],
  ['Lambda', 'lambda:InvokeFunction'],
  ['EventBridge', 'events:PutEvents'],
]);

function managedAt(name: string, at: Place): Value {
  return madeText(managedPolicyArn(name) ?? name, at);
}

/** SAM attaches no policy twice; of two places the later one was chosen by the author. */
function distinct(arns: readonly Value[]): Value[] {
  return arns.filter(
    (arn, index) =>
      arn.kind !== 'scalar' || !arns.slice(index + 1).some((other) => asString(other) === arn.text),
  );
}
