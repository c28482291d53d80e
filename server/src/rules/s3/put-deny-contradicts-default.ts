import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { grantedAmong } from '../../graph/granted-actions';
import type { Graph } from '../../graph/graph';
import { setCondition } from '../../iam/edits';
import type { Condition, Policy } from '../../iam/policy';

const encryption = ['BucketEncryption', 'ServerSideEncryptionConfiguration'] as const;

export const rule = defineRule({
  id: 's3-put-deny-contradicts-default',
  title: 'Policy and default encryption that contradict each other',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: `A Deny on s3:x-amz-server-side-encryption admits only puts with the algorithms that it names. When the bucket itself encrypts
with another one, the two work against each other: a writer that relies on the bucket, or asks for what the bucket uses, is refused, or its
objects get the encryption that the policy was meant to keep out. Let both name the same algorithm. Allow it while a bucket moves from
one to the other.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
  RawDataPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref RawData
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Deny
            Principal: '*'
            Action: s3:PutObject
            Resource: !Sub \${RawData.Arn}/*
            Condition:
              StringNotEquals:
                s3:x-amz-server-side-encryption: AES256
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: aws:kms
  RawDataPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref RawData
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Deny
            Principal: '*'
            Action: s3:PutObject
            Resource: !Sub \${RawData.Arn}/*
            Condition:
              StringNotEquals:
                s3:x-amz-server-side-encryption: aws:kms
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html'],
  knownAs: [],
  *check(statement, graph) {
    if (statement.policy.kind !== 'bucket' || statement.effect !== 'Deny') return;
    if (grantedAmong(statement, ['s3:PutObject']).length === 0) return;
    const bucket = bucketOf(statement.policy, graph);
    const used = bucket === undefined ? undefined : algorithmOf(bucket);
    if (bucket === undefined || used === undefined) return;
    for (const condition of statement.conditions) {
      const admitted = admittedBy(condition);
      const [value] = condition.values;
      if (admitted === undefined || value === undefined || admitted.includes(used)) continue;
      yield {
        at: value.at,
        message: `The policy admits only puts with ${admitted.join(' or ')}, but ${bucket.id} itself encrypts with ${used}.`,
        related: [
          {
            at: bucket.at(...encryption, 0, 'ServerSideEncryptionByDefault', 'SSEAlgorithm'),
            message: 'the encryption of the bucket',
          },
        ],
        fixes: used.startsWith('aws:kms')
          ? [
              {
                title: `Admit puts with ${used}`,
                safe: false,
                changes: [setCondition(statement, operatorOf(condition), condition.key, used)],
              },
            ]
          : [],
      };
    }
  },
});

function bucketOf({ protects }: Policy, graph: Graph): Resource | undefined {
  const [value] = protects;
  const target = value?.kind === 'reference' ? graph.find(value) : undefined;
  return target?.type === 'AWS::S3::Bucket' ? target : undefined;
}

function algorithmOf(bucket: Resource): string | undefined {
  if (bucket.get(...encryption) === undefined) return 'AES256';
  return asString(bucket.get(...encryption, 0, 'ServerSideEncryptionByDefault', 'SSEAlgorithm'));
}

function operatorOf({ operator, ifExists }: Condition): string {
  return ifExists ? `${operator}IfExists` : operator;
}

/** The algorithms that a condition of a Deny leaves, when all of them are known. */
function admittedBy({ operator, key, set, values, open }: Condition): readonly string[] | undefined {
  if (key.toLowerCase() !== 's3:x-amz-server-side-encryption') return undefined;
  if (open || set !== undefined || !/^stringnot(?:equals|like)$/i.test(operator)) return undefined;
  const known = values.flatMap((value) => asString(value) ?? []);
  return known.length === values.length && !known.some((text) => /[*?]/.test(text)) ? known : undefined;
}
