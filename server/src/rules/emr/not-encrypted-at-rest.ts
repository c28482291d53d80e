import { onlyWith } from '../../base/edit';
import { asBoolean, lookUp } from '../../base/value';
import { emrSettings, isBare, settingAt } from '../../cloudformation/emr-settings';
import type { Resource } from '../../cloudformation/resource';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';

const enabled = ['EncryptionConfiguration', 'EnableAtRestEncryption'] as const;
const atRest = ['EncryptionConfiguration', 'AtRestEncryptionConfiguration'] as const;
const s3 = [...atRest, 'S3EncryptionConfiguration'] as const;

export const rule = defineRule({
  id: 'emr-not-encrypted-at-rest',
  title: 'Security configuration without encryption at rest',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EMR::SecurityConfiguration'],
  why: `A cluster with such a configuration leaves its local disks in plain, with shuffled and cached data on them, and writes to S3
with whatever the bucket does. EnableAtRestEncryption switches both on, and S3EncryptionConfiguration and LocalDiskEncryptionConfiguration
say how. A security configuration cannot be changed: a new one takes its place. Allow it for clusters that work on public data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Security:
    Type: AWS::EMR::SecurityConfiguration
    Properties:
      SecurityConfiguration:
        EncryptionConfiguration:
          EnableAtRestEncryption: false
          EnableInTransitEncryption: false
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  Security:
    Type: AWS::EMR::SecurityConfiguration
    Properties:
      SecurityConfiguration:
        EncryptionConfiguration:
          EnableAtRestEncryption: true
          EnableInTransitEncryption: false
          AtRestEncryptionConfiguration:
            S3EncryptionConfiguration:
              EncryptionMode: SSE-KMS
              AwsKmsKey: !GetAtt DataKey.Arn
            LocalDiskEncryptionConfiguration:
              EncryptionKeyProviderType: AwsKms
              AwsKmsKey: !GetAtt DataKey.Arn
`,
  },
  references: [
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html',
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-data-encryption-options.html',
  ],
  knownAs: [
    'Trivy AWS-0137',
    'Trivy AWS-0139',
    'cfn_nag W61',
    'SecurityHub EMR.3',
    'KICS emr_security_configuration_encryptions_enabled',
    'Guard EMR_SECURITY_CONFIG_ENABLED_AND_CONFIGURED_RULE',
  ],
  *check(configuration) {
    const settings = emrSettings(configuration);
    if (settings === undefined) return;
    const otherwise = configuration.at('SecurityConfiguration');
    const state = lookUp(settings, ...enabled);
    if (state === undefined || asBoolean(state) === false) {
      yield {
        at: settingAt(settings, enabled, otherwise),
        message: `${configuration.id} leaves the disks of its clusters, and what they write to S3, without encryption of its own.`,
        fixes: [repair(configuration, isBare(settings, atRest))],
      };
    } else if (asBoolean(state) === true && isBare(settings, s3)) {
      yield {
        at: settingAt(settings, s3, otherwise),
        message: `${configuration.id} says nothing about S3, so the default of each bucket decides how its clusters write.`,
        fixes: [repairS3(configuration)],
      };
    }
  },
});

/** Not safe: the configuration and its clusters are replaced, and their roles need the key. */
function repair(configuration: Resource, isBare: boolean): Fix {
  const enable = [['SecurityConfiguration', ...enabled], true] as const;
  const title = 'Encrypt at rest, which replaces the configuration';
  if (!isBare) return { title, safe: false, changes: [configuration.setAll([enable])] };
  const key = keyFor(configuration.stack, configuration);
  const chosen = {
    S3EncryptionConfiguration: { EncryptionMode: 'SSE-KMS', AwsKmsKey: key.arn },
    LocalDiskEncryptionConfiguration: {
      EncryptionKeyProviderType: 'AwsKms',
      AwsKmsKey: key.arn,
      EnableEbsEncryption: true,
    },
  };
  return {
    title,
    safe: false,
    changes: onlyWith(
      configuration.setAll([enable, [['SecurityConfiguration', ...atRest], chosen]]),
      key.changes,
    ),
  };
}

function repairS3(configuration: Resource): Fix {
  const key = keyFor(configuration.stack, configuration);
  const chosen = { EncryptionMode: 'SSE-KMS', AwsKmsKey: key.arn };
  return {
    title: `Encrypt what is written to S3 with ${key.name}, which replaces the configuration`,
    safe: false,
    changes: onlyWith(configuration.set(['SecurityConfiguration', ...s3], chosen), key.changes),
  };
}
