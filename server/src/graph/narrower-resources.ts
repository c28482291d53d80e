import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Writing } from '../cloudformation/writing';
import { findAction } from '../data/actions';
import type { Statement } from '../iam/policy';
import type { Content } from '../syntax/tree';
import { grantedActions, namedActions } from './granted-actions';
import type { Graph } from './graph';

/**
 * The resources of a template that actions can work on, as the author would write them: for `s3:GetObject` the objects of its
 * buckets. Undefined when the template does not show, for every action, something that it works on.
 */
export function resourcesFor(
  actions: readonly string[],
  stack: Stack | undefined,
  which: (resource: Resource) => boolean = always,
): readonly Content[] | undefined {
  if (stack === undefined || actions.length === 0) return undefined;
  const wanted = new Map<string, Content>();
  for (const action of actions) {
    const written = resourcesOf(action, stack, which);
    if (written.length === 0) return undefined;
    for (const content of written) wanted.set(JSON.stringify(content), content);
  }
  return [...wanted.values()];
}

/** The resources of its template that a statement could be limited to; undefined where that is not sure for all its actions. */
export function narrowed(statement: Statement, graph: Graph): readonly Content[] | undefined {
  const named = namedActions(statement);
  if (statement.actions?.items.length !== named.length || statement.actions.open) return undefined;
  return resourcesFor(
    grantedActions(statement).map(({ action }) => action),
    graph.stack(statement.policy.stack),
  );
}

function resourcesOf(action: string, stack: Stack, which: (resource: Resource) => boolean): Content[] {
  const facts = findAction(action);
  if (facts === undefined) return [];
  const all = facts.resources;
  const required = all.filter((resource) => resource.required);
  const types = new Set((required.length > 0 ? required : all).map(({ type }) => `${facts.service}:${type}`));
  return [...forms.entries()].flatMap(([type, write]) => {
    if (!types.has(type)) return [];
    return write.types.flatMap((cloudFormation) =>
      [...stack.resources(cloudFormation)].filter(which).map((resource) => write.arn(resource, stack.write)),
    );
  });
}

/** A resource under a condition may not be there when the policy is. */
function always({ declaration }: Resource): boolean {
  return declaration.condition === undefined;
}

interface Form {
  readonly types: readonly string[];
  arn(resource: Resource, write: Writing): Content;
}

const attribute = (...types: readonly string[]): Form => ({
  types,
  arn: ({ id }, write) => write.getAtt(id, 'Arn'),
});
const reference = (...types: readonly string[]): Form => ({ types, arn: ({ id }, write) => write.ref(id) });
const under = (suffix: string, ...types: readonly string[]): Form => ({
  types,
  arn: ({ id }, write) => write.sub(`\${${id}.Arn}/${suffix}`),
});
const named = (format: string, ...types: readonly string[]): Form => ({
  types,
  arn: ({ id }, write) =>
    write.sub(`arn:\${AWS::Partition}:${format.replace('@', `\${AWS::Region}:\${AWS::AccountId}`)}\${${id}}`),
});

/** How a template names what IAM calls a resource type: the service authorization reference beside CloudFormation's return values. */
const forms: ReadonlyMap<string, Form> = new Map([
  ['s3:bucket', attribute('AWS::S3::Bucket')],
  ['s3:object', under('*', 'AWS::S3::Bucket')],
  ['kms:key', attribute('AWS::KMS::Key')],
  ['sqs:queue', attribute('AWS::SQS::Queue')],
  ['sns:topic', reference('AWS::SNS::Topic')],
  ['kinesis:stream', attribute('AWS::Kinesis::Stream')],
  ['firehose:deliverystream', attribute('AWS::KinesisFirehose::DeliveryStream')],
  ['dynamodb:table', attribute('AWS::DynamoDB::Table')],
  ['secretsmanager:Secret', reference('AWS::SecretsManager::Secret')],
  ['lambda:function', attribute('AWS::Lambda::Function', 'AWS::Serverless::Function')],
  ['states:statemachine', reference('AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine')],
  ['logs:log-group', attribute('AWS::Logs::LogGroup')],
  ['glue:job', named('glue:@:job/', 'AWS::Glue::Job')],
  ['glue:crawler', named('glue:@:crawler/', 'AWS::Glue::Crawler')],
  ['athena:workgroup', named('athena:@:workgroup/', 'AWS::Athena::WorkGroup')],
  ['iam:role', attribute('AWS::IAM::Role')],
]);
