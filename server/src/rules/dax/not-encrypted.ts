import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'dax-not-encrypted',
  title: 'DAX cluster that is not encrypted',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::DAX::Cluster'],
  why: `DAX keeps items of the table on the disks of its nodes; without SSESpecification they lie there as plain data, whatever key
encrypts the table. It is decided when the cluster is created: switching it on replaces the cluster. Allow it for tables whose data is
public.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Cache:
    Type: AWS::DAX::Cluster
    Properties:
      NodeType: dax.r5.large
      ReplicationFactor: 3
      IAMRoleARN: arn:aws:iam::111122223333:role/dax
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Cache:
    Type: AWS::DAX::Cluster
    Properties:
      NodeType: dax.r5.large
      ReplicationFactor: 3
      IAMRoleARN: arn:aws:iam::111122223333:role/dax
      SSESpecification:
        SSEEnabled: true
`,
  },
  references: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionAtRest.html'],
  knownAs: [
    'Checkov CKV_AWS_47',
    'cfn_nag W83',
    'SecurityHub DynamoDB.3',
    'Guard DAX_ENCRYPTION_ENABLED',
    'cdk-nag DAXEncrypted',
  ],
  *check(cluster) {
    const written = cluster.get('SSESpecification', 'SSEEnabled');
    if (written !== undefined && asBoolean(written) !== false) return;
    yield {
      at: cluster.at('SSESpecification', 'SSEEnabled'),
      message: `${cluster.id} keeps items of its tables unencrypted on its disks, and encrypting it later replaces it.`,
      fixes: [
        {
          title: `Encrypt ${cluster.id}`,
          safe: false,
          changes: [cluster.set(['SSESpecification', 'SSEEnabled'], true)],
        },
      ],
    };
  },
});
