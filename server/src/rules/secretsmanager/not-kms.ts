import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';

export const rule = defineRule({
  id: 'secretsmanager-not-kms',
  title: 'Secret without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::SecretsManager::Secret'],
  why: `Secrets Manager encrypts every secret, but with the AWS managed key everybody in the account who may call GetSecretValue may also
decrypt it: no key policy limits or records it, and another account cannot be given the secret. With a customer managed key reading needs
a second permission. Allow it for secrets that are worth little.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Database:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString:
        PasswordLength: 32
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Database:
    Type: AWS::SecretsManager::Secret
    Properties:
      KmsKeyId: alias/lake
      GenerateSecretString:
        PasswordLength: 32
`,
  },
  references: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html'],
  knownAs: [
    'Checkov CKV_AWS_149',
    'Trivy AWS-0098',
    'cfn_nag W77',
    'KICS secrets_manager_should_specify_kms_key_id',
    'Guard SECRETSMANAGER_USING_CMK',
    'cdk-nag SecretsManagerUsingKMSKey',
  ],
  *check(secret, graph) {
    const { kind } = graph.encryptionOf(secret);
    if (kind !== 'none' && kind !== 'aws-managed') return;
    const key = keyFor(secret.stack, secret);
    yield {
      at: secret.at('KmsKeyId'),
      message: `${secret.id} is encrypted with the AWS managed key of Secrets Manager, so no key policy limits or records who decrypts it.`,
      fixes: [
        {
          title: `Encrypt ${secret.id} with ${key.name}`,
          // Whoever reads the secret then needs the key too.
          safe: false,
          changes: [secret.set(['KmsKeyId'], key.arn), ...key.changes],
        },
      ],
    };
  },
});
