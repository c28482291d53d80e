import { asBoolean } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';
import { lacksOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'redshift-no-customer-key',
  title: 'Redshift without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Namespace'],
  why: `Without KmsKeyId a key that AWS manages or owns encrypts the warehouse and its snapshots: no key policy says who may restore
them, its use cannot be stopped, and snapshots cannot be shared with another account. Choosing another key later migrates all data, during
which the cluster is read-only. Allow it where nobody but this account ever needs the data.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::RedshiftServerless::Namespace
    Properties:
      NamespaceName: warehouse
      ManageAdminPassword: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  WarehouseKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  Warehouse:
    Type: AWS::RedshiftServerless::Namespace
    Properties:
      NamespaceName: warehouse
      ManageAdminPassword: true
      KmsKeyId: !GetAtt WarehouseKey.Arn
`,
  },
  references: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-workgroups-and-namespaces-rotate-kms-key.html',
  ],
  knownAs: ['Trivy AWS-0084', 'KICS redshift_cluster_without_kms_cmk'],
  *check(warehouse, graph) {
    const encrypted = warehouse.get('Encrypted');
    if (encrypted !== undefined && asBoolean(encrypted) !== true) return;
    const lack = lacksOwnKey(warehouse, ['KmsKeyId'], graph);
    if (lack === undefined || isKeyedElsewhere(warehouse)) return;
    const key = keyFor(warehouse.stack, warehouse);
    yield {
      at: warehouse.at('KmsKeyId'),
      message: `${warehouse.id} names no customer managed key, so no key policy limits or records who restores its snapshots; another key later means a migration.`,
      fixes: [
        {
          title: `Encrypt ${warehouse.id} with ${key.name}`,
          safe: false,
          changes: [warehouse.set(['KmsKeyId'], key.arn), ...key.changes],
        },
      ],
    };
  },
});

/** The key of a hardware security module is the customer's own, and a restored cluster has that of its snapshot. */
function isKeyedElsewhere(warehouse: Resource): boolean {
  return ['HsmConfigurationIdentifier', 'SnapshotIdentifier', 'SnapshotArn'].some((property) =>
    warehouse.has(property),
  );
}
