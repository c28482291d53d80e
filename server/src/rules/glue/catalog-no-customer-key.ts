import { asString } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { lacksOwnKey, withOwnKey } from '../../graph/own-key';

const rest: Path = ['DataCatalogEncryptionSettings', 'EncryptionAtRest'];

export const rule = defineRule({
  id: 'glue-catalog-no-customer-key',
  title: 'Data Catalog without a customer managed key',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Glue::DataCatalogEncryptionSettings'],
  why: `With SSE-KMS and no key of one's own the Data Catalog is encrypted with the AWS managed key of Glue: everybody in the account who may
call Glue reads the metadata, and another account never can. With a customer managed key a key policy says who. Allow it where the names
of tables and columns tell nothing.`,
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
          CatalogEncryptionMode: SSE-KMS
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
  Catalog:
    Type: AWS::Glue::DataCatalogEncryptionSettings
    Properties:
      CatalogId: !Ref AWS::AccountId
      DataCatalogEncryptionSettings:
        EncryptionAtRest:
          CatalogEncryptionMode: SSE-KMS
          SseAwsKmsKeyId: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html'],
  knownAs: [],
  *check(settings, graph) {
    const mode = asString(settings.get(...rest, 'CatalogEncryptionMode'))?.toUpperCase();
    const key = [...rest, 'SseAwsKmsKeyId'];
    if (mode?.startsWith('SSE-KMS') !== true || lacksOwnKey(settings, key, graph) === undefined) return;
    const { name, changes } = withOwnKey(settings, key);
    yield {
      at: settings.at(...(settings.has(...key) ? key : [...rest, 'CatalogEncryptionMode'])),
      message: `${settings.id} encrypts the Data Catalog with the AWS managed key of Glue, so no key policy limits who reads it.`,
      fixes: [{ title: `Encrypt the Data Catalog with ${name}`, safe: false, changes }],
    };
  },
});
