import { asList, asString, lookUp, type Value } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';
import { needsNamedIn } from './named-needs';
import type { Network } from './network';
import type { Need } from './workload';

/** The jobs, sessions and crawlers that use a connection, and the jobs of DataBrew whose data comes or goes through it. */
export function glueUsers(connection: Resource, network: Network): Resource[] {
  return network.stacks.flatMap((stack) => {
    const named = (resource: Resource): boolean =>
      connectionNames(resource).some((value) => isNameOf(value, connection));
    const glue = [...stack.resources('AWS::Glue::Job', 'AWS::Glue::Session', 'AWS::Glue::Crawler')].filter(
      named,
    );
    const datasets = [...stack.resources('AWS::DataBrew::Dataset')].filter(named);
    const brewed = [...stack.resources('AWS::DataBrew::Job')].filter(
      (job) => named(job) || datasets.some((dataset) => isDatasetOf(dataset, job)),
    );
    const alone = datasets.filter((dataset) => !brewed.some((job) => isDatasetOf(dataset, job)));
    return [...glue, ...brewed, ...alone];
  });
}

/**
 * What a connection's users call from its subnet besides S3: KMS for their security configuration, Secrets Manager for
 * the connection's credentials, and what the arguments of its jobs name.
 */
export function glueNeeds(connection: Resource, users: readonly Resource[], network: Network): Need[] {
  const needs = encryptionNeeds(users, network);
  const secret = secretPaths.find((path) => connection.has(...path));
  if (secret !== undefined)
    needs.push({ service: 'secretsmanager', always: true, at: connection.at(...secret) });
  for (const user of users) {
    if (user.type !== 'AWS::Glue::Job') continue;
    for (const need of needsNamedIn(user, 'DefaultArguments')) {
      if (need.service !== 's3' && !needs.some(({ service }) => service === need.service))
        needs.push({ ...need, by: user });
    }
  }
  return needs;
}

const secretPaths: readonly Path[] = [
  ['ConnectionInput', 'ConnectionProperties', 'SECRET_ID'],
  ['ConnectionInput', 'ConnectionProperties', 'KAFKA_SASL_SCRAM_SECRETS_ARN'],
  ['ConnectionInput', 'AuthenticationConfiguration', 'SecretArn'],
];

/**
 * With a security configuration, jobs, crawlers and endpoints call KMS themselves:
 * https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html
 */
export function encryptionNeeds(users: readonly Resource[], network: Network): Need[] {
  for (const user of users) {
    const property =
      user.type === 'AWS::Glue::Crawler' ? 'CrawlerSecurityConfiguration' : 'SecurityConfiguration';
    if (usesKms(user.get(property), network))
      return [{ service: 'kms', always: true, at: user.at(property) }];
  }
  return [];
}

function connectionNames(resource: Resource): Value[] {
  const only = (value: Value | undefined): Value[] => (value === undefined ? [] : [value]);
  const database = 'DatabaseInputDefinition';
  if (resource.type === 'AWS::DataBrew::Dataset')
    return only(resource.get('Input', database, 'GlueConnectionName'));
  if (resource.type === 'AWS::DataBrew::Job')
    return asList(resource.get('DatabaseOutputs')).flatMap((one) => only(lookUp(one, 'GlueConnectionName')));
  if (resource.type !== 'AWS::Glue::Crawler') return [...asList(resource.get('Connections', 'Connections'))];
  const targets = resource.get('Targets');
  if (targets?.kind !== 'mapping') return [];
  return [...targets.entries.values()].flatMap(({ value }) =>
    asList(value).flatMap((target) => {
      const name = lookUp(target, 'ConnectionName');
      return name === undefined ? [] : [name];
    }),
  );
}

function isDatasetOf(dataset: Resource, job: Resource): boolean {
  const value = job.get('DatasetName');
  if (value?.kind === 'reference' && value.to.type === 'resource')
    return value.to.stack === dataset.stack.id && value.to.id === dataset.id;
  const name = asString(value);
  return name !== undefined && name === asString(dataset.get('Name'));
}

function isNameOf(value: Value, connection: Resource): boolean {
  if (value.kind === 'reference' && value.to.type === 'resource') {
    return value.to.stack === connection.stack.id && value.to.id === connection.id;
  }
  const name = asString(value);
  return name !== undefined && name === asString(connection.get('ConnectionInput', 'Name'));
}

/** True when a security configuration of the network, named by reference or by its name, encrypts with a KMS key. */
function usesKms(value: Value | undefined, network: Network): boolean {
  if (value === undefined) return false;
  for (const stack of network.stacks) {
    for (const configuration of stack.resources('AWS::Glue::SecurityConfiguration')) {
      const referred =
        value.kind === 'reference' &&
        value.to.type === 'resource' &&
        value.to.id === configuration.id &&
        value.to.stack === stack.id;
      const named = asString(value) !== undefined && asString(value) === asString(configuration.get('Name'));
      if ((referred || named) && encrypts(configuration)) return true;
    }
  }
  return false;
}

function encrypts(configuration: Resource): boolean {
  const s3 = asList(configuration.get('EncryptionConfiguration', 'S3Encryptions'));
  if (s3.some((one) => asString(lookUp(one, 'S3EncryptionMode')) === 'SSE-KMS')) return true;
  const bookmarks = configuration.get(
    'EncryptionConfiguration',
    'JobBookmarksEncryption',
    'JobBookmarksEncryptionMode',
  );
  return asString(bookmarks) === 'CSE-KMS';
}
