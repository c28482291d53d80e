import { asString, lookUp, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import type { Network } from './network';
import type { Need } from './workload';

/**
 * What a replication instance calls from its subnets, by the endpoints of its tasks: their services, and Secrets Manager
 * for those whose credentials are there. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_VPC_Endpoints.html
 */
export function dmsNeeds(instance: Resource, network: Network): Need[] {
  if (!callsFromItsSubnets(instance)) return [];
  return network.stacks.flatMap((stack) =>
    [...stack.resources('AWS::DMS::ReplicationTask')]
      .filter((task) => names(task.get('ReplicationInstanceArn'), instance))
      .flatMap((task) =>
        ['SourceEndpointArn', 'TargetEndpointArn'].flatMap((end) => endpointNeeds(task.get(end), instance)),
      ),
  );
}

/** Versions before 3.4.7 had a way of their own; without a version it is a recent one. */
function callsFromItsSubnets(instance: Resource): boolean {
  const version = instance.get('EngineVersion');
  if (version === undefined) return true;
  const [major = 0, minor = 0, patch = 0] = (asString(version) ?? '').split('.').map(Number);
  return major * 10_000 + minor * 100 + patch >= 30_407;
}

function names(value: Value | undefined, resource: Resource): boolean {
  if (value?.kind !== 'reference' || value.to.type !== 'resource') return false;
  return value.to.stack === resource.stack.id && value.to.id === resource.id;
}

/** Redshift is loaded from files in S3. */
const engines: ReadonlyMap<string, string> = new Map([
  ['s3', 's3'],
  ['dynamodb', 'dynamodb'],
  ['kinesis', 'kinesis-streams'],
  ['redshift', 's3'],
]);

function endpointNeeds(value: Value | undefined, { stack }: Resource): Need[] {
  if (value?.kind !== 'reference' || value.to.type !== 'resource' || value.to.stack !== stack.id) return [];
  const endpoint = stack.resource(value.to.id);
  const properties = endpoint?.get();
  if (endpoint === undefined || properties?.kind !== 'mapping') return [];
  const needs: Need[] = [];
  const service = engines.get(asString(endpoint.get('EngineName'))?.toLowerCase() ?? '');
  if (service !== undefined) needs.push({ service, always: false, at: endpoint.at('EngineName') });
  for (const { value: settings } of properties.entries.values()) {
    const secret = settings.kind === 'mapping' ? lookUp(settings, 'SecretsManagerSecretId') : undefined;
    if (secret !== undefined) needs.push({ service: 'secretsmanager', always: true, at: secret.at });
  }
  return needs;
}
