import { onlyWith } from '../../base/edit';
import { asString, lookUp } from '../../base/value';
import { emrSettings, settingAt } from '../../cloudformation/emr-settings';
import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';

const s3 = ['EncryptionConfiguration', 'AtRestEncryptionConfiguration', 'S3EncryptionConfiguration'] as const;

export const rule = defineRule({
  id: 'emr-no-customer-key',
  title: 'Clusters that write to S3 without a customer managed key',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EMR::SecurityConfiguration'],
  why: `With SSE-S3, or with the AWS managed key of S3, everybody who may read the objects may decrypt them as well, and no key policy
limits or records that. With SSE-KMS and a key of one's own reading needs a second permission. A security configuration cannot be
changed: a new one takes its place. Allow it for data that is public.`,
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
            S3EncryptionConfiguration:
              EncryptionMode: SSE-KMS
              AwsKmsKey: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-data-encryption-options.html'],
  knownAs: [],
  *check(configuration) {
    const settings = emrSettings(configuration);
    if (settings === undefined) return;
    const isPlain = asString(lookUp(settings, ...s3, 'EncryptionMode')) === 'SSE-S3';
    const isManaged = asString(lookUp(settings, ...s3, 'AwsKmsKey'))?.includes('alias/aws/') === true;
    if (!isPlain && !isManaged) return;
    const key = keyFor(configuration.stack, configuration);
    const chosen = { EncryptionMode: 'SSE-KMS', AwsKmsKey: key.arn };
    yield {
      at: settingAt(settings, [...s3, isPlain ? 'EncryptionMode' : 'AwsKmsKey'], configuration.idAt),
      message: `${configuration.id} lets clusters write to S3 without a key of yours, so no key policy limits who decrypts the data.`,
      fixes: [
        {
          title: `Encrypt with ${key.name}, which replaces the configuration`,
          safe: false,
          changes: onlyWith(configuration.set(['SecurityConfiguration', ...s3], chosen), key.changes),
        },
      ],
    };
  },
});
