import { asBoolean, asString, lookUp } from '../base/value';
import { emrSettings } from '../cloudformation/emr-settings';
import type { Path, Resource } from '../cloudformation/resource';
import { identify } from './identity';
import type { Network } from './network';
import type { Need } from './workload';

/**
 * The nodes of a cluster call KMS themselves for the keys of their disks and of what they encrypt before S3 sees it.
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-encryption-enable.html
 */
export function emrEncryptionNeeds(cluster: Resource, network: Network): Need[] {
  const value = cluster.get('SecurityConfiguration');
  const identity = identify(value, cluster.stack.deployment);
  if (value === undefined || identity === undefined || identity.kind === 'unknown') return [];
  for (const stack of network.stacks) {
    for (const configuration of stack.resources('AWS::EMR::SecurityConfiguration')) {
      const isIt =
        identity.kind === 'resource'
          ? identity.resource === configuration
          : identity.name === asString(configuration.get('Name'));
      if (isIt && encrypts(configuration)) return [{ service: 'kms', always: true, at: value.at }];
    }
  }
  return [];
}

function encrypts(configuration: Resource): boolean {
  const settings = emrSettings(configuration);
  const of = (...path: Path) => lookUp(settings, 'EncryptionConfiguration', ...path);
  const atRest = 'AtRestEncryptionConfiguration';
  if (asBoolean(of('EnableAtRestEncryption')) !== true) return false;
  if (asString(of(atRest, 'LocalDiskEncryptionConfiguration', 'EncryptionKeyProviderType')) === 'AwsKms')
    return true;
  return asString(of(atRest, 'S3EncryptionConfiguration', 'EncryptionMode')) === 'CSE-KMS';
}
