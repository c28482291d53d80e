import { asString } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { lacksOwnKey, withOwnKey } from '../../graph/own-key';

const encryption: Path = ['WorkGroupConfiguration', 'ResultConfiguration', 'EncryptionConfiguration'];

export const rule = defineRule({
  id: 'athena-results-no-customer-key',
  title: 'Query results without a customer managed key',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Athena::WorkGroup'],
  why: `With SSE_S3, or with the AWS managed key of S3, everybody who may read the bucket of the results may decrypt them as well. With
SSE_KMS and a key of one's own reading a result needs a second permission. Allow it where results hold nothing that is protected.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Analysts:
    Type: AWS::Athena::WorkGroup
    Properties:
      Name: analysts
      WorkGroupConfiguration:
        ResultConfiguration:
          EncryptionConfiguration:
            EncryptionOption: SSE_S3
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
  Analysts:
    Type: AWS::Athena::WorkGroup
    Properties:
      Name: analysts
      WorkGroupConfiguration:
        ResultConfiguration:
          EncryptionConfiguration:
            EncryptionOption: SSE_KMS
            KmsKey: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html'],
  knownAs: [],
  *check(group, graph) {
    const option = [...encryption, 'EncryptionOption'];
    const key = [...encryption, 'KmsKey'];
    const mode = asString(group.get(...option));
    const isPlain = mode === 'SSE_S3';
    const lack = lacksOwnKey(group, key, graph);
    const isManaged = lack !== undefined && (mode !== undefined || lack.alias !== undefined);
    if (!isPlain && !isManaged) return;
    const { name, changes } = withOwnKey(group, key, ...(isPlain ? [[option, 'SSE_KMS'] as const] : []));
    yield {
      at: group.at(...(isPlain || !group.has(...key) ? option : key)),
      message: `${group.id} encrypts query results without a key of yours, so no key policy limits who decrypts them.`,
      fixes: [{ title: `Encrypt the results with ${name}`, safe: false, changes }],
    };
  },
});
