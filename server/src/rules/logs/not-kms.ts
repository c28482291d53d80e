import type { Resource } from '../../cloudformation/resource';
import type { Content } from '../../cloudformation/writing';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'logs-not-kms',
  title: 'Log group without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Logs::LogGroup'],
  why: `CloudWatch Logs encrypts every log group with a key of its own, so everybody who may read the logs may also decrypt them, and no
key policy can limit or record it. Logs of pipelines hold records, names of files and error texts with data. With a customer managed key,
whose policy must admit the service, reading can be stopped at the key. Allow it for logs that hold no data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  JobLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 365
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  JobLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 365
      KmsKeyId: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html'],
  knownAs: [
    'Checkov CKV_AWS_158',
    'Trivy AWS-0017',
    'cfn_nag W84',
    'Guard CLOUDWATCH_LOG_GROUP_ENCRYPTED',
    'cdk-nag CloudWatchLogGroupEncrypted',
  ],
  *check(group, graph) {
    if (graph.encryptionOf(group).kind !== 'none') return;
    yield {
      at: group.idAt,
      message: `${group.id} has no key of yours, so no key policy limits or records who decrypts its logs.`,
      fixes: [repair(group)],
    };
  },
});

/** A key of its own, because its policy has to admit the service. */
function repair(group: Resource): Fix {
  const { id, stack } = group;
  const key = stack.freeId(`${id}Key`);
  return {
    title: `Encrypt ${id} with a key of its own`,
    safe: false,
    changes: [
      group.set(['KmsKeyId'], stack.write.getAtt(key, 'Arn')),
      stack.insertResource(key, keyContent(group), id),
    ],
  };
}

function keyContent({ stack, declaration }: Resource): Content {
  const { write } = stack;
  return {
    Type: 'AWS::KMS::Key',
    ...(declaration.condition === undefined ? {} : { Condition: declaration.condition }),
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      EnableKeyRotation: true,
      KeyPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AllowAccountPolicies',
            Effect: 'Allow',
            Principal: { AWS: write.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') },
            Action: 'kms:*',
            Resource: '*',
          },
          {
            Sid: 'AllowLogs',
            Effect: 'Allow',
            Principal: { Service: write.sub('logs.${AWS::Region}.amazonaws.com') },
            Action: [
              'kms:Encrypt*',
              'kms:Decrypt*',
              'kms:ReEncrypt*',
              'kms:GenerateDataKey*',
              'kms:Describe*',
            ],
            Resource: '*',
            Condition: {
              ArnLike: {
                'kms:EncryptionContext:aws:logs:arn': write.sub(
                  'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*',
                ),
              },
            },
          },
        ],
      },
    },
  };
}
