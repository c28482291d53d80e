import { onlyWith } from '../../base/edit';
import { asBoolean, lookUp, type Mapping } from '../../base/value';
import { emrSettings, isBare, settingAt } from '../../cloudformation/emr-settings';
import type { Resource } from '../../cloudformation/resource';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';

const enabled = ['EncryptionConfiguration', 'EnableAtRestEncryption'] as const;
const disks = [
  'EncryptionConfiguration',
  'AtRestEncryptionConfiguration',
  'LocalDiskEncryptionConfiguration',
] as const;

export const rule = defineRule({
  id: 'emr-disk-not-encrypted',
  title: 'Security configuration that leaves local disks out',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EMR::SecurityConfiguration'],
  why: `Encryption at rest that names S3 alone leaves the disks of the nodes in plain: shuffled, cached and spilled data lies there, and
HDFS. LocalDiskEncryptionConfiguration encrypts them with a key of KMS. A security configuration cannot be changed: a new one takes its
place. Allow it where the account encrypts every EBS volume by default and the nodes have no instance store.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Security:
    Type: AWS::EMR::SecurityConfiguration
    Properties:
      SecurityConfiguration:
        EncryptionConfiguration:
          EnableAtRestEncryption: true
          AtRestEncryptionConfiguration:
            S3EncryptionConfiguration:
              EncryptionMode: SSE-S3
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
          AtRestEncryptionConfiguration:
            LocalDiskEncryptionConfiguration:
              EncryptionKeyProviderType: AwsKms
              AwsKmsKey: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-data-encryption-options.html'],
  knownAs: [
    'Trivy AWS-0139',
    'cfn_nag W61',
    'KICS emr_security_configuration_encryptions_enabled',
    'Guard EMR_SECURITY_CONFIG_ENABLED_AND_CONFIGURED_RULE',
    'cdk-nag EMRLocalDiskEncryption',
  ],
  *check(configuration) {
    const settings = emrSettings(configuration);
    if (settings === undefined || asBoolean(lookUp(settings, ...enabled)) !== true) return;
    if (!isBare(settings, disks)) {
      yield* ofRoots(configuration, settings);
      return;
    }
    const key = keyFor(configuration.stack, configuration);
    const chosen = { EncryptionKeyProviderType: 'AwsKms', AwsKmsKey: key.arn, EnableEbsEncryption: true };
    yield {
      at: settingAt(settings, disks, configuration.at('SecurityConfiguration')),
      message: `${configuration.id} leaves the local disks of its clusters unencrypted.`,
      fixes: [
        {
          title: `Encrypt the disks with ${key.name}, which replaces the configuration`,
          safe: false,
          changes: onlyWith(configuration.set(['SecurityConfiguration', ...disks], chosen), key.changes),
        },
      ],
    };
  },
});

/** The disks on which a node starts are only encrypted with those of EBS, not by LUKS. */
function* ofRoots(configuration: Resource, settings: Mapping): Generator<Finding> {
  const path = [...disks, 'EnableEbsEncryption'];
  if (asBoolean(lookUp(settings, ...path)) !== false) return;
  yield {
    at: settingAt(settings, path, configuration.at('SecurityConfiguration')),
    severity: 'info',
    message: `${configuration.id} leaves the disks on which the nodes of its clusters start unencrypted.`,
    fixes: [
      {
        title: 'Encrypt the disks of EBS as a whole, which replaces the configuration',
        safe: false,
        changes: [configuration.set(['SecurityConfiguration', ...path], true)],
      },
    ],
  };
}
