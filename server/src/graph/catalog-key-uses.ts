import { asBoolean, asList, asString, lookUp, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { type ConfiguredUse, named, roleAt, use } from './configured-use';
import type { Graph } from './graph';

const settingsType = 'AWS::Glue::DataCatalogEncryptionSettings';
const settings = 'DataCatalogEncryptionSettings';

/**
 * The role that Glue encrypts the Data Catalog as. Without one everybody who uses the catalog needs the key; of crawlers it is
 * certain that they do. https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html
 */
export function catalogUses(catalog: Resource, graph: Graph): ConfiguredUse[] {
  const atRest = [settings, 'EncryptionAtRest'] as const;
  if (asString(catalog.get(...atRest, 'CatalogEncryptionMode')) !== 'SSE-KMS-WITH-SERVICE-ROLE') return [];
  const role = roleAt(catalog, [...atRest, 'CatalogEncryptionServiceRole'], graph);
  const key = catalog.get(...atRest, 'SseAwsKmsKeyId');
  return use(catalog, role, key, 'glue-catalog', 'the use of the Data Catalog', graph);
}

/** The key of the Data Catalog, for a crawler that writes its tables there as its own role. */
export function catalogWriterUses(crawler: Resource, graph: Graph): ConfiguredUse[] {
  const role = roleAt(crawler, ['Role'], graph);
  return graph
    .joined(crawler.stack)
    .flatMap((stack) => [...stack.resources(settingsType)])
    .flatMap((catalog) => {
      const atRest = [settings, 'EncryptionAtRest'] as const;
      if (asString(catalog.get(...atRest, 'CatalogEncryptionMode')) !== 'SSE-KMS') return [];
      const key = catalog.get(...atRest, 'SseAwsKmsKeyId');
      const at = crawler.at('DatabaseName');
      return use(crawler, role, key, 'glue-catalog', `the tables of ${crawler.id}`, graph, at);
    });
}

/** The key of the passwords in connections, for a job, session or crawler that connects with one of them. */
export function connectionUses(workload: Resource, graph: Graph): ConfiguredUse[] {
  const connection = connectionsOf(workload).find((value) => takesPassword(value, workload, graph));
  if (connection === undefined) return [];
  const role = roleAt(workload, ['Role'], graph) ?? roleAt(workload, ['RoleArn'], graph);
  return graph
    .joined(workload.stack)
    .flatMap((stack) => [...stack.resources(settingsType)])
    .flatMap((catalog) => {
      const encryption = [settings, 'ConnectionPasswordEncryption'] as const;
      if (asBoolean(catalog.get(...encryption, 'ReturnConnectionPasswordEncrypted')) !== true) return [];
      const key = catalog.get(...encryption, 'KmsKeyId');
      const fails = `connections of ${workload.id}`;
      return use(workload, role, key, 'glue-connection-password', fails, graph, connection.at);
    });
}

function connectionsOf(workload: Resource): readonly Value[] {
  if (workload.type !== 'AWS::Glue::Crawler') return asList(workload.get('Connections', 'Connections'));
  return ['JdbcTargets', 'MongoDBTargets'].flatMap((targets) =>
    asList(workload.get('Targets', targets)).flatMap((target) => lookUp(target, 'ConnectionName') ?? []),
  );
}

/** A connection that takes its credentials from a secret, or that only names a network, has no password in the catalog. */
function takesPassword(value: Value, workload: Resource, graph: Graph): boolean {
  const connection =
    named(value, workload, 'AWS::Glue::Connection', graph) ??
    connectionNamed(asString(value), workload, graph);
  const password = connection?.get('ConnectionInput', 'ConnectionProperties', 'PASSWORD');
  return password !== undefined && password.kind !== 'unknown';
}

function connectionNamed(name: string | undefined, workload: Resource, graph: Graph): Resource | undefined {
  if (name === undefined) return undefined;
  return graph
    .joined(workload.stack)
    .flatMap((stack) => [...stack.resources('AWS::Glue::Connection')])
    .find((connection) => asString(connection.get('ConnectionInput', 'Name')) === name);
}
