import { asNumber } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-snapshots-short',
  title: 'Redshift cluster without enough snapshots',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Redshift::Cluster'],
  why: `Automated snapshots are the way back after a bad load or an attacker who deletes. With a retention of 0 there are none, and the
default of one day is over before a damage of Friday is noticed on Monday. Seven days cover a week; 35 is the most. Allow it where AWS
Backup keeps the copies, or everything can be loaded again.`,
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
      AutomatedSnapshotRetentionPeriod: 0
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
      AutomatedSnapshotRetentionPeriod: 14
`,
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-snapshots.html'],
  knownAs: ['SecurityHub Redshift.3', 'Guard REDSHIFT_BACKUP_ENABLED', 'cdk-nag RedshiftBackupEnabled'],
  *check(cluster) {
    const written = cluster.get('AutomatedSnapshotRetentionPeriod');
    const days = written === undefined ? 1 : asNumber(written);
    if (days === undefined || days >= 7) return;
    const kept = `keeps its snapshots for ${days === 1 ? 'one day' : `${days} days`}${written === undefined ? ' by default' : ''}`;
    yield {
      at: cluster.at('AutomatedSnapshotRetentionPeriod'),
      message:
        days === 0
          ? `${cluster.id} takes no automated snapshots: what is deleted or overwritten is lost.`
          : `${cluster.id} ${kept}, so a damage found later cannot be undone.`,
      ...(days === 0 ? { severity: 'warning' } : {}),
      fixes: [
        {
          title: `Keep the snapshots of ${cluster.id} for 7 days`,
          safe: false,
          changes: [cluster.set(['AutomatedSnapshotRetentionPeriod'], 7)],
        },
      ],
    };
  },
});
