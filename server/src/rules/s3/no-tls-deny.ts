import type { Resource } from '../../cloudformation/resource';
import type { Content } from '../../cloudformation/writing';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { bucketPolicyResource } from '../../graph/buckets';
import type { Graph } from '../../graph/graph';
import { mayDenyPlainHttp } from '../../graph/plain-http';
import { addStatement } from '../../iam/edits';
import type { Policy } from '../../iam/policy';

export const rule = defineRule({
  id: 's3-no-tls-deny',
  title: 'Bucket that answers without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `S3 answers requests over plain HTTP as well as HTTPS. A client with a wrong endpoint then sends data through the network in
plain text, and nothing reports it. A Deny on aws:SecureTransport false in the bucket policy makes such requests fail. Allow it for
a bucket that holds nothing worth reading. Websites, which S3 serves over HTTP alone, are not reported.`,
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
    if (resource !== undefined && (policies.length === 0 || policies.some(mayDenyPlainHttp))) return;
    yield {
      at: bucket.idAt,
      message: `${bucket.id} answers requests without TLS: no bucket policy denies them.`,
      related: resource === undefined ? [] : [{ at: resource.idAt, message: 'the policy of the bucket' }],
      fixes: [repair(bucket, policies[0], graph)],
    };
  },
});

function repair(bucket: Resource, policy: Policy | undefined, graph: Graph): Fix {
  const title = `Deny requests to ${bucket.id} without TLS`;
  const holder = policy === undefined ? bucket.stack : graph.stack(policy.stack);
  const { write } = bucket.stack;
  const statement: Content = {
    Sid: 'DenyWithoutTls',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [write.getAtt(bucket.id, 'Arn'), write.sub(`\${${bucket.id}.Arn}/*`)],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  if (policy !== undefined && holder === bucket.stack)
    return { title, safe: true, changes: [addStatement(policy, statement)] };
  const id = bucket.stack.freeId(`${bucket.id}Policy`);
  const content: Content = {
    Type: 'AWS::S3::BucketPolicy',
    ...(bucket.declaration.condition === undefined ? {} : { Condition: bucket.declaration.condition }),
    Properties: {
      Bucket: write.ref(bucket.id),
      PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
    },
  };
  return { title, safe: true, changes: [bucket.stack.insertResource(id, content, bucket.id)] };
}
