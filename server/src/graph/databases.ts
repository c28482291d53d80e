import { asBoolean, asString } from '../base/value';
import type { Resource } from '../cloudformation/resource';

/** The clusters of the services that RDS runs: Aurora and Multi-AZ clusters, DocumentDB, Neptune. */
export const databaseClusters: readonly string[] = [
  'AWS::RDS::DBCluster',
  'AWS::DocDB::DBCluster',
  'AWS::Neptune::DBCluster',
];

/** The engine in lower case, or undefined where it is not known. */
export function engineOf(database: Resource): string | undefined {
  return asString(database.get('Engine'))?.toLowerCase();
}

/** True for an instance whose storage, backups and logins are those of the cluster that it belongs to. */
export function isMember(instance: Resource): boolean {
  if (instance.type !== 'AWS::RDS::DBInstance') return false;
  return instance.has('DBClusterIdentifier') || engineOf(instance)?.startsWith('aurora') === true;
}

export function isAurora(cluster: Resource): boolean {
  return cluster.type === 'AWS::RDS::DBCluster' && engineOf(cluster)?.startsWith('aurora') === true;
}

/** True for a replica or a restored copy: its encryption, and much else, is that of its source. */
export function isCopy(database: Resource): boolean {
  return sources.some((property) => {
    const source = database.get(property);
    return source !== undefined && asString(source) !== '';
  });
}

const sources: readonly string[] = [
  'SourceDBInstanceIdentifier',
  'SourceDbiResourceId',
  'SourceDBInstanceAutomatedBackupsArn',
  'DBSnapshotIdentifier',
  'DBClusterSnapshotIdentifier',
  'SourceDBClusterIdentifier',
  'SourceDbClusterResourceId',
  'ReplicationSourceIdentifier',
  'SnapshotIdentifier',
];

/**
 * Whether new storage is encrypted; undefined where it is not known. Aurora encrypts every cluster since February 2026.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
 */
export function isEncrypted(database: Resource): boolean | undefined {
  const encrypted = database.get('StorageEncrypted');
  if (encrypted !== undefined) return asBoolean(encrypted);
  if (database.type !== 'AWS::RDS::DBCluster') return false;
  return isAurora(database) ? true : engineOf(database) === undefined ? undefined : false;
}
