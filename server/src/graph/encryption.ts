import type { Place } from '../base/range';
import { asBoolean, asList, asString, lookUp, type Reference, type Target, type Value } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';
import type { FindResource } from './names';

/** Which key encrypts something. */
export type KeyUse =
  /** A key of the workspace. */
  | { readonly kind: 'customer'; readonly key: Resource; readonly written: Value; readonly at: Place }
  /** A customer managed key that the files do not define: by ARN, import or parameter. */
  | { readonly kind: 'elsewhere'; readonly written: Value; readonly at: Place }
  /** `alias/aws/…`: usable by every principal of the account through the service, by nobody else. */
  | { readonly kind: 'aws-managed'; readonly alias: string; readonly at: Place }
  /** Encrypted with a key that needs no permission, or not encrypted. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** Where a resource type says with which key its data is encrypted at rest. */
const keyPlaces: ReadonlyMap<string, Path> = new Map<string, Path>([
  ['AWS::Kinesis::Stream', ['StreamEncryption', 'KeyId']],
  ['AWS::KinesisVideo::Stream', ['KmsKeyId']],
  [
    'AWS::KinesisAnalyticsV2::Application',
    ['ApplicationConfiguration', 'ApplicationEncryptionConfiguration', 'KeyId'],
  ],
  ['AWS::Events::EventBus', ['KmsKeyIdentifier']],
  ['AWS::SQS::Queue', ['KmsMasterKeyId']],
  ['AWS::SNS::Topic', ['KmsMasterKeyId']],
  ['AWS::DynamoDB::Table', ['SSESpecification', 'KMSMasterKeyId']],
  ['AWS::SecretsManager::Secret', ['KmsKeyId']],
  ['AWS::Logs::LogGroup', ['KmsKeyId']],
  ['AWS::CloudTrail::Trail', ['KMSKeyId']],
]);

const bucketDefault: Path = [
  'BucketEncryption',
  'ServerSideEncryptionConfiguration',
  0,
  'ServerSideEncryptionByDefault',
];

/** The types whose data may be encrypted with a key of the customer's choice. */
export const typesWithKeys: readonly string[] = [
  'AWS::S3::Bucket',
  'AWS::DynamoDB::GlobalTable',
  ...keyPlaces.keys(),
];

/** The key that encrypts what is newly written to a resource. */
export function encryptionOf(resource: Resource, find: FindResource): KeyUse {
  if (resource.type === 'AWS::S3::Bucket') return bucketEncryption(resource, find);
  if (resource.type === 'AWS::DynamoDB::GlobalTable') return replicaEncryption(resource, find);
  const path = keyPlaces.get(resource.type);
  if (path === undefined) return { kind: 'none' };
  if (
    resource.type === 'AWS::DynamoDB::Table' &&
    asBoolean(resource.get('SSESpecification', 'SSEEnabled')) === false
  ) {
    return { kind: 'none' };
  }
  const value = resource.get(...path);
  return value === undefined ? { kind: 'none' } : keyNamed(value, resource, find);
}

function bucketEncryption(bucket: Resource, find: FindResource): KeyUse {
  const algorithm = bucket.get(...bucketDefault, 'SSEAlgorithm');
  if (algorithm === undefined) return { kind: 'none' };
  const text = asString(algorithm);
  if (text === undefined) return { kind: 'unknown' };
  if (!text.startsWith('aws:kms')) return { kind: 'none' };
  const key = bucket.get(...bucketDefault, 'KMSMasterKeyID');
  if (key === undefined)
    return { kind: 'aws-managed', alias: 'alias/aws/s3', at: bucket.at(...bucketDefault, 'SSEAlgorithm') };
  return keyNamed(key, bucket, find);
}

/** A template's keys are of its own region, so a replica that names one of them is the table that its roles use. */
function replicaEncryption(table: Resource, find: FindResource): KeyUse {
  if (asBoolean(table.get('SSESpecification', 'SSEEnabled')) !== true) return { kind: 'none' };
  const uses = asList(table.get('Replicas')).flatMap((replica) => {
    const key = lookUp(replica, 'SSESpecification', 'KMSMasterKeyId');
    return key === undefined ? [] : [keyNamed(key, table, find)];
  });
  return uses.find(({ kind }) => kind === 'customer') ?? uses[0] ?? { kind: 'none' };
}

/** The key that a value names: a reference to a key or alias of the workspace, an alias name, an ARN. */
export function keyNamed(value: Value, user: Resource, find: FindResource): KeyUse {
  const { at } = value;
  if (value.kind === 'reference') return keyReferred(value, user, find);
  const text = asString(value);
  if (text !== undefined) return keyByText(text, value, user, find);
  if (value.kind !== 'text') return { kind: 'unknown' };
  // alias/${Name}, or an ARN that ends in the key's or the alias's own reference.
  const last = value.parts.at(-1);
  if (last?.kind === 'reference') {
    const referred = keyReferred(last, user, find);
    if (referred.kind === 'customer') return { ...referred, written: value, at };
  }
  return keyByText(nameText(value.parts), value, user, find);
}

function keyReferred(value: Reference, user: Resource, find: FindResource): KeyUse {
  const { at, to } = value;
  if (to.type !== 'resource') return { kind: 'elsewhere', written: value, at };
  const target = find(value);
  if (target === undefined) return { kind: 'unknown' };
  if (target.type === 'AWS::KMS::Key' || target.type === 'AWS::KMS::ReplicaKey')
    return { kind: 'customer', key: target, written: value, at };
  if (target.type === 'AWS::KMS::Alias') return aliasTarget(target, value, user, find);
  return { kind: 'elsewhere', written: value, at };
}

function aliasTarget(alias: Resource, written: Value, user: Resource, find: FindResource): KeyUse {
  const target = alias.get('TargetKeyId');
  if (target === undefined || alias === user) return { kind: 'unknown' };
  const use = keyNamed(target, alias, find);
  return use.kind === 'customer'
    ? { ...use, written, at: written.at }
    : { kind: 'elsewhere', written, at: written.at };
}

function keyByText(text: string, written: Value, user: Resource, find: FindResource): KeyUse {
  const { at } = written;
  // An empty text takes a key away, as an empty default of a parameter does.
  if (text === '') return { kind: 'none' };
  const alias = /(?:^|:)(alias\/[^?]+)$/.exec(text)?.[1];
  if (alias === undefined) return { kind: 'elsewhere', written, at };
  if (alias.startsWith('alias/aws/')) return { kind: 'aws-managed', alias, at };
  for (const resource of user.stack.resources('AWS::KMS::Alias')) {
    const name = resource.get('AliasName');
    if (name !== undefined && nameText(name.kind === 'text' ? name.parts : [name]) === alias)
      return aliasTarget(resource, written, user, find);
  }
  return { kind: 'elsewhere', written, at };
}

/** A text with references as they are written, so that equal names of one stack are equal texts; `?` for what has no name. */
function nameText(parts: readonly Value[]): string {
  return parts
    .map((part) => (part.kind === 'reference' ? markOf(part.to) : (asString(part) ?? '?')))
    .join('');
}

function markOf(to: Target): string {
  return to.type === 'pseudo' || to.type === 'parameter' ? `\${${to.name}}` : '?';
}
