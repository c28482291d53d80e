import { asList, asString, lookUp, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Stack } from '../cloudformation/stack';
import type { Policy } from '../iam/policy';
import { isOpenToEveryone } from './exposure';
import type { Graph } from './graph';
import { endingReference } from './identity-policies';

/** The bucket policies of the workspace that protect a bucket. */
export function bucketPoliciesOf(bucket: Resource, graph: Graph): Policy[] {
  return graph.joined(bucket.stack).flatMap((stack) =>
    [...stack.resources('AWS::S3::BucketPolicy')].flatMap((resource) => {
      const protectedBucket = resource.get('Bucket');
      if (protectedBucket === undefined || !graph.isNameOf(protectedBucket, bucket)) return [];
      return graph.policiesOf(resource);
    }),
  );
}

/** The bucket policy resource of a bucket, as far as the workspace has one; `unknown` when one may be meant for it. */
export function bucketPolicyResource(bucket: Resource, graph: Graph): Resource | 'unknown' | undefined {
  let found: Resource | 'unknown' | undefined;
  for (const stack of graph.joined(bucket.stack)) {
    for (const resource of stack.resources('AWS::S3::BucketPolicy')) {
      const named = resource.get('Bucket');
      if (named === undefined) continue;
      if (graph.isNameOf(named, bucket)) return resource;
      if (named.kind === 'unknown' || named.kind === 'text') found = 'unknown';
    }
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
  for (const stack of graph.joined(bucket.stack)) {
    for (const other of stack.resources('AWS::S3::Bucket')) {
      const target = other.get('LoggingConfiguration', 'DestinationBucketName');
      if (target !== undefined && graph.isNameOf(target, bucket)) return true;
    }
    if (logTargets(stack).some((target) => isNamed(target, bucket, graph))) return true;
  }
  return bucketPoliciesOf(bucket, graph).some(({ statements }) =>
    statements.some(({ principals }) =>
      principals?.principals.some(
        ({ type, value }) => type === 'Service' && loggers.has(asString(value) ?? ''),
      ),
    ),
  );
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

/** True when a value names the bucket, or ends in a reference to it. */
function isNamed(target: Value | undefined, bucket: Resource, graph: Graph): boolean {
  if (target === undefined) return false;
  const reference = endingReference(target);
  return graph.isNameOf(target, bucket) || (reference !== undefined && graph.find(reference) === bucket);
}

const loggers: ReadonlySet<string> = new Set([
  'logging.s3.amazonaws.com',
  'logdelivery.elasticloadbalancing.amazonaws.com',
]);
