import type { Resource } from '../../cloudformation/resource';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';

export const rule = defineRule({
  id: 'sns-not-kms',
  title: 'Topic without a customer managed key',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::SNS::Topic'],
  why: `Without a key SNS stores messages until they are delivered without encryption of yours, so that no key policy limits or records
who reads them. With the AWS managed key alias/aws/sns alarms, buckets and event rules cannot publish. Allow it for messages that
hold no data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Arrivals:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: arrivals
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Arrivals:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: arrivals
      KmsMasterKeyId: alias/lake
`,
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html'],
  knownAs: [
    'Checkov CKV_AWS_26',
    'Trivy AWS-0095',
    'Trivy AWS-0136',
    'cfn_nag W47',
    'SecurityHub SNS.1',
    'Guard SNS_ENCRYPTED_KMS',
    'cdk-nag SNSEncryptedKMS',
  ],
  *check(topic, graph) {
    const { kind } = graph.encryptionOf(topic);
    if (kind === 'aws-managed')
      yield {
        at: topic.at('KmsMasterKeyId'),
        severity: 'info',
        message: `${topic.id} uses the AWS managed key of SNS, with which no other service can publish to it and which no key policy limits.`,
        fixes: [repair(topic)],
      };
    if (kind === 'none')
      yield {
        at: topic.at('KmsMasterKeyId'),
        message: `${topic.id} stores its messages without a key of yours, so no key policy limits or records who reads them.`,
        fixes: [repair(topic)],
      };
  },
});

/** Not safe: whoever publishes then needs the key too. */
function repair(topic: Resource): Fix {
  const key = keyFor(topic.stack, topic);
  return {
    title: `Encrypt ${topic.id} with ${key.name}`,
    safe: false,
    changes: [topic.set(['KmsMasterKeyId'], key.arn), ...key.changes],
  };
}
