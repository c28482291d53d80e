import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-not-encrypted',
  title: 'Redshift cluster that is told not to encrypt',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Redshift::Cluster'],
  why: `Redshift encrypts every new cluster; with Encrypted: false the request to create one is refused and the deployment fails.
A cluster from before that still runs unencrypted keeps its data and its snapshots as plain data. There is no good reason to allow it.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: single-node
      DBName: warehouse
      MasterUsername: warehouse_admin
      ManageMasterPassword: true
      NodeType: ra3.xlplus
      Encrypted: false
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: single-node
      DBName: warehouse
      MasterUsername: warehouse_admin
      ManageMasterPassword: true
      NodeType: ra3.xlplus
      Encrypted: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-cluster.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_64',
    'Trivy AWS-0084',
    'cfn_nag F28',
    'SecurityHub Redshift.10',
    'KICS redshift_not_encrypted',
    'Guard REDSHIFT_CLUSTER_CONFIGURATION_CHECK',
    'cdk-nag RedshiftClusterEncryptionAtRest',
  ],
  *check(cluster) {
    if (asBoolean(cluster.get('Encrypted')) !== false) return;
    yield {
      at: cluster.at('Encrypted'),
      message: `${cluster.id} is not to be encrypted, which Redshift refuses: its creation fails.`,
      fixes: [{ title: `Encrypt ${cluster.id}`, safe: false, changes: [cluster.set(['Encrypted'], true)] }],
    };
  },
});
