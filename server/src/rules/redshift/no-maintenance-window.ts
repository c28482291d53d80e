import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-no-maintenance-window',
  title: 'Cluster whose maintenance nobody has timed',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Redshift::Cluster'],
  why: `Redshift applies patches once a week and restarts the cluster for it. Without PreferredMaintenanceWindow it picks a time at random,
which may be the middle of a load; upgrades that disturb are put off, and holes stay open meanwhile. Allow it where nothing runs at fixed
times.`,
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
      PreferredMaintenanceWindow: sun:03:00-sun:03:30
`,
  },
  references: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-considerations.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-cluster.html',
  ],
  knownAs: ['Guard REDSHIFT_CLUSTER_MAINTENANCESETTINGS_CHECK', 'cdk-nag RedshiftClusterMaintenanceSettings'],
  *check(cluster) {
    const written = cluster.get('PreferredMaintenanceWindow');
    if (written !== undefined && asString(written) !== '') return;
    yield {
      at: cluster.at('PreferredMaintenanceWindow'),
      message: `${cluster.id} names no maintenance window, so Redshift restarts it for patches at a time that nobody has chosen.`,
    };
  },
});
