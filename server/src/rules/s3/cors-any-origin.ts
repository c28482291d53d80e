import type { Place } from '../../base/range';
import { asList, asString, lookUp, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

const rules = ['CorsConfiguration', 'CorsRules'] as const;
const writing: ReadonlySet<string> = new Set(['PUT', 'POST', 'DELETE']);

export const rule = defineRule({
  id: 's3-cors-any-origin',
  title: 'Bucket that pages of any origin may use',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `A CORS rule for the origin "*" lets every page on the internet use the bucket through the browsers of its visitors, with
whatever signed links and credentials they hold. Name the origins of your own pages. Allow it for public files that are only read:
such rules are reported as information.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [GET, PUT]
            AllowedOrigins: ['*']
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      CorsConfiguration:
        CorsRules:
          - AllowedMethods: [GET, PUT]
            AllowedOrigins: [https://portal.example.com]
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html'],
  knownAs: ['KICS s3_bucket_with_unsecured_cors_rule'],
  *check(bucket) {
    for (const [index, cors] of asList(bucket.get(...rules)).entries()) {
      const any = asList(lookUp(cors, 'AllowedOrigins')).find(isAnyOrigin);
      if (any === undefined) continue;
      const methods = asList(lookUp(cors, 'AllowedMethods')).map(asString);
      const writes = methods.some((method) => method !== undefined && writing.has(method));
      yield findingAt(any.at, bucket, index, writes);
    }
  },
});

function findingAt(at: Place, bucket: Resource, index: number, writes: boolean) {
  const only = asList(bucket.get(...rules)).length === 1;
  return {
    at,
    severity: writes ? ('warning' as const) : ('info' as const),
    message: `Pages of any origin may ${writes ? 'change' : 'read'} ${bucket.id} through the browsers of their visitors.`,
    fixes: [
      {
        title: 'Remove the CORS rule',
        safe: false,
        changes: [bucket.remove(only ? ['CorsConfiguration'] : [...rules, index])],
      },
    ],
  };
}

/** `*`, and every host of a scheme. */
function isAnyOrigin(value: Value): boolean {
  return /^(?:https?:\/\/)?\*$/.test(asString(value) ?? '');
}
