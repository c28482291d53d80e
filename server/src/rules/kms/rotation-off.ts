import { asBoolean, asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'kms-rotation-off',
  title: 'Key without rotation',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::KMS::Key'],
  why: `A symmetric key can be given new key material every year by KMS itself: old data stays readable, and what one
material encrypts stays limited. Without EnableKeyRotation the same material encrypts everything for the life of the key.
Asymmetric and HMAC keys and keys with imported material cannot be rotated so. Allow it for a key that is rotated by
replacing it.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      Description: Encrypts the data lake
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      Description: Encrypts the data lake
      EnableKeyRotation: true
`,
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html'],
  knownAs: [
    'Checkov CKV_AWS_7',
    'Trivy AWS-0065',
    'cfn_nag F19',
    'SecurityHub KMS.4',
    'KICS kms_enable_key_rotation_disabled',
    'KICS cmk_rotation_disabled',
    'Guard CMK_BACKING_KEY_ROTATION_ENABLED',
    'cdk-nag KMSBackingKeyRotationEnabled',
  ],
  *check(key) {
    if (!canRotate(key)) return;
    const rotation = key.get('EnableKeyRotation');
    if (rotation !== undefined && asBoolean(rotation) !== false) return;
    yield {
      at: key.at('EnableKeyRotation'),
      message: `${key.id} encrypts everything with the same key material, because its rotation is ${rotation === undefined ? 'not switched on' : 'switched off'}.`,
      fixes: [
        { title: `Rotate ${key.id} every year`, safe: true, changes: [key.set(['EnableKeyRotation'], true)] },
      ],
    };
  },
});

/** True for a symmetric key with key material of KMS; whatever of it is not known counts as no. */
function canRotate(key: Resource): boolean {
  const is = (property: string, wanted: string): boolean => {
    const value = key.get(property);
    return value === undefined || asString(value) === wanted;
  };
  return is('KeySpec', 'SYMMETRIC_DEFAULT') && is('KeyUsage', 'ENCRYPT_DECRYPT') && is('Origin', 'AWS_KMS');
}
