import { asBoolean, asString } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Graph } from './graph';

/** The engine in lower case, or undefined where it is not known. */
export function engineOf(database: Resource): string | undefined {
  return asString(database.get('Engine'))?.toLowerCase();
}

/** Every engine that a database may have, in lower case: the one that is written, or those that its parameter allows; else empty. */
export function enginesOf(database: Resource, graph: Graph): readonly string[] {
  const engine = engineOf(database);
  if (engine !== undefined) return [engine];
  const written = database.get('Engine');
  if (written?.kind !== 'reference' || written.to.type !== 'parameter') return [];
  const allowed = graph.stack(written.to.stack)?.parameter(written.to.name)?.allowedValues ?? [];
  return allowed.map((name) => name.toLowerCase());
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
  return isReplica(database) || names(database, restoreSources);
}

/** True for a database that follows another one. */
export function isReplica(database: Resource): boolean {
  return names(database, replicaSources);
}

/** An empty name is none, which is how templates leave the choice to a parameter. */
function names(database: Resource, properties: readonly string[]): boolean {
  return properties.some((property) => {
    const source = database.get(property);
    return source !== undefined && asString(source) !== '';
  });
}

const replicaSources: readonly string[] = [
  'SourceDBInstanceIdentifier',
  'SourceDBClusterIdentifier',
  'ReplicationSourceIdentifier',
];

const restoreSources: readonly string[] = [
  'SourceDbiResourceId',
  'SourceDBInstanceAutomatedBackupsArn',
  'DBSnapshotIdentifier',
  'DBClusterSnapshotIdentifier',
  'SourceDbClusterResourceId',
  'SnapshotIdentifier',
];

/** The cluster of the workspace that an instance is a member of. */
export function clusterOf(instance: Resource, graph: Graph): Resource | undefined {
  const named = instance.get('DBClusterIdentifier');
  return named?.kind === 'reference' ? graph.find(named) : undefined;
}

/** The instances of a cluster, as far as its own stacks show them; undefined when others may be among them. */
export function membersOf(cluster: Resource, graph: Graph): readonly Resource[] | undefined {
  const instances = graph
    .joined(cluster.stack)
    .flatMap((stack) => [...stack.resources('AWS::RDS::DBInstance')])
    .filter((instance) => instance.has('DBClusterIdentifier'));
  const clusters = instances.map((instance) => clusterOf(instance, graph));
  if (clusters.includes(undefined)) return undefined;
  return instances.filter((_, index) => clusters[index] === cluster);
}

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
