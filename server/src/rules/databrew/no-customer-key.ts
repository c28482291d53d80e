import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { lacksOwnKey, withOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'databrew-no-customer-key',
  title: 'DataBrew job that writes without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::DataBrew::Job'],
  why: `A DataBrew job writes with SSE-S3 unless EncryptionMode is SSE-KMS and EncryptionKeyArn names a key. Everybody who may read the
bucket may then decrypt the cleaned or profiled data as well, and no key policy limits or records that. Allow it for data that is
public.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Clean:
    Type: AWS::DataBrew::Job
    Properties:
      Name: clean
      Type: RECIPE
      RoleArn: arn:aws:iam::111122223333:role/databrew
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
  Clean:
    Type: AWS::DataBrew::Job
    Properties:
      Name: clean
      Type: RECIPE
      RoleArn: arn:aws:iam::111122223333:role/databrew
      EncryptionMode: SSE-KMS
      EncryptionKeyArn: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/databrew/latest/dg/encryption-security-configuration.html'],
  knownAs: [],
  *check(job, graph) {
    const mode = job.get('EncryptionMode');
    const isPlain = mode === undefined || asString(mode) === 'SSE-S3';
    if (!isPlain && asString(mode) !== 'SSE-KMS') return;
    if (!isPlain && lacksOwnKey(job, ['EncryptionKeyArn'], graph) === undefined) return;
    const { name, changes } = withOwnKey(job, ['EncryptionKeyArn'], [['EncryptionMode'], 'SSE-KMS']);
    yield {
      at: job.at(!isPlain && job.has('EncryptionKeyArn') ? 'EncryptionKeyArn' : 'EncryptionMode'),
      message: `${job.id} writes without a key of yours, so no key policy limits who decrypts what it writes.`,
      fixes: [{ title: `Encrypt with ${name}`, safe: false, changes }],
    };
  },
});
