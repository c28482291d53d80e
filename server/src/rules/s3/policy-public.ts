import { asBoolean } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { everyoneAt, isOpenToEveryone } from '../../graph/exposure';
import type { Graph } from '../../graph/graph';
import { setPrincipal } from '../../iam/edits';
import type { Policy, Statement } from '../../iam/policy';

export const rule = defineRule({
  id: 's3-policy-public',
  title: 'Bucket policy open to everyone',
  severity: 'error',
  profile: 'recommended',
  on: 'statement',
  why: `An Allow for the principal "*" lets anyone on the internet do what the statement lists, without an AWS account. Since April
2023 S3 refuses such a policy unless the bucket's public access block is switched off, so it either fails to deploy or publishes the
data. A condition on the VPC, endpoint, organisation, account or source makes the statement private again. Allow it for a bucket
that serves public files on purpose.`,
  bad: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::sales-data/*" }
  ]
}
`,
  },
  good: {
    language: 'json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::sales-data/*"
    }
  ]
}
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  knownAs: [
    'Trivy AWS-0161',
    'SecurityHub CloudTrail.6',
    'cfn_nag F16',
    'KICS s3_bucket_access_to_any_principal',
    'KICS s3_bucket_allows_get_actions_from_all_principals',
    'KICS s3_bucket_allows_put_actions_from_all_principals',
    'KICS s3_bucket_allows_list_actions_from_all_principals',
    'KICS s3_bucket_allows_delete_actions_from_all_principals',
    'KICS s3_bucket_allows_restore_actions_from_all_principals',
    'Guard S3_BUCKET_POLICY_NO_WILDCARD_PRINCIPAL',
    'SecurityHub S3.2',
    'SecurityHub S3.3',
    'Guard S3_BUCKET_PUBLIC_READ_PROHIBITED',
    'Guard S3_BUCKET_PUBLIC_WRITE_PROHIBITED',
    'cdk-nag S3BucketPublicReadProhibited',
    'cdk-nag S3BucketPublicWriteProhibited',
    'cfn_nag F9',
    'Guard S3_BUCKETPOLICY_NO_ALLOW_PLUS_NOTPRINCIPAL',
  ],
  *check(statement, graph) {
    if (statement.policy.kind !== 'bucket' || !isOpenToEveryone(statement)) return;
    const bucket = bucketOf(statement.policy, graph);
    yield {
      at: everyoneAt(statement),
      message: `Anyone on the internet may ${deedsOf(statement)} ${bucket?.id ?? 'the bucket'}${blocked(bucket)}.`,
      fixes: [
        {
          title: 'Limit the statement to this account',
          safe: false,
          changes: [setPrincipal(statement, { AWS: accountRoot(statement.policy, graph) })],
        },
      ],
    };
  },
});

function bucketOf({ protects }: Policy, graph: Graph): Resource | undefined {
  const [value] = protects;
  return value?.kind === 'reference' ? graph.find(value) : undefined;
}

function deedsOf({ actions }: Statement): string {
  if (actions === undefined || actions.negated) return 'use';
  const names = actions.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  if (names.some((name) => name === '*' || name.toLowerCase() === 's3:*')) return 'do everything with';
  const writes = names.some((name) => /^s3:(put|delete|restore|abort|replicate)/i.test(name));
  const reads = names.some((name) => /^s3:(get|list)/i.test(name));
  if (writes) return reads ? 'read and change' : 'change';
  return reads ? 'read' : 'use';
}

/** What stands between the policy and the public, as far as the bucket says. */
function blocked(bucket: Resource | undefined): string {
  const switches = ['BlockPublicPolicy', 'RestrictPublicBuckets'].map((name) =>
    asBoolean(bucket?.get('PublicAccessBlockConfiguration', name)),
  );
  return switches.includes(true)
    ? ', as soon as its public access block is lifted, and until then the deployment fails'
    : '';
}

function accountRoot(policy: Policy, graph: Graph) {
  const stack = graph.stack(policy.stack);
  return stack === undefined
    ? 'arn:aws:iam::111122223333:root'
    : stack.write.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root');
}
