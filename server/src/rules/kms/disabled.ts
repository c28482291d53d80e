import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'kms-disabled',
  title: 'Key that is switched off',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  why: `With Enabled: false every call that needs the key fails: nothing that it encrypts can be read or written until it is
switched on again. Allow it for a key whose data is locked on purpose.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
      Enabled: false
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
`,
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html'],
  knownAs: ['SecurityHub KMS.3', 'KICS cmk_is_unusable'],
  *check(key) {
    const enabled = key.get('Enabled');
    if (enabled === undefined || asBoolean(enabled) !== false) return;
    yield {
      at: key.at('Enabled'),
      message: `${key.id} is switched off, so nothing that it encrypts can be read or written.`,
      fixes: [{ title: `Switch ${key.id} on`, safe: false, changes: [key.set(['Enabled'], true)] }],
    };
  },
});
