import type { Resource } from '../cloudformation/resource';
import type { Decision } from '../iam/request';
import { decideDataCall } from './data-calls';
import type { Graph } from './graph';
import { decideKeyCall, keyNeedsOf } from './key-access';

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
  ['AWS::KinesisVideo::Stream', { read: 'kinesisvideo:GetMedia', write: 'kinesisvideo:PutMedia' }],
  ['AWS::DynamoDB::Table', { read: 'dynamodb:GetItem', write: 'dynamodb:PutItem' }],
  ['AWS::DynamoDB::GlobalTable', { read: 'dynamodb:GetItem', write: 'dynamodb:PutItem' }],
  [
    'AWS::SecretsManager::Secret',
    { read: 'secretsmanager:GetSecretValue', write: 'secretsmanager:PutSecretValue' },
  ],
]);

/** What a role may do with one piece of data. Undefined where the kind of data knows no such call. */
export interface Access {
  readonly role: Resource;
  /** For a key that a workload is set up with, the workload. */
  readonly data: Resource;
  readonly read: Decision | undefined;
  readonly write: Decision | undefined;
  /** The customer managed key of the data, where the workspace defines it. */
  readonly key: Resource | undefined;
  readonly decrypt: Decision | undefined;
  readonly encrypt: Decision | undefined;
  /** What the role is seen to need the key for; the findings about missing keys are about just these. */
  readonly needs: ReadonlySet<KeyDeed>;
}

export type KeyDeed = 'decrypt' | 'encrypt';

/** The resources of the workspace that hold data, as far as access to them is told. */
export function dataNear(resource: Resource, graph: Graph): Resource[] {
  return graph.joined(resource.stack).flatMap((stack) => [...stack.resources(...calls.keys())]);
}

export function rolesNear(resource: Resource, graph: Graph): Resource[] {
  return graph.joined(resource.stack).flatMap((stack) => [...stack.resources('AWS::IAM::Role')]);
}

/** What a role may do with all the data around it, and with the keys that it needs in another way. */
export function accessesOf(role: Resource, graph: Graph): Access[] {
  const rows = dataNear(role, graph).map((data) => accessOf(role, data, graph));
  for (const { key, need } of keyNeedsOf(role, graph)) {
    const { data, needs, grant } = need;
    const index = rows.findIndex((row) => row.data === data && row.key === key);
    const known =
      rows[index] ?? (grant === undefined ? keyOnly(role, data, key) : accessOf(role, data, graph));
    const row = needs.test.reduce((before, action) => withNeed(before, action, graph), known);
    if (index < 0) rows.push(row);
    else rows[index] = row;
  }
  return rows;
}

function keyOnly(role: Resource, data: Resource, key: Resource): Access {
  const nothing = { read: undefined, write: undefined, decrypt: undefined, encrypt: undefined };
  return { role, data, key, ...nothing, needs: new Set() };
}

/** The row with a call that the role needs; of several calls, the one that fails says what it can do. */
function withNeed(row: Access, action: string, graph: Graph): Access {
  if (row.key === undefined) return row;
  const deed: KeyDeed = action === 'kms:Decrypt' ? 'decrypt' : 'encrypt';
  const decision = decideKeyCall(row.role, row.key, action, row.data, graph);
  const isWorse = !row.needs.has(deed) || decision?.outcome === 'denied';
  return { ...row, needs: new Set([...row.needs, deed]), ...(isWorse ? { [deed]: decision } : {}) };
}

/** What a role may do with the data of a resource, and with the key of the data. */
function accessOf(role: Resource, data: Resource, graph: Graph): Access {
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
    needs: new Set(),
  };
}
