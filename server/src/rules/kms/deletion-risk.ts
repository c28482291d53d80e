import { asNumber, asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { keyedBy } from '../../graph/keyed-resources';
import { listed } from '../../graph/policy-holder';

export const rule = defineRule({
  id: 'kms-deletion-risk',
  title: 'Key that goes before its data',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::KMS::Key'],
  why: `A key that is deleted takes everything with it that it encrypts: buckets, tables, backups and logs stay and can never
be read again. Without DeletionPolicy: Retain, deleting the stack or a rename of the resource schedules the key for deletion,
and a short waiting period leaves little time to notice. Allow it for keys of test data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  Orders:
    Type: AWS::Kinesis::Stream
    Properties:
      StreamEncryption:
        EncryptionType: KMS
        KeyId: !GetAtt DataKey.Arn
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      EnableKeyRotation: true
  Orders:
    Type: AWS::Kinesis::Stream
    Properties:
      StreamEncryption:
        EncryptionType: KMS
        KeyId: !GetAtt DataKey.Arn
`,
  },
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
  ],
  knownAs: [],
  *check(key, graph) {
    const encrypted = keyedBy(key, graph).filter(outlivesStack);
    const lacking = ['DeletionPolicy', 'UpdateReplacePolicy'].filter((name) => !isKept(key, name));
    if (lacking.length > 0 && encrypted.length > 0) {
      yield {
        at: key.attributeAt(lacking[0] ?? '') ?? key.idAt,
        message: `${key.id} can be deleted with its stack, and what it encrypts (${listed(encrypted.map(({ id }) => id))}) can then never be read again.`,
        related: encrypted
          .slice(0, 3)
          .map((resource) => ({ at: resource.idAt, message: `encrypted with ${key.id}` })),
        fixes: [
          {
            title: `Keep ${key.id} when the stack goes`,
            safe: true,
            changes: lacking.map((name) => key.setAttribute(name, 'Retain')),
          },
        ],
      };
    }
    const days = asNumber(key.get('PendingWindowInDays'));
    if (days === undefined || days >= 30) return;
    yield {
      at: key.at('PendingWindowInDays'),
      severity: encrypted.length > 0 ? 'warning' : 'info',
      message: `A mistaken deletion of ${key.id} must be noticed within ${days} days; KMS would wait up to 30.`,
      fixes: [
        {
          title: 'Wait 30 days before the key is deleted',
          safe: true,
          changes: [key.set(['PendingWindowInDays'], 30)],
        },
      ],
    };
  },
});

/** False for what is deleted with the stack and leaves no copy behind: then nothing is left that the key could open. */
function outlivesStack(resource: Resource): boolean {
  return !passing.has(resource.type) || isKept(resource, 'DeletionPolicy');
}

const passing: ReadonlySet<string> = new Set([
  'AWS::KinesisFirehose::DeliveryStream',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::Serverless::Function',
]);

/** `RetainExceptOnCreate` keeps it as well; what is not known may. */
function isKept(key: Resource, name: string): boolean {
  const value = key.attribute(name);
  if (value === undefined) return false;
  const text = asString(value);
  return text === undefined || text.startsWith('Retain');
}
