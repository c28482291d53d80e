import { asString, type Value } from '../base/value';
import type { Resource } from '../cloudformation/resource';
import { identify, keyOf } from './identity';
import { needsNamedIn } from './named-needs';
import type { Network } from './network';
import { written } from './service-name';
import type { Need } from './workload';

/**
 * Event source mappings read from a Kafka cluster through its own subnets and groups, and call Lambda and STS from there;
 * those in provisioned mode do not. https://docs.aws.amazon.com/lambda/latest/dg/with-msk-cluster-network.html
 */
export function brokerReaders(
  cluster: Resource,
  network: Network,
): { readonly users: readonly Resource[]; readonly needs: readonly Need[] } {
  const users = network.stacks.flatMap((stack) =>
    [...stack.resources('AWS::Lambda::EventSourceMapping')].filter((mapping) => reads(mapping, cluster)),
  );
  const [first] = users;
  if (first === undefined) return { users, needs: [] };
  const need = (service: string, at = first.at('EventSourceArn')): Need => ({ service, always: true, at });
  const keyed = users.find((mapping) => mapping.has('SourceAccessConfigurations'));
  const secrets = keyed === undefined ? [] : [need('secretsmanager', keyed.at('SourceAccessConfigurations'))];
  return { users, needs: [need('lambda'), need('sts'), ...secrets] };
}

function reads(mapping: Resource, cluster: Resource): boolean {
  const source = mapping.get('EventSourceArn');
  if (source?.kind !== 'reference' || mapping.has('ProvisionedPollerConfig')) return false;
  if (source.to.type !== 'resource' || (source.to.attribute ?? 'Arn') !== 'Arn') return false;
  const identity = identify(
    { ...source, to: { ...source.to, attribute: undefined } },
    mapping.stack.deployment,
  );
  return identity?.kind === 'resource' && identity.key === keyOf(cluster);
}

/** What a connector calls, by its class, by its secrets, and by what its configuration names. */
export function connectorNeeds(connector: Resource): Need[] {
  const configuration = connector.get('ConnectorConfiguration');
  if (configuration?.kind !== 'mapping') return [];
  const needs: Need[] = [];
  for (const { value } of configuration.entries.values()) {
    const service = certainly(value);
    if (service !== undefined && !needs.some((need) => need.service === service))
      needs.push({ service, always: true, at: value.at });
  }
  const certain = new Set(needs.map(({ service }) => service));
  const named = needsNamedIn(connector, 'ConnectorConfiguration').filter(
    ({ service }) => !certain.has(service),
  );
  return [...needs, ...named];
}

/** Secrets are resolved by the worker: https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-config-provider.html */
function certainly(value: Value): string | undefined {
  if (/\.(S3SinkConnector|S3SourceConnector)$/.test(asString(value) ?? '')) return 's3';
  return /\$\{secrets?manager:/i.test(written(value) ?? '') ? 'secretsmanager' : undefined;
}
