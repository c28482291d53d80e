import { asNumber } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { isCopy, isMember, isReplica } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-backups-short',
  title: 'Database without enough backups',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'],
  why: `Automated backups are the way back after a bad load, a bad release or an attacker who deletes. With a retention of 0 there
are none, and the default of one day is over before a damage of Friday is noticed on Monday. Seven days cover a week; 35 is the most.
Replicas and members of a cluster have the backups of their source. Allow it where AWS Backup keeps the copies, or the data can be loaded
again.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.medium
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
      BackupRetentionPeriod: 0
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.medium
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
      BackupRetentionPeriod: 14
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html',
  ],
  knownAs: [
    'Trivy AWS-0077',
    'cfn_nag W75',
    'SecurityHub RDS.11',
    'KICS rds_with_backup_disabled',
    'KICS low_rds_backup_retention_period',
    'Guard DB_INSTANCE_BACKUP_ENABLED',
    'cdk-nag RDSInstanceBackupEnabled',
  ],
  *check(database) {
    if (isMember(database) || isReplica(database)) return;
    const written = database.get('BackupRetentionPeriod');
    // What is restored goes on as its snapshot was kept.
    if (written === undefined && isCopy(database)) return;
    const days = written === undefined ? 1 : asNumber(written);
    if (days === undefined || days >= 7) return;
    yield {
      at: database.at('BackupRetentionPeriod'),
      message:
        days === 0
          ? `${database.id} has no automated backups: what is deleted or overwritten is lost.`
          : tooShort(database.id, days, written === undefined),
      ...(days === 0 ? { severity: 'warning' } : {}),
      fixes: [
        {
          title: `Keep the backups of ${database.id} for 7 days`,
          safe: false,
          changes: [database.set(['BackupRetentionPeriod'], 7)],
        },
      ],
    };
  },
});

function tooShort(id: string, days: number, byDefault: boolean): string {
  const kept = `keeps its automated backups for ${days === 1 ? 'one day' : `${days} days`}`;
  return `${id} ${kept}${byDefault ? ' by default' : ''}, so a damage found later cannot be undone.`;
}
