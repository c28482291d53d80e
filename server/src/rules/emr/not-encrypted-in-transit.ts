import { asBoolean, lookUp } from '../../base/value';
import { emrSettings, isBare, settingAt } from '../../cloudformation/emr-settings';
import { defineRule } from '../../engine/rule';

const enabled = ['EncryptionConfiguration', 'EnableInTransitEncryption'] as const;
const certificates = [
  'EncryptionConfiguration',
  'InTransitEncryptionConfiguration',
  'TLSCertificateConfiguration',
] as const;

export const rule = defineRule({
  id: 'emr-not-encrypted-in-transit',
  title: 'Security configuration without encryption in transit',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EMR::SecurityConfiguration'],
  why: `The nodes of a cluster send shuffled data, blocks and intermediate results to each other. Without EnableInTransitEncryption they
do so in plain text, and everybody in the subnet who can listen reads it. Encryption in transit needs certificates, as a file in S3 or
from a class of one's own, which is why nothing is repaired here. Allow it for clusters that work on public data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Security:
    Type: AWS::EMR::SecurityConfiguration
    Properties:
      SecurityConfiguration:
        EncryptionConfiguration:
          EnableInTransitEncryption: false
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Security:
    Type: AWS::EMR::SecurityConfiguration
    Properties:
      SecurityConfiguration:
        EncryptionConfiguration:
          EnableInTransitEncryption: true
          InTransitEncryptionConfiguration:
            TLSCertificateConfiguration:
              CertificateProviderType: PEM
              S3Object: s3://lake/certificates/emr.zip
`,
  },
  references: [
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html',
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-encryption-enable.html',
  ],
  knownAs: [
    'Trivy AWS-0138',
    'cfn_nag W61',
    'SecurityHub EMR.4',
    'KICS emr_security_configuration_encryptions_enabled',
    'Guard EMR_SECURITY_CONFIG_ENABLED_AND_CONFIGURED_RULE',
    'cdk-nag EMREncryptionInTransit',
  ],
  *check(configuration) {
    const settings = emrSettings(configuration);
    if (settings === undefined) return;
    const state = lookUp(settings, ...enabled);
    const otherwise = configuration.at('SecurityConfiguration');
    if (state === undefined || asBoolean(state) === false) {
      yield {
        at: settingAt(settings, enabled, otherwise),
        message: `${configuration.id} lets the nodes of its clusters send data to each other in plain text.`,
      };
    } else if (asBoolean(state) === true && isBare(settings, certificates)) {
      yield {
        at: settingAt(settings, enabled, otherwise),
        message: `${configuration.id} names no certificates, without which the nodes of its clusters cannot encrypt what they send to each other.`,
      };
    }
  },
});
