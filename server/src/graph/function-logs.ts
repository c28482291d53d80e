import type { Change } from '../base/edit';
import type { Resource } from '../cloudformation/resource';
import { exactly, fromTokens, MANY, type Pattern } from '../iam/pattern';
import type { Decision } from '../iam/request';
import { accountAtom, regionAtom } from '../iam/symbols';
import type { Content, Node } from '../syntax/tree';
import { roleAt } from './configured-use';
import { decideCall } from './data-calls';
import type { Graph } from './graph';
import { namePieces } from './names';
import { policyOfItsOwn } from './own-policy';

/** That a function cannot write its logs. */
export interface SilentFunction {
  readonly role: Resource;
  /** The call that fails. */
  readonly action: string;
  readonly decision: Decision;
}

/**
 * Whether the role of a function certainly may not write the function's logs. The stream that Lambda writes to is not known, so
 * a role that may write some is given the benefit of the doubt.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
export function silenceOf(lambda: Resource, graph: Graph): SilentFunction | undefined {
  const role = roleAt(lambda, ['Role'], graph);
  const group = logGroupOf(lambda, graph);
  if (role === undefined || group === undefined) return undefined;
  for (const [action, rest] of [
    ['logs:PutLogEvents', ':log-stream:'],
    ['logs:CreateLogStream', ''],
  ] as const) {
    const target = fromTokens([...group.tokens, ...exactly(rest, MANY).tokens]);
    const decision = decideCall(role, action, target, graph, []);
    if (decision?.outcome === 'denied') return { role, action, decision };
  }
  return undefined;
}

/** The ARN of the log group that a function writes to, without what follows its name. */
function logGroupOf(lambda: Resource, graph: Graph): Pattern | undefined {
  const arn = exactly('arn:aws:logs:', regionAtom, ':', accountAtom, ':log-group:');
  const given = lambda.get('LoggingConfig', 'LogGroup');
  if (given !== undefined) return fromTokens([...arn.tokens, ...graph.names.exactly(given).tokens]);
  const name = namePieces(lambda, graph.find);
  return name && fromTokens([...arn.tokens, ...exactly('/aws/lambda/', ...name).tokens]);
}

/** What lets a role write logs; undefined where it can be given nothing. */
export function lettingLog(
  role: Resource,
): { readonly title: string; readonly changes: readonly Change[] } | undefined {
  const { write } = role.stack;
  const arn = write.sub(`arn:\${AWS::Partition}:iam::aws:policy/service-role/${basic}`);
  // CloudFormation refuses a list that names a policy twice, in the deployments that have it.
  if (!isWritten(role.declaration.properties))
    return {
      title: `Attach ${basic} to ${role.id}`,
      changes: [role.append(['ManagedPolicyArns'], arn)],
    };
  const statement: Content = {
    Effect: 'Allow',
    Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: write.sub('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*'),
  };
  const changes = policyOfItsOwn(role, 'write-logs', { Version: '2012-10-17', Statement: [statement] });
  return changes && { title: `Let ${role.id} write logs`, changes };
}

const basic = 'AWSLambdaBasicExecutionRole';

/** True when the managed policy is attached under some condition. */
function isWritten(node: Node | undefined): boolean {
  switch (node?.kind) {
    case 'scalar':
      return node.text.endsWith(`/${basic}`);
    case 'sequence':
      return node.items.some(isWritten);
    case 'map':
      return node.pairs.some(({ value }) => isWritten(value));
    default:
      return false;
  }
}
