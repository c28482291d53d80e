import type { Path, Resource } from '../cloudformation/resource';
import { keyNamed, typesWithKeys } from './encryption';
import type { Graph } from './graph';

/** What of the workspace is encrypted at rest with a key. */
export function keyedBy(key: Resource, graph: Graph): readonly Resource[] {
  return graph
    .joined(key.stack)
    .flatMap((stack) =>
      [...stack.resources(...typesWithKeys, ...databaseKeys.keys())].filter((resource) =>
        isKeyedBy(resource, key, graph),
      ),
    );
}

function isKeyedBy(resource: Resource, key: Resource, graph: Graph): boolean {
  const use = graph.encryptionOf(resource);
  if (use.kind === 'customer') return use.key === key;
  const path = databaseKeys.get(resource.type);
  const value = path === undefined ? undefined : resource.get(...path);
  const named = value === undefined ? undefined : keyNamed(value, resource, graph.find);
  return named?.kind === 'customer' && named.key === key;
}

/** Databases use their key by a grant and not through a principal, so that they are not among the data that roles read. */
const databaseKeys: ReadonlyMap<string, Path> = new Map<string, Path>([
  ['AWS::RDS::DBInstance', ['KmsKeyId']],
  ['AWS::RDS::DBCluster', ['KmsKeyId']],
  ['AWS::DocDB::DBCluster', ['KmsKeyId']],
  ['AWS::Neptune::DBCluster', ['KmsKeyId']],
  ['AWS::Redshift::Cluster', ['KmsKeyId']],
  ['AWS::RedshiftServerless::Namespace', ['KmsKeyId']],
  ['AWS::EFS::FileSystem', ['KmsKeyId']],
  ['AWS::EC2::Volume', ['KmsKeyId']],
  ['AWS::Backup::BackupVault', ['EncryptionKeyArn']],
  ['AWS::MSK::Cluster', ['EncryptionInfo', 'EncryptionAtRest', 'DataVolumeKMSKeyId']],
]);
