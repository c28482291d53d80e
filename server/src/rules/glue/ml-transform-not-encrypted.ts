import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { isDisabled } from '../../graph/glue-encryption';
import { keyFor } from '../../graph/key-choice';

const encryption: Path = ['TransformEncryption', 'MLUserDataEncryption'];

export const rule = defineRule({
  id: 'glue-ml-transform-not-encrypted',
  title: 'Machine learning transform without encryption',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Glue::MLTransform'],
  why: `A transform keeps labels and examples of the data that it learns from. Without MLUserDataEncryption they are stored without a key
of yours, so that no key policy limits who reads them. It can only be set when the transform is made: later it means a new one. Allow it
for public data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Matches:
    Type: AWS::Glue::MLTransform
    Properties:
      Role: GlueRole
      TransformParameters:
        TransformType: FIND_MATCHES
      InputRecordTables:
        GlueTables:
          - DatabaseName: sales
            TableName: customers
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Matches:
    Type: AWS::Glue::MLTransform
    Properties:
      Role: GlueRole
      TransformParameters:
        TransformType: FIND_MATCHES
      InputRecordTables:
        GlueTables:
          - DatabaseName: sales
            TableName: customers
      TransformEncryption:
        TaskRunSecurityConfigurationName: etl
        MLUserDataEncryption:
          MLUserDataEncryptionMode: SSE-KMS
          KmsKeyId: alias/catalog
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-glue-mltransform-mluserdataencryption.html',
  ],
  knownAs: ['SecurityHub Glue.3'],
  *check(transform) {
    const mode = transform.get(...encryption, 'MLUserDataEncryptionMode');
    if (mode !== undefined && !isDisabled(mode)) return;
    const key = keyFor(transform.stack, transform);
    yield {
      at: transform.at(...encryption, 'MLUserDataEncryptionMode'),
      message: `${transform.id} stores what it learns from without a key of yours, and only a new transform can be encrypted.`,
      fixes: [
        {
          title: `Encrypt ${transform.id} with ${key.name}, which replaces it`,
          safe: false,
          changes: [
            transform.set([...encryption], { MLUserDataEncryptionMode: 'SSE-KMS', KmsKeyId: key.arn }),
            ...key.changes,
          ],
        },
      ],
    };
  },
});
