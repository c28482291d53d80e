import { asList, asString, lookUp, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Network } from './network';
import type { Need } from './workload';

/** The jobs, sessions and crawlers that use a connection. */
export function glueUsers(connection: Resource, network: Network): Resource[] {
  return network.stacks.flatMap((stack) =>
    [...stack.resources('AWS::Glue::Job', 'AWS::Glue::Session', 'AWS::Glue::Crawler')].filter((resource) =>
      connectionNames(resource).some((value) => isNameOf(value, connection)),
    ),
  );
}

/**
 * What a connection's users call from its subnet besides S3. With a security configuration they call KMS themselves:
 * https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html
 */
export function glueNeeds(connection: Resource, users: readonly Resource[], network: Network): Need[] {
  const needs: Need[] = [];
  for (const user of users) {
    const property =
      user.type === 'AWS::Glue::Crawler' ? 'CrawlerSecurityConfiguration' : 'SecurityConfiguration';
    if (!usesKms(user.get(property), network)) continue;
    needs.push({ service: 'kms', always: true, at: user.at(property) });
    break;
  }
  const secret = ['ConnectionInput', 'ConnectionProperties', 'SECRET_ID'];
  if (connection.has(...secret))
    needs.push({ service: 'secretsmanager', always: true, at: connection.at(...secret) });
  return needs;
}

function connectionNames(resource: Resource): Value[] {
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
