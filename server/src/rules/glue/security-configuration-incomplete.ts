import { asString } from '../../base/value';
import type { Path, Resource } from '../../cloudformation/resource';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { type EncryptionPart, encryptionParts, isDisabled, placesOf } from '../../graph/glue-encryption';
import { keyFor } from '../../graph/key-choice';

export const rule = defineRule({
  id: 'glue-security-configuration-incomplete',
  title: 'Security configuration that leaves something in plain',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Glue::SecurityConfiguration'],
  why: `A security configuration decides for three things separately how Glue encrypts them: what jobs write to S3, their logs in
CloudWatch, and their bookmarks. A mode that is left out or DISABLED leaves that part without a key of yours, although the job has a
security configuration. A security configuration cannot be changed: any repair makes a new one. Allow it where nothing uses that part.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Etl:
    Type: AWS::Glue::SecurityConfiguration
    Properties:
      Name: etl
      EncryptionConfiguration:
        S3Encryptions:
          - S3EncryptionMode: DISABLED
        CloudWatchEncryption:
          CloudWatchEncryptionMode: SSE-KMS
          KmsKeyArn: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        JobBookmarksEncryption:
          JobBookmarksEncryptionMode: CSE-KMS
          KmsKeyArn: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Etl:
    Type: AWS::Glue::SecurityConfiguration
    Properties:
      Name: etl
      EncryptionConfiguration:
        S3Encryptions:
          - S3EncryptionMode: SSE-KMS
            KmsKeyArn: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        CloudWatchEncryption:
          CloudWatchEncryptionMode: SSE-KMS
          KmsKeyArn: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
        JobBookmarksEncryption:
          JobBookmarksEncryptionMode: CSE-KMS
          KmsKeyArn: arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
`,
  },
  references: ['https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html'],
  knownAs: ['Checkov CKV_AWS_99', 'cdk-nag GlueEncryptedCloudWatchLogs', 'cdk-nag GlueJobBookmarkEncrypted'],
  *check(configuration) {
    const lacking: EncryptionPart[] = [];
    for (const part of encryptionParts.flatMap((one) => writtenIn(configuration, one))) {
      const path: Path = [...part.path, part.mode];
      const mode = configuration.get(...path);
      if (mode === undefined) lacking.push(part);
      else if (isDisabled(mode)) yield finding(configuration, [part], path, 'switches off');
      else if (asString(mode) === 'SSE-S3')
        yield { ...finding(configuration, [part], path, 'uses no key of yours for'), severity: 'info' };
    }
    const [first] = lacking;
    if (first !== undefined) yield finding(configuration, lacking, first.path, 'leaves out');
  },
});

function writtenIn(configuration: Resource, part: EncryptionPart): readonly EncryptionPart[] {
  return placesOf(configuration, part).map((path) => ({ ...part, path }));
}

function finding(
  configuration: Resource,
  parts: readonly EncryptionPart[],
  path: Path,
  verb: string,
): Finding {
  const names = parts.map(({ name }) => name);
  const key = keyFor(configuration.stack, configuration);
  return {
    at: configuration.at(...path),
    message: `${configuration.id} ${verb} the encryption of ${names.join(' and of ')}, and a security configuration can only be replaced.`,
    fixes: [
      {
        title: `Encrypt ${names.join(' and ')} with ${key.name}`,
        // Not safe: roles then need the key, and the new configuration needs a new name.
        safe: false,
        changes: [...repairs(configuration, parts, key.arn), ...key.changes],
      },
    ],
  };
}

function repairs(
  configuration: Resource,
  parts: readonly EncryptionPart[],
  arn: ReturnType<typeof keyFor>['arn'],
) {
  return parts.flatMap((part) => {
    if (configuration.has(...part.path))
      return [
        configuration.setAll([
          [[...part.path, part.mode], part.wanted],
          [[...part.path, 'KmsKeyArn'], arn],
        ]),
      ];
    const content = { [part.mode]: part.wanted, KmsKeyArn: arn };
    const isItem = part.path.at(-1) === 0;
    return [configuration.set(isItem ? part.path.slice(0, -1) : part.path, isItem ? [content] : content)];
  });
}
