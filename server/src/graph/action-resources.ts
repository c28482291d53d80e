import type { Place } from '../base/range';
import { asString, type Value } from '../base/value';
import { type Action, actionsOf, findAction } from '../data/actions';
import { matchesWildcard } from '../data/wildcard';
import { intersects } from '../iam/matching';
import {
  type Atom,
  exactly,
  glob,
  isCharacter,
  MANY,
  type Pattern,
  type Piece,
  splitArn,
} from '../iam/pattern';
import type { Statement } from '../iam/policy';
import { expand, hasVariables } from '../iam/variables';
import type { Content } from '../syntax/tree';
import { namedActions } from './granted-actions';
import type { Graph } from './graph';
import { endingReference } from './identity-policies';
import { isWide } from './resource-width';

/** An action of a statement of which no resource is of a kind that it works on. */
export interface Mismatch {
  readonly action: string;
  readonly at: Place;
  /** What it works on: "objects"; undefined for actions that know no single resources. */
  readonly word: string | undefined;
  /** An ARN of that kind. */
  readonly example: string;
  /** ARNs to add, where they follow from those that are there. */
  readonly missing: readonly Content[];
}

/** The actions of a statement that certainly match none of its resources, and that no other statement of its policy allows. */
export function mismatches(statement: Statement, graph: Graph): Mismatch[] {
  const { resources, policy, effect } = statement;
  if (resources === undefined || resources.negated || resources.open || resources.items.length === 0)
    return [];
  if (statement.policy.kind === 'key') return [];
  const patterns = resources.items.map((item) => ({ item, pattern: readable(item, graph) }));
  const first = patterns[0];
  if (first === undefined || patterns.some(({ pattern }) => pattern.text === '*')) return [];
  return namedActions(statement).flatMap(({ written, at }) => {
    const action = findAction(written);
    if (action === undefined || worksOnSome(action, patterns, graph)) return [];
    const others = effect === 'Allow' ? policy.statements.filter((other) => other !== statement) : [];
    if (others.some((other) => allowsElsewhere(other, action, graph))) return [];
    return [{ action: action.name, at, ...kindOf(action), missing: missingFor(action, patterns, graph) }];
  });
}

/** True when a statement allows an action, or may do so, on something that it works on; the mismatch is then a leftover. */
function allowsElsewhere(statement: Statement, action: Action, graph: Graph): boolean {
  const { effect, actions, resources } = statement;
  if (effect === 'Deny' || actions === undefined || resources === undefined) return false;
  if (actions.negated || actions.open || resources.negated || resources.open) return true;
  const named = actions.items.some((item) => {
    const written = asString(item);
    return written === undefined || matchesWildcard(written, action.name);
  });
  const patterns = resources.items.map((item) => ({ item, pattern: readable(item, graph) }));
  return (
    named && (patterns.some(({ pattern }) => pattern.text === '*') || worksOnSome(action, patterns, graph))
  );
}

interface Named {
  readonly item: Value;
  readonly pattern: Pattern;
}

/**
 * A parameter that ends in "BucketName" holds the name of a bucket, without a slash; of any other parameter nothing is known.
 */
function readable(item: Value, graph: Graph): Pattern {
  // What a policy variable stands for is not known here.
  const read = graph.names.glob;
  const pattern = (hasVariables(item) ? expand(item, read, true, () => 'unknown') : undefined) ?? read(item);
  const tokens = pattern.tokens.map((token) =>
    typeof token === 'object' && token.alphabet === 'any' && /bucket(?:name)?$/i.test(token.name)
      ? { ...token, alphabet: 'name' as const }
      : token,
  );
  return glob(...tokens.map((token) => (isCharacter(token) ? String.fromCharCode(token) : token)));
}

function worksOnSome(action: Action, patterns: readonly Named[], graph: Graph): boolean {
  if (action.resources.length === 0 || onlyOnEverything.has(action.name)) {
    // Some of these are documented with a wildcard of their service: s3:ListAllMyBuckets on arn:aws:s3:::*.
    return (
      !onlyOnEverything.has(action.name) ||
      patterns.some(({ item, pattern }) => isWide(item, graph) || !isPlain(pattern))
    );
  }
  if (action.resources.some(({ arn }) => patterns.some(({ pattern }) => intersects(formOf(arn), pattern))))
    return true;
  return patterns.some(({ pattern }) => isOfUnknownKind(pattern, action.service));
}

/**
 * Actions that are certainly asked about `*` alone. Of most others without a resource type in the service authorization
 * reference, the request names something nevertheless.
 */
const onlyOnEverything: ReadonlySet<string> = new Set([
  'cloudwatch:GetMetricData',
  'cloudwatch:ListMetrics',
  'cloudwatch:PutMetricData',
  'dynamodb:ListTables',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
  'ecr:GetAuthorizationToken',
  'kinesis:ListStreams',
  'kms:CreateKey',
  'kms:ListAliases',
  'kms:ListKeys',
  's3:ListAllMyBuckets',
  'secretsmanager:GetRandomPassword',
  'secretsmanager:ListSecrets',
  'sqs:ListQueues',
  'ssm:DescribeParameters',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]);

/**
 * True for an ARN of the action's service that is of no kind in the tables (`…:transform/LanguageExtensions`), or an alias
 * of a key, about which kms-alias-as-resource says more.
 */
function isOfUnknownKind(pattern: Pattern, service: string): boolean {
  if (service === 'kms' && pattern.text.includes(':alias/')) return true;
  if (splitArn(pattern)[2]?.text !== service) return false;
  return !formsOf(service).some((form) => intersects(form, pattern));
}

/** True for an ARN of a service that is written out, up to its name. */
function isPlain(pattern: Pattern): boolean {
  const [arn, , service, , , resource] = splitArn(pattern);
  return (
    arn?.text === 'arn' && service?.exact === true && resource !== undefined && !resource.text.startsWith('*')
  );
}

const formsByService = new Map<string, readonly Pattern[]>();

/** The ARNs of all kinds of resources of a service. */
function formsOf(service: string): readonly Pattern[] {
  const known = formsByService.get(service);
  if (known !== undefined) return known;
  const arns = new Set(
    (actionsOf(service) ?? []).flatMap(({ resources }) => resources.map(({ arn }) => arn)),
  );
  const found = [...arns].map(formOf);
  formsByService.set(service, found);
  return found;
}

/** These two hold derived data only. */
const forms = new Map<string, Pattern>();

/** `arn:${Partition}:s3:::${BucketName}/${ObjectName}` with the parts that may be anything. */
function formOf(arn: string): Pattern {
  const known = forms.get(arn);
  if (known !== undefined) return known;
  const pieces = arn.split(/(\$\{\w+\})/).map((piece): Piece => {
    if (piece === '${Partition}') return 'aws';
    const part = parts.get(piece);
    if (part !== undefined) return part;
    return piece.startsWith('${') ? MANY : piece;
  });
  const form = exactly(...pieces.filter((piece) => piece !== ''));
  forms.set(arn, form);
  return form;
}

/** The parts of an ARN that hold neither colon nor slash; all others may be anything. */
const parts: ReadonlyMap<string, Atom> = new Map<string, Atom>([
  ['${BucketName}', { id: 'some bucket', name: 'bucket', nature: 'free', alphabet: 'name' }],
  ['${Region}', { id: 'some region', name: 'region', nature: 'free', alphabet: 'region' }],
  ['${Account}', { id: 'some account', name: 'account', nature: 'free', alphabet: 'digits' }],
]);

function kindOf(action: Action): Pick<Mismatch, 'word' | 'example'> {
  const required = action.resources.filter((one) => one.required);
  const resource =
    action.resources.find(({ type }) => words.has(`${action.service}:${type}`)) ??
    required[0] ??
    action.resources[0];
  if (resource === undefined || onlyOnEverything.has(action.name)) return { word: undefined, example: '*' };
  const example = resource.arn.replace('${Partition}', 'aws').replaceAll(/\$\{(\w+)\}/g, '<$1>');
  return {
    word: words.get(`${action.service}:${resource.type}`) ?? `resources of the type ${resource.type}`,
    example,
  };
}

const words: ReadonlyMap<string, string> = new Map([
  ['s3:object', 'objects'],
  ['s3:bucket', 'buckets'],
  ['kinesis:stream', 'streams'],
  ['kinesis:consumer', 'stream consumers'],
  ['dynamodb:table', 'tables'],
  ['sqs:queue', 'queues'],
  ['sns:topic', 'topics'],
  ['kms:key', 'keys'],
  ['lambda:function', 'functions'],
  ['secretsmanager:Secret', 'secrets'],
]);

function missingFor(action: Action, patterns: readonly Named[], graph: Graph): Content[] {
  if (action.resources.length === 0) return [];
  const types = new Set(action.resources.map(({ type }) => type));
  if (action.service !== 's3') return [];
  return patterns.flatMap(({ item, pattern }) => {
    const objects = isBucketArn(pattern);
    if (types.has('object') && objects) return contentOf(item, 'objects', graph);
    return types.has('bucket') && !objects ? contentOf(item, 'bucket', graph) : [];
  });
}

function isBucketArn(pattern: Pattern): boolean {
  const resource = splitArn(pattern)[5];
  return resource !== undefined && !resource.text.includes('/');
}

/** The ARN of a bucket's objects from that of the bucket, or the other way, in the author's words. */
function contentOf(item: Value, wanted: 'objects' | 'bucket', graph: Graph): Content[] {
  const reference = endingReference(item);
  if (item.kind === 'scalar') {
    const text = item.text;
    return [wanted === 'objects' ? `${text}/*` : text.replace(/\/.*$/, '')];
  }
  if (item.kind === 'reference' && wanted === 'objects' && reference !== undefined) {
    const bucket = graph.find(reference);
    const stack = bucket?.stack;
    return bucket === undefined || stack === undefined ? [] : [stack.write.sub(`\${${bucket.id}.Arn}/*`)];
  }
  return item.kind === 'text' ? fromText(item, wanted, graph) : [];
}

function fromText(item: Value & { kind: 'text' }, wanted: 'objects' | 'bucket', graph: Graph): Content[] {
  let written = '';
  for (const part of item.parts) {
    if (part.kind === 'unknown') return [];
    written += part.kind === 'scalar' ? part.text : `\${${nameOf(part)}}`;
  }
  if (/\$\{undefined\}/.test(written)) return [];
  const stack = firstStack(item, graph);
  if (stack === undefined) return [];
  if (wanted === 'objects') return [stack.write.sub(`${written}/*`)];
  const bucket = written.replace(/^((?:[^/$]|\$\{[^}]*\})*)\/.*$/s, '$1');
  const only = /^\$\{(\w+)\.Arn\}$/.exec(bucket)?.[1];
  return [only === undefined ? stack.write.sub(bucket) : stack.write.getAtt(only, 'Arn')];
}

function nameOf({ to }: Value & { kind: 'reference' }): string | undefined {
  if (to.type === 'resource') return to.attribute === undefined ? to.id : `${to.id}.${to.attribute}`;
  return to.type === 'import' ? undefined : to.name;
}

function firstStack(item: Value & { kind: 'text' }, graph: Graph) {
  for (const part of item.parts) {
    if (part.kind !== 'reference') continue;
    if (part.to.type === 'resource' || part.to.type === 'parameter') return graph.stack(part.to.stack);
  }
  return undefined;
}
