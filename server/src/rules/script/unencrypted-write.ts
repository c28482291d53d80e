import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Call } from '../../glue/script';
import { editsFor } from '../../graph/script-edits';
import { mayBeUnencrypted, weakEncryptions } from '../../graph/script-encryption';
import { argument, knownMappings, requoted } from '../../graph/script-values';

export const rule = defineRule({
  id: 'script-unencrypted-write',
  title: 'Data created or written without a KMS key',
  severity: 'warning',
  profile: 'recommended',
  on: 'call',
  why: `What a script creates stays as it was created. A stream, topic or database without a key is stored unencrypted, some of them for
good. S3 encrypts every object, but with AES256 and a key of its own: whoever may read the bucket reads the data, and no key's log
shows who did. With aws:kms, reading also takes permission on the key. Objects that are put without a word about encryption get the
bucket's default, which is right. Allow AES256 where a service cannot use KMS keys, such as for server access logs.`,
  bad: {
    language: 'python',
    text: `import boto3

boto3.client("sns").create_topic(Name="sales")
`,
  },
  good: {
    language: 'python',
    text: `import boto3

boto3.client("sns").create_topic(Name="sales", Attributes={"KmsMasterKeyId": "alias/sales"})
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html',
  ],
  knownAs: [],
  callees: { test: mayBeUnencrypted },
  *check(call): Generator<Finding> {
    for (const { at, message, severity, title, changes } of weakEncryptions(call)) {
      yield { at, message, severity, fixes: changes.length === 0 ? [] : [{ title, safe: false, changes }] };
    }
    yield* wrongNames(call);
  },
});

const ruleKeys = ['ApplyServerSideEncryptionByDefault', 'BucketKeyEnabled', 'BlockedEncryptionTypes'];

/** Names that CloudFormation uses, or that are misspelt: boto3 refuses the call. */
function* wrongNames(call: Call): Generator<Finding> {
  if (!/^boto3\.(?:s3|\?)\.put_bucket_encryption$/.test(call.callee)) return;
  const { script } = call;
  for (const configuration of knownMappings(argument(call, 'ServerSideEncryptionConfiguration')?.value)) {
    const rules = configuration.entries.get('Rules')?.value;
    for (const item of rules?.kind === 'list' ? rules.items : []) {
      if (item.kind !== 'mapping') continue;
      for (const { key, keyAt } of item.entries.values()) {
        if (ruleKeys.includes(key) || keyAt.file !== script.file) continue;
        const isDefault = /default/i.test(key);
        yield {
          at: keyAt,
          message: `put_bucket_encryption does not know ${key}: the call fails, and the bucket keeps the encryption that it has.`,
          severity: 'error',
          fixes: isDefault
            ? [
                {
                  title: 'Rename it to ApplyServerSideEncryptionByDefault',
                  safe: true,
                  changes: [
                    editsFor(script).replace(
                      keyAt,
                      requoted(script, keyAt, 'ApplyServerSideEncryptionByDefault'),
                    ),
                  ],
                },
              ]
            : [],
        };
      }
    }
  }
}
