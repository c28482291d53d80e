import { asBoolean } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { isDisabled } from '../../graph/glue-encryption';
import { keyFor } from '../../graph/key-choice';

const rest: Path = ['DataCatalogEncryptionSettings', 'EncryptionAtRest'];
const password: Path = ['DataCatalogEncryptionSettings', 'ConnectionPasswordEncryption'];

export const rule = defineRule({
  id: 'glue-catalog-not-encrypted',
  title: 'Data Catalog without encryption',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Glue::DataCatalogEncryptionSettings'],
  why: `The Data Catalog holds the names, columns, places and statistics of all tables, and the passwords of connections. Encryption at
rest and of connection passwords are two switches: without the first no key of yours protects the metadata, without the second everybody
who may call GetConnection reads the passwords in plain text. Allow it for a catalog that another stack encrypts.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Catalog:
    Type: AWS::Glue::DataCatalogEncryptionSettings
    Properties:
      CatalogId: !Ref AWS::AccountId
      DataCatalogEncryptionSettings:
        EncryptionAtRest:
          CatalogEncryptionMode: DISABLED
        ConnectionPasswordEncryption:
          ReturnConnectionPasswordEncrypted: false
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Catalog:
    Type: AWS::Glue::DataCatalogEncryptionSettings
    Properties:
      CatalogId: !Ref AWS::AccountId
      DataCatalogEncryptionSettings:
        EncryptionAtRest:
          CatalogEncryptionMode: SSE-KMS
          SseAwsKmsKeyId: alias/catalog
        ConnectionPasswordEncryption:
          ReturnConnectionPasswordEncrypted: true
          KmsKeyId: alias/catalog
`,
  },
  references: ['https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html'],
  knownAs: ['Checkov CKV_AWS_94'],
  *check(settings) {
    const key = keyFor(settings.stack, settings);
    const mode = settings.get(...rest, 'CatalogEncryptionMode');
    if (mode === undefined || isDisabled(mode))
      yield {
        at: settings.at(...rest, 'CatalogEncryptionMode'),
        message: `${settings.id} leaves the metadata of the Data Catalog without a key of yours.`,
        fixes: [
          {
            title: `Encrypt the Data Catalog with ${key.name}`,
            safe: false,
            changes: [
              settings.has(...rest)
                ? settings.setAll([
                    [[...rest, 'CatalogEncryptionMode'], 'SSE-KMS'],
                    [[...rest, 'SseAwsKmsKeyId'], key.arn],
                  ])
                : settings.set(rest, { CatalogEncryptionMode: 'SSE-KMS', SseAwsKmsKeyId: key.arn }),
              ...key.changes,
            ],
          },
        ],
      };
    const encrypted = settings.get(...password, 'ReturnConnectionPasswordEncrypted');
    if (encrypted !== undefined && asBoolean(encrypted) !== false) return;
    yield {
      at: settings.at(...password, 'ReturnConnectionPasswordEncrypted'),
      message: `${settings.id} lets everybody who may read a connection of the Data Catalog read its password in plain text.`,
      fixes: [
        {
          title: `Encrypt connection passwords with ${key.name}`,
          safe: false,
          changes: [
            settings.has(...password)
              ? settings.setAll([
                  [[...password, 'ReturnConnectionPasswordEncrypted'], true],
                  [[...password, 'KmsKeyId'], key.arn],
                ])
              : settings.set(password, { ReturnConnectionPasswordEncrypted: true, KmsKeyId: key.arn }),
            ...key.changes,
          ],
        },
      ],
    };
  },
});
