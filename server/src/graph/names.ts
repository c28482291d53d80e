import type { Reference } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Piece } from '../iam/pattern';
import {
  accountAtom,
  generatedName,
  type Names,
  namesBy,
  piecesOf,
  plainPieces,
  type Resolve,
  regionAtom,
  secretSuffix,
} from '../iam/symbols';

/**
 * How a resource type is named. `name` is the property that may give it a name; `arn` puts the ARN together from the
 * name's pieces; `ref` says what `Ref` gives when that is not the name. Formats from the service authorization
 * reference, return values from the CloudFormation template reference.
 */
interface Naming {
  readonly name?: string;
  arn(name: readonly Piece[], resource: Resource): readonly Piece[];
  readonly ref?: 'name' | 'arn' | 'url';
  /** Attributes that give the ARN; `Arn` when left out. */
  readonly arnAttributes?: readonly string[];
  /** Attributes that give the name. */
  readonly nameAttributes?: readonly string[];
}

const here =
  (service: string, kind: string): Naming['arn'] =>
  (name) => [`arn:aws:${service}:`, regionAtom, ':', accountAtom, `:${kind}`, ...name];

const inPath =
  (kind: string): Naming['arn'] =>
  (name, resource) => {
    const path = resource.get('Path');
    const between: readonly Piece[] = path === undefined ? ['/'] : piecesOf(path, plain);
    return ['arn:aws:iam::', accountAtom, `:${kind}`, ...between, ...name];
  };

const plain: Resolve = (reference) => plainPieces(reference);

const namings: ReadonlyMap<string, Naming> = new Map<string, Naming>([
  ['AWS::S3::Bucket', { name: 'BucketName', arn: (name) => ['arn:aws:s3:::', ...name] }],
  ['AWS::IAM::Role', { name: 'RoleName', arn: inPath('role') }],
  ['AWS::IAM::User', { name: 'UserName', arn: inPath('user') }],
  ['AWS::IAM::Group', { name: 'GroupName', arn: inPath('group') }],
  [
    'AWS::IAM::ManagedPolicy',
    { name: 'ManagedPolicyName', arn: inPath('policy'), ref: 'arn', arnAttributes: ['PolicyArn'] },
  ],
  ['AWS::KMS::Key', { arn: here('kms', 'key/'), nameAttributes: ['KeyId'] }],
  ['AWS::KMS::ReplicaKey', { arn: here('kms', 'key/'), nameAttributes: ['KeyId'] }],
  ['AWS::SQS::Queue', { name: 'QueueName', arn: here('sqs', ''), ref: 'url', nameAttributes: ['QueueName'] }],
  [
    'AWS::SNS::Topic',
    {
      name: 'TopicName',
      arn: here('sns', ''),
      ref: 'arn',
      arnAttributes: ['TopicArn'],
      nameAttributes: ['TopicName'],
    },
  ],
  ['AWS::Kinesis::Stream', { name: 'Name', arn: here('kinesis', 'stream/') }],
  ['AWS::KinesisVideo::Stream', { name: 'Name', arn: here('kinesisvideo', 'stream/') }],
  [
    'AWS::KinesisFirehose::DeliveryStream',
    { name: 'DeliveryStreamName', arn: here('firehose', 'deliverystream/') },
  ],
  ['AWS::DynamoDB::Table', { name: 'TableName', arn: here('dynamodb', 'table/') }],
  ['AWS::DynamoDB::GlobalTable', { name: 'TableName', arn: here('dynamodb', 'table/') }],
  ['AWS::Serverless::SimpleTable', { name: 'TableName', arn: here('dynamodb', 'table/') }],
  [
    'AWS::SecretsManager::Secret',
    { name: 'Name', arn: here('secretsmanager', 'secret:'), ref: 'arn', arnAttributes: ['Id'] },
  ],
  ['AWS::SSM::Parameter', { name: 'Name', arn: here('ssm', 'parameter/') }],
  ['AWS::Lambda::Function', { name: 'FunctionName', arn: here('lambda', 'function:') }],
  ['AWS::Serverless::Function', { name: 'FunctionName', arn: here('lambda', 'function:') }],
  [
    'AWS::Logs::LogGroup',
    { name: 'LogGroupName', arn: (name, r) => [...here('logs', 'log-group:')(name, r), ':*'] },
  ],
  ['AWS::Glue::Job', { name: 'Name', arn: here('glue', 'job/') }],
  ['AWS::Glue::Crawler', { name: 'Name', arn: here('glue', 'crawler/') }],
  [
    'AWS::StepFunctions::StateMachine',
    { name: 'StateMachineName', arn: here('states', 'stateMachine:'), ref: 'arn', nameAttributes: ['Name'] },
  ],
  [
    'AWS::Serverless::StateMachine',
    { name: 'Name', arn: here('states', 'stateMachine:'), ref: 'arn', nameAttributes: ['Name'] },
  ],
  ['AWS::Events::Rule', { name: 'Name', arn: here('events', 'rule/') }],
  ['AWS::Events::EventBus', { name: 'Name', arn: here('events', 'event-bus/') }],
  ['AWS::CloudTrail::Trail', { name: 'TrailName', arn: here('cloudtrail', 'trail/') }],
  ['AWS::Athena::WorkGroup', { name: 'Name', arn: here('athena', 'workgroup/') }],
  ['AWS::Redshift::Cluster', { name: 'ClusterIdentifier', arn: here('redshift', 'cluster:') }],
]);

/** Finds the deployed resource that a reference names. */
export type FindResource = (reference: Reference) => Resource | undefined;

/** Reads values as IAM patterns, with the references to resources put as the ARNs and names that they give. */
export function namesIn(find: FindResource): Names {
  const resolve: Resolve = (reference) => resolved(reference, find, resolve);
  return namesBy(resolve);
}

function resolved(reference: Reference, find: FindResource, resolve: Resolve): readonly Piece[] | undefined {
  const { to } = reference;
  if (to.type !== 'resource') return undefined;
  const resource = find(reference);
  const naming = resource === undefined ? undefined : namings.get(resource.type);
  if (resource === undefined || naming === undefined) return undefined;
  const name = nameOf(resource, naming, resolve);
  const form = formOf(naming, to.attribute);
  if (form === 'name') return name;
  return form === 'arn' ? naming.arn(name, resource) : undefined;
}

function formOf(naming: Naming, attribute: string | undefined): 'name' | 'arn' | 'url' | undefined {
  if (attribute === undefined) return naming.ref ?? 'name';
  if ((naming.arnAttributes ?? ['Arn']).includes(attribute) || attribute === 'Arn') return 'arn';
  return naming.nameAttributes?.includes(attribute) ? 'name' : undefined;
}

function nameOf(resource: Resource, { name }: Naming, resolve: Resolve): readonly Piece[] {
  const given = name === undefined ? undefined : resource.get(name);
  const made = generatedName(resource.stack.id, resource.id);
  if (given === undefined) return [made];
  if (name === 'Name' && resource.type === 'AWS::SecretsManager::Secret')
    return [...piecesOf(given, resolve), '-', ...secretSuffix(resource.stack.id, resource.id)];
  const pieces = piecesOf(given, resolve);
  return resource.type === 'AWS::SSM::Parameter' ? pieces.map(withoutLeadingSlash) : pieces;
}

function withoutLeadingSlash(piece: Piece, index: number): Piece {
  return index === 0 && typeof piece === 'string' ? piece.replace(/^\//, '') : piece;
}

/** The ARN of a resource as pieces, or undefined for types whose ARN is not known here. */
export function arnOf(resource: Resource, find: FindResource): readonly Piece[] | undefined {
  const naming = namings.get(resource.type);
  if (naming === undefined) return undefined;
  const resolve: Resolve = (reference) => resolved(reference, find, resolve);
  return naming.arn(nameOf(resource, naming, resolve), resource);
}

/** The name of a resource as pieces. */
export function namePieces(resource: Resource, find: FindResource): readonly Piece[] | undefined {
  const naming = namings.get(resource.type);
  const resolve: Resolve = (reference) => resolved(reference, find, resolve);
  return naming === undefined ? undefined : nameOf(resource, naming, resolve);
}
