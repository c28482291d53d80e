import type { Resource } from '../../cloudformation/resource';
import type { Content } from '../../cloudformation/writing';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { bucketPolicyResource } from '../../graph/buckets';
import type { Graph } from '../../graph/graph';
import { callsWithoutTls, type PlainCall, saysWithoutTls, tlsStatement } from '../../graph/plain-http';
import { addStatement } from '../../iam/edits';
import { fromTokens, glob } from '../../iam/pattern';
import type { Policy } from '../../iam/policy';

export const rule = defineRule({
  id: 's3-no-tls-deny',
  title: 'Bucket that answers without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `S3 answers requests over plain HTTP as well as HTTPS. A client with a wrong endpoint then sends data through the network in
plain text, and nothing reports it. A Deny on aws:SecureTransport false in the bucket policy makes such requests fail; it has to name the
bucket and its objects. Allow it for a bucket that holds nothing worth reading. Websites, which S3 serves over HTTP alone, are not reported.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
  RawDataPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref RawData
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: DenyWithoutTls
            Effect: Deny
            Principal: '*'
            Action: s3:*
            Resource:
              - !GetAtt RawData.Arn
              - !Sub \${RawData.Arn}/*
            Condition:
              Bool:
                aws:SecureTransport: 'false'
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html'],
  knownAs: [
    'SecurityHub S3.5',
    'cfn_nag W51',
    'KICS s3_bucket_should_have_bucket_policy',
    'KICS s3_bucket_without_ssl_in_write_actions',
    'Guard S3_BUCKET_SSL_REQUESTS_ONLY',
    'cdk-nag S3BucketSSLRequestsOnly',
  ],
  *check(bucket, graph) {
    // Website endpoints speak HTTP alone, so that a Deny would close the site.
    if (bucket.has('WebsiteConfiguration')) return;
    const resource = bucketPolicyResource(bucket, graph);
    if (resource === 'unknown') return;
    const policies = resource === undefined ? [] : graph.policiesOf(resource);
    if (resource !== undefined && policies.length === 0) return;
    const calls = callsOn(bucket, graph);
    const open = callsWithoutTls(policies, calls, graph);
    if (open.length === 0) return;
    yield {
      at: bucket.idAt,
      // Objects cannot be read or changed then, but their names can.
      severity: open.some(({ action }) => action !== listing) ? 'warning' : 'info',
      message: `${bucket.id} ${saysWithoutTls(open, calls, 'bucket policy')}.`,
      related: resource === undefined ? [] : [{ at: resource.idAt, message: 'the policy of the bucket' }],
      fixes: [repair(bucket, policies[0], graph)],
    };
  },
});

const listing = 's3:ListBucket';

function callsOn(bucket: Resource, graph: Graph): readonly PlainCall[] {
  const arn = graph.arnOf(bucket);
  const objects = arn === undefined ? undefined : fromTokens([...arn.tokens, ...glob('/*').tokens]);
  return [
    { action: 's3:GetObject', on: objects },
    { action: 's3:PutObject', on: objects },
    { action: listing, on: arn },
  ];
}

function repair(bucket: Resource, policy: Policy | undefined, graph: Graph): Fix {
  const title = `Deny requests to ${bucket.id} without TLS`;
  const { write } = bucket.stack;
  const resources = [write.getAtt(bucket.id, 'Arn'), write.sub(`\${${bucket.id}.Arn}/*`)];
  if (policy !== undefined) {
    // A bucket has one policy, and another stack names the bucket in its own way.
    const isOwn = graph.stack(policy.stack) === bucket.stack;
    const statement = tlsStatement('s3:*', resources, policy);
    return { title, safe: true, changes: isOwn ? [addStatement(policy, statement)] : [] };
  }
  const id = bucket.stack.freeId(`${bucket.id}Policy`);
  const content: Content = {
    Type: 'AWS::S3::BucketPolicy',
    ...(bucket.declaration.condition === undefined ? {} : { Condition: bucket.declaration.condition }),
    Properties: {
      Bucket: write.ref(bucket.id),
      PolicyDocument: { Version: '2012-10-17', Statement: [tlsStatement('s3:*', resources)] },
    },
  };
  return { title, safe: true, changes: [bucket.stack.insertResource(id, content, bucket.id)] };
}
