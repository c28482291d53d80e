import { asString } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Policy } from '../iam/policy';
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
    for (const cluster of stack.resources('AWS::Redshift::Cluster')) {
      const target = cluster.get('LoggingProperties', 'BucketName');
      const reference = target === undefined ? undefined : endingReference(target);
      if (reference !== undefined && graph.find(reference) === bucket) return true;
    }
  }
  return bucketPoliciesOf(bucket, graph).some(({ statements }) =>
    statements.some(({ principals }) =>
      principals?.principals.some(
        ({ type, value }) => type === 'Service' && loggers.has(asString(value) ?? ''),
      ),
    ),
  );
}

const loggers: ReadonlySet<string> = new Set([
  'logging.s3.amazonaws.com',
  'logdelivery.elasticloadbalancing.amazonaws.com',
]);
