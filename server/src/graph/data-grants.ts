import type { Place } from '../base/range';
import { asString, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { actionsWithKmsNeeds } from '../data/kms-needs';
import { compile } from '../iam/compile';
import { covers, intersects } from '../iam/matching';
import { exactly, glob, isCharacter, MANY, type Pattern, UNKNOWN } from '../iam/pattern';
import type { Statement } from '../iam/policy';
import { resourceKey } from '../iam/resource-key';
import type { Graph } from './graph';
import { type Attached, endingReference } from './identity-policies';

/** A statement that lets a principal do something with the data of a resource. */
export interface Grant {
  readonly statement: Statement;
  readonly attached: Attached;
  readonly action: string;
  readonly data: Resource;
  /** The action as it is written, which may be a wildcard. */
  readonly at: Place;
  readonly evidence: Evidence;
}

/**
 * Whether the principal works with the data. `named`: the statement itself says so. `used`: it grants everything, and a
 * workload of the principal uses the data. `likely`: it grants everything, and there is nothing else to use.
 */
export type Evidence = 'named' | 'used' | 'likely';

/** Data actions by the type of what they work on. `objects`: they work on what is in it (`arn…/*`). */
const dataTypes: ReadonlyMap<string, { readonly service: string; readonly objects: boolean }> = new Map([
  ['AWS::S3::Bucket', { service: 's3', objects: true }],
  ['AWS::Kinesis::Stream', { service: 'kinesis', objects: false }],
  ['AWS::KinesisVideo::Stream', { service: 'kinesisvideo', objects: false }],
  ['AWS::SQS::Queue', { service: 'sqs', objects: false }],
  ['AWS::SNS::Topic', { service: 'sns', objects: false }],
  ['AWS::DynamoDB::Table', { service: 'dynamodb', objects: false }],
  ['AWS::DynamoDB::GlobalTable', { service: 'dynamodb', objects: false }],
  ['AWS::SecretsManager::Secret', { service: 'secretsmanager', objects: false }],
]);

/** The data actions that need something of the key of a resource of a type. */
const actionsByType: ReadonlyMap<string, readonly { readonly action: string; readonly lower: string }[]> =
  new Map(
    [...dataTypes].map(([type, { service }]) => [
      type,
      actionsWithKmsNeeds()
        .filter((action) => action.startsWith(`${service}:`))
        .map((action) => ({ action, lower: action.toLowerCase() })),
    ]),
  );

/**
 * The statements by which a principal is granted data actions on a resource. Statements that grant everything count only
 * when the principal is seen to use the resource: what may be read is then also meant to be read.
 */
export function grantsOn(
  data: Resource,
  policies: readonly Attached[],
  usage: () => Evidence | undefined,
  graph: Graph,
): Grant[] {
  const target = targetOf(data, graph);
  if (target === undefined) return [];
  const key = resourceKey(target);
  const grants: Grant[] = [];
  for (const attached of policies) {
    const compiled = compile(attached.policy, graph.names);
    for (const { action, lower } of actionsByType.get(data.type) ?? []) {
      for (const { statement: candidate, action: certain } of compiled.candidates(lower, key)) {
        const { statement } = candidate;
        if (certain !== 'yes' || statement.effect !== 'Allow') continue;
        const evidence = reaches(statement, data, targetsOf(action, target), usage, graph);
        if (evidence === undefined) continue;
        const at = candidate.itemFor(exactly(lower))?.at ?? statement.at;
        grants.push({ statement, attached, action, data, at, evidence });
      }
    }
  }
  return grants;
}

/** The service that a type of data belongs to, as actions name it. */
export function serviceOf(type: string): string {
  return dataTypes.get(type)?.service ?? '';
}

/** The statements of a resource's own policy that name a principal; within one account they count like the principal's own. */
export function grantsByResource(data: Resource, principal: Resource, graph: Graph): Grant[] {
  const arn = graph.arnOf(principal);
  if (arn === undefined) return [];
  const policies = graph
    .protecting(data)
    .filter(({ statements }) => statements.some(isNamed))
    .map((policy): Attached => ({ policy, managed: undefined, at: policy.at }));
  const evidence = (): Evidence => 'named';
  return grantsOn(data, policies, evidence, graph).filter(({ statement }) => isNamed(statement));

  function isNamed({ effect, principals }: Statement): boolean {
    if (effect !== 'Allow' || principals === undefined || principals.negated) return false;
    return principals.principals.some(
      ({ type, value }) =>
        type === 'AWS' &&
        asString(value) !== '*' &&
        arn !== undefined &&
        covers(graph.names.glob(value), arn),
    );
  }
}

/** What the data actions of a resource work on. */
export function targetOf(data: Resource, graph: Graph): Pattern | undefined {
  const about = dataTypes.get(data.type);
  const arn = graph.arnOf(data);
  if (about === undefined || arn === undefined || !about.objects) return about && arn;
  const known = objectsOf.get(arn) ?? glob(...pieces(arn), '/', MANY);
  objectsOf.set(arn, known);
  return known;
}

/**
 * What an action works on beside the resource itself: a consumer is registered with a stream, an index belongs to a table.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesis.html
 */
function targetsOf(action: string, target: Pattern): readonly Pattern[] {
  const parts = partsOfResources.get(action);
  return parts === undefined
    ? [target]
    : [target, ...parts.map((part) => glob(...pieces(target), part, MANY))];
}

const partsOfResources: ReadonlyMap<string, readonly string[]> = new Map([
  ['kinesis:SubscribeToShard', ['/consumer/']],
  ['dynamodb:Query', ['/index/']],
  ['dynamodb:Scan', ['/index/']],
  ['dynamodb:PartiQLSelect', ['/index/']],
  ['dynamodb:GetRecords', ['/stream/']],
]);

/** Holds derived data only. */
const objectsOf = new WeakMap<Pattern, Pattern>();

function pieces(pattern: Pattern): readonly (string | Exclude<Pattern['tokens'][number], number>)[] {
  return pattern.tokens.map((token) => (typeof token === 'number' ? String.fromCharCode(token) : token));
}

function reaches(
  statement: Statement,
  data: Resource,
  targets: readonly Pattern[],
  usage: () => Evidence | undefined,
  graph: Graph,
): Evidence | undefined {
  const { resources } = statement;
  if (resources === undefined) return undefined;
  if (resources.negated) {
    const isLeftOut = resources.items.some((item) =>
      targets.every((target) => intersects(graph.names.glob(item), target)),
    );
    return isLeftOut || resources.open ? undefined : usage();
  }
  let isWideEnough = false;
  for (const item of resources.items) {
    if (names(item, data, graph)) return 'named';
    const pattern = graph.names.glob(item);
    if (pattern.tokens.includes(UNKNOWN)) continue;
    if (targets.some((target) => covers(target, pattern))) return 'named';
    if (!targets.some((target) => covers(pattern, target))) continue;
    if (!isWide(pattern)) return 'named';
    isWideEnough = true;
  }
  return isWideEnough ? usage() : undefined;
}

/**
 * The item is the resource's own reference; the same text whatever the ARN looks like. `${Bucket}/*` is a slip for the ARN of
 * its objects, which IAM refuses and the author will put right: what is meant is plain.
 */
function names(item: Value, data: Resource, graph: Graph): boolean {
  if (data.type === 'AWS::S3::Bucket') {
    const [head, rest] = item.kind === 'text' ? item.parts : [];
    const isName =
      head?.kind === 'reference' && head.to.type === 'resource' && head.to.attribute === undefined;
    return isName && rest?.kind === 'scalar' && rest.text.startsWith('/') && graph.find(head) === data;
  }
  const reference = endingReference(item);
  return reference !== undefined && graph.find(reference) === data;
}

/** A pattern that says nothing about which resource: `*`, `arn:aws:s3:::*`, `arn:aws:kinesis:…:stream/*`. */
function isWide({ tokens }: Pattern): boolean {
  const star = tokens.indexOf(MANY);
  if (star === -1) return false;
  const name = afterFifthColon(tokens.slice(0, star));
  const last = name?.at(-1);
  if (name === undefined || last === undefined) return true;
  return (
    (last === SLASH || last === COLON) && name.indexOf(last) === name.length - 1 && name.every(isCharacter)
  );
}

function afterFifthColon(tokens: Pattern['tokens']): Pattern['tokens'] | undefined {
  let colons = 0;
  for (const [index, token] of tokens.entries())
    if (token === COLON && ++colons === 5) return tokens.slice(index + 1);
  return undefined;
}

const COLON = 58;
const SLASH = 47;
