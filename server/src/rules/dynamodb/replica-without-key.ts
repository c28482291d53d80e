import { asString, isUnknown, lookUp } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'dynamodb-replica-without-key',
  title: 'Replica without a key while another one has one',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::DynamoDB::GlobalTable'],
  why: `A KMS key belongs to one region, so a global table needs a customer managed key in the region of every replica: either every
replica names one, or none. A table in which one is missing is refused, and the deployment fails. There is no good reason to allow it.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
      SSESpecification:
        SSEEnabled: true
        SSEType: KMS
      Replicas:
        - Region: eu-central-1
          SSESpecification:
            KMSMasterKeyId: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        - Region: eu-west-1
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: id
          AttributeType: S
      KeySchema:
        - AttributeName: id
          KeyType: HASH
      SSESpecification:
        SSEEnabled: true
        SSEType: KMS
      Replicas:
        - Region: eu-central-1
          SSESpecification:
            KMSMasterKeyId: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        - Region: eu-west-1
          SSESpecification:
            KMSMasterKeyId: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html',
  ],
  knownAs: [],
  *check(table) {
    const replicas = table.get('Replicas');
    if (replicas?.kind !== 'list') return;
    const keys = replicas.items.map((replica) => lookUp(replica, 'SSESpecification', 'KMSMasterKeyId'));
    if (!keys.some((key) => key !== undefined && !isUnknown(key))) return;
    for (const [index, key] of keys.entries()) {
      if (key !== undefined) continue;
      const region = asString(table.get('Replicas', index, 'Region'));
      yield {
        at: table.at('Replicas', index, 'Region'),
        message: `${table.id} names keys for other replicas but none for ${region ?? `number ${index + 1}`}, so its deployment fails.`,
      };
    }
  },
});
