import type { Resource } from '../cloudformation/resource';
import type { Decision } from '../iam/request';
import { decideDataCall } from './data-calls';
import type { Graph } from './graph';
import { decideKeyCall } from './key-access';

/** The calls that stand for reading and writing a kind of data, and what they need of its key. */
interface DataCalls {
  readonly read: string | undefined;
  readonly write: string | undefined;
}

const calls: ReadonlyMap<string, DataCalls> = new Map([
  ['AWS::S3::Bucket', { read: 's3:GetObject', write: 's3:PutObject' }],
  ['AWS::Kinesis::Stream', { read: 'kinesis:GetRecords', write: 'kinesis:PutRecords' }],
  ['AWS::SQS::Queue', { read: 'sqs:ReceiveMessage', write: 'sqs:SendMessage' }],
  ['AWS::SNS::Topic', { read: undefined, write: 'sns:Publish' }],
  ['AWS::DynamoDB::Table', { read: 'dynamodb:GetItem', write: 'dynamodb:PutItem' }],
  [
    'AWS::SecretsManager::Secret',
    { read: 'secretsmanager:GetSecretValue', write: 'secretsmanager:PutSecretValue' },
  ],
]);

/** What a role may do with one piece of data. Undefined where the kind of data knows no such call. */
export interface Access {
  readonly role: Resource;
  readonly data: Resource;
  readonly read: Decision | undefined;
  readonly write: Decision | undefined;
  /** The customer managed key of the data, where the workspace defines it. */
  readonly key: Resource | undefined;
  readonly decrypt: Decision | undefined;
  readonly encrypt: Decision | undefined;
}

/** The resources of the workspace that hold data, as far as access to them is told. */
export function dataNear(resource: Resource, graph: Graph): Resource[] {
  return graph.joined(resource.stack).flatMap((stack) => [...stack.resources(...calls.keys())]);
}

export function rolesNear(resource: Resource, graph: Graph): Resource[] {
  return graph.joined(resource.stack).flatMap((stack) => [...stack.resources('AWS::IAM::Role')]);
}

/** What a role may do with the data of a resource, and with the key of the data. */
export function accessOf(role: Resource, data: Resource, graph: Graph): Access {
  const { read, write } = calls.get(data.type) ?? { read: undefined, write: undefined };
  const use = graph.encryptionOf(data);
  const key = use.kind === 'customer' ? use.key : undefined;
  return {
    role,
    data,
    read: read === undefined ? undefined : decideDataCall(role, read, data, graph),
    write: write === undefined ? undefined : decideDataCall(role, write, data, graph),
    key,
    decrypt: key === undefined ? undefined : decideKeyCall(role, key, 'kms:Decrypt', data, graph),
    encrypt: key === undefined ? undefined : decideKeyCall(role, key, 'kms:GenerateDataKey', data, graph),
  };
}
