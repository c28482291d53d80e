import { asList, asString, lookUp, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import { equals } from '../iam/matching';
import type { Policy } from '../iam/policy';
import { isOpenToEveryone } from './exposure';
import type { Graph } from './graph';
import { endingReference } from './identity-policies';

/** The bucket policies of the workspace that protect a bucket. */
export function bucketPoliciesOf(bucket: Resource, graph: Graph): readonly Policy[] {
  return graph.bucketPolicies(bucket);
}

/** The policies that protect the buckets of some joined stacks, in these or in stacks that import. */
export function policiesByBucket(
  stacks: readonly Stack[],
  graph: Graph,
): ReadonlyMap<Resource, readonly Policy[]> {
  const found = new Map<Resource, Policy[]>();
  for (const resource of around(stacks, graph, 'AWS::S3::BucketPolicy')) {
    for (const bucket of bucketsNamed(resource.get('Bucket'), stacks, graph)) {
      const policies = found.get(bucket) ?? [];
      found.set(bucket, policies);
      policies.push(...graph.policiesOf(resource));
    }
  }
  return found;
}

/** The resources of a type in some joined stacks and in those that may use what is in them. */
function around(stacks: readonly Stack[], graph: Graph, type: string): readonly Resource[] {
  const [top] = stacks;
  return top === undefined ? [] : graph.around(top).flatMap((stack) => [...stack.resources(type)]);
}

/** The buckets of some stacks that a value names: the one that it refers to, or those whose name is written as it is. */
function bucketsNamed(value: Value | undefined, stacks: readonly Stack[], graph: Graph): readonly Resource[] {
  if (value === undefined || value.kind === 'unknown') return [];
  if (value.kind === 'reference' && value.to.type === 'resource') {
    const bucket = graph.find(value);
    return bucket?.type === 'AWS::S3::Bucket' ? [bucket] : [];
  }
  return stacks.flatMap((stack) =>
    [...stack.resources('AWS::S3::Bucket')].filter((bucket) => graph.isNameOf(value, bucket)),
  );
}

/** The bucket policy resource of a bucket, as far as the workspace has one; `unknown` when one may be meant for it. */
export function bucketPolicyResource(bucket: Resource, graph: Graph): Resource | 'unknown' | undefined {
  let found: Resource | 'unknown' | undefined;
  const joined = graph.joined(bucket.stack);
  for (const resource of around(joined, graph, 'AWS::S3::BucketPolicy')) {
    const named = resource.get('Bucket');
    if (named === undefined) continue;
    const isNear = joined.includes(resource.stack);
    if (isNear ? graph.isNameOf(named, bucket) : named.kind === 'reference' && graph.find(named) === bucket)
      return resource;
    if (isNear && (named.kind === 'unknown' || named.kind === 'text')) found = 'unknown';
  }
  return found;
}

/**
 * True for a bucket whose readers KMS decrypts nothing for: those of a website or of a policy for everyone, who show no
 * credentials, and the origin access identities of CloudFront.
 * https://repost.aws/knowledge-center/s3-kms-signature-version-error
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export function servesWithoutKeys(bucket: Resource, graph: Graph): boolean {
  return (
    bucket.has('WebsiteConfiguration') ||
    bucketPoliciesOf(bucket, graph).some(({ statements }) =>
      statements.some(
        (statement) => isOpenToEveryone(statement) || statement.principals?.items.some(isAccessIdentity),
      ),
    )
  );
}

function isAccessIdentity(principal: Value): boolean {
  if (principal.kind === 'text')
    return principal.parts.some((part) => asString(part)?.includes('CloudFront Origin Access Identity'));
  if (principal.kind === 'reference')
    return principal.to.type === 'resource' && principal.to.attribute === 'S3CanonicalUserId';
  return asString(principal)?.includes('CloudFront Origin Access Identity') === true;
}

/**
 * True for a bucket that receives logs which S3 and load balancers can only deliver with SSE-S3: its encryption with a
 * customer managed key would end the logging.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function receivesAccessLogs(bucket: Resource, graph: Graph): boolean {
  if (asString(bucket.get('AccessControl')) === 'LogDeliveryWrite') return true;
  if (graph.logBuckets(bucket.stack).has(bucket)) return true;
  return bucketPoliciesOf(bucket, graph).some(({ statements }) =>
    statements.some(({ principals }) =>
      principals?.principals.some(
        ({ type, value }) => type === 'Service' && loggers.has(asString(value) ?? ''),
      ),
    ),
  );
}

/** The buckets that other resources of some joined stacks, or of stacks that import, name as where their logs go. */
export function logBucketsIn(stacks: readonly Stack[], graph: Graph): ReadonlySet<Resource> {
  const [top] = stacks;
  const targets = (top === undefined ? [] : graph.around(top)).flatMap((stack) => [
    ...valuesOf(stack, 'AWS::S3::Bucket', 'LoggingConfiguration', 'DestinationBucketName'),
    ...logTargets(stack).map((target) =>
      target === undefined ? undefined : (endingReference(target) ?? target),
    ),
  ]);
  return new Set(targets.flatMap((target) => bucketsNamed(target, stacks, graph)));
}

/** True for a bucket that another one of the joined stacks replicates its objects to. */
export function receivesReplicas(bucket: Resource, graph: Graph): boolean {
  const arn = graph.arnOf(bucket);
  if (arn === undefined) return false;
  return graph
    .joined(bucket.stack)
    .flatMap((stack) => valuesOf(stack, 'AWS::S3::Bucket', 'ReplicationConfiguration', 'Rules'))
    .flatMap(asList)
    .map((rule) => lookUp(rule, 'Destination', 'Bucket'))
    .some((target) => target !== undefined && equals(graph.names.exactly(target), arn) === 'yes');
}

/** Where Redshift and load balancers write their logs. Network load balancers may use a key, but are not told apart here. */
function logTargets(stack: Stack): readonly (Value | undefined)[] {
  return [
    ...valuesOf(stack, 'AWS::Redshift::Cluster', 'LoggingProperties', 'BucketName'),
    ...valuesOf(stack, 'AWS::ElasticLoadBalancing::LoadBalancer', 'AccessLoggingPolicy', 'S3BucketName'),
    ...valuesOf(stack, 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerAttributes')
      .flatMap(asList)
      .filter((attribute) =>
        /^(?:access|connection)_logs\.s3\.bucket$/.test(asString(lookUp(attribute, 'Key')) ?? ''),
      )
      .map((attribute) => lookUp(attribute, 'Value')),
  ];
}

function valuesOf(stack: Stack, type: string, ...path: readonly string[]): (Value | undefined)[] {
  return [...stack.resources(type)].map((resource) => resource.get(...path));
}

const loggers: ReadonlySet<string> = new Set([
  'logging.s3.amazonaws.com',
  'logdelivery.elasticloadbalancing.amazonaws.com',
]);
