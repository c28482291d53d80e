import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-no-version-upgrade',
  title: 'Redshift that stays on its version',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Redshift::Cluster'],
  why: `Versions of Redshift close security holes. They are applied in the maintenance window by default; with AllowVersionUpgrade: false
holes stay open until somebody thinks of them. Allow it while a version is being tested.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: multi-node
      NumberOfNodes: 2
      NodeType: ra3.xlplus
      DBName: sales
      MasterUsername: sales_owner
      ManageMasterPassword: true
      AllowVersionUpgrade: false
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: multi-node
      NumberOfNodes: 2
      NodeType: ra3.xlplus
      DBName: sales
      MasterUsername: sales_owner
      ManageMasterPassword: true
      AllowVersionUpgrade: true
`,
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/cluster-versions.html'],
  knownAs: [
    'SecurityHub Redshift.6',
    'Guard REDSHIFT_CLUSTER_MAINTENANCESETTINGS_CHECK',
    'cdk-nag RedshiftClusterMaintenanceSettings',
    'cdk-nag RedshiftClusterVersionUpgrade',
  ],
  *check(resource) {
    const written = resource.get('AllowVersionUpgrade');
    if (asBoolean(written) !== false) return;
    yield {
      at: resource.at('AllowVersionUpgrade'),
      message: `${resource.id} stays on its version, so known holes of it stay open.`,
      fixes: [
        {
          title: `Let ${resource.id} take new versions`,
          safe: false,
          changes: [resource.set(['AllowVersionUpgrade'], true)],
        },
      ],
    };
  },
});
