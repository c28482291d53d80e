import { asBoolean, asString, type Value } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { withOwnKey } from '../../graph/own-key';

const configuration = 'WorkGroupConfiguration';
const encryption: Path = [configuration, 'ResultConfiguration', 'EncryptionConfiguration'];

export const rule = defineRule({
  id: 'athena-results-not-encrypted',
  title: 'Query results without an encryption of their own',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Athena::WorkGroup'],
  why: `Athena writes the result of every query to S3, where the rows of protected tables then lie as a file. Unless the workgroup says
how it is encrypted, the client decides, and after it the default of the bucket, which is SSE-S3 where nobody chose a key: whoever may read
the bucket may decrypt it. Workgroups for Spark and those whose results Athena
keeps itself are not reported. Allow it where the bucket of the results has a key of its own.`,
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
          OutputLocation: s3://results/analysts/
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
          OutputLocation: s3://results/analysts/
          EncryptionConfiguration:
            EncryptionOption: SSE_KMS
            KmsKey: !GetAtt DataKey.Arn
`,
  },
  references: [
    'https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html',
    'https://docs.aws.amazon.com/athena/latest/ug/managed-results.html',
  ],
  knownAs: ['Trivy AWS-0006', 'SecurityHub Athena.1'],
  *check(group) {
    const legacy: Path = [
      'WorkGroupConfigurationUpdates',
      'ResultConfigurationUpdates',
      'EncryptionConfiguration',
    ];
    if (isSaid(group.get(...encryption)) || group.has(...legacy) || keepsNoResults(group)) return;
    const enforced = asBoolean(group.get(configuration, 'EnforceWorkGroupConfiguration')) === true;
    const { name, changes } = withOwnKey(
      group,
      [...encryption, 'KmsKey'],
      [[...encryption, 'EncryptionOption'], 'SSE_KMS'],
    );
    yield {
      at: group.at(...encryption),
      message: `${group.id} does not say how query results are encrypted, so the default of the bucket decides${enforced ? '' : ', unless the client does'}.`,
      fixes: [{ title: `Encrypt the results with ${name}`, safe: false, changes }],
    };
  },
});

/** True for a workgroup that writes no results to a bucket, or may be one for all that is known. */
function keepsNoResults(group: Resource): boolean {
  const managed = group.get(configuration, 'ManagedQueryResultsConfiguration', 'Enabled');
  if (managed !== undefined && asBoolean(managed) !== false) return true;
  const engine = group.get(configuration, 'EngineVersion', 'SelectedEngineVersion');
  return engine !== undefined && /^(?:Athena engine|AUTO$)/i.test(asString(engine) ?? '') === false;
}

function isSaid(value: Value | undefined): boolean {
  return value !== undefined && (value.kind !== 'mapping' || value.open || value.entries.size > 0);
}
