import { asBoolean } from '../../base/value';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Call } from '../../glue/script';
import { editsFor } from '../../graph/script-edits';
import { knownTexts, optionsOf, requoted } from '../../graph/script-values';

export const rule = defineRule({
  id: 'script-public-acl',
  title: 'Bucket or object made public by a script',
  severity: 'error',
  profile: 'recommended',
  on: 'call',
  why: `ACL="public-read" lets everybody on the internet read what the call writes, and authenticated-read everybody with any AWS account.
Taking away a bucket's public access block removes the safeguard against both. New buckets refuse ACLs, so that the call fails there;
in older ones it publishes the data at once. Share through policies and presigned URLs. Allow it for files of a public web site.`,
  bad: {
    language: 'python',
    text: `import boto3

boto3.client("s3").put_object(Bucket="lake-raw-4711", Key="a.csv", Body=b"", ACL="public-read")
`,
  },
  good: {
    language: 'python',
    text: `import boto3

boto3.client("s3").put_object(Bucket="lake-raw-4711", Key="a.csv", Body=b"")
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  knownAs: [],
  check: (call) => (mayPublish(call) ? published(call) : []),
});

/** Any call may be given an ACL; nearly none is. */
function mayPublish(call: Call): boolean {
  return (
    call.callee.endsWith('_public_access_block') ||
    optionsOf(call).some(({ name }) => cannedAcl.test(name) || grantee.test(name))
  );
}

function* published(call: Call): Generator<Finding> {
  yield* cannedAcls(call);
  yield* grants(call);
  yield* accessBlocks(call);
}

const cannedAcl = /^(?:ACL|acl|default_acl)$|fs\.s3[an]?\.(?:acl\.default|canned\.acl)$/;
const grantee = /^(?:Grant\w+|URI)$/;

function* cannedAcls(call: Call): Generator<Finding> {
  const { script } = call;
  for (const { name, value } of optionsOf(call)) {
    if (!cannedAcl.test(name)) continue;
    for (const { text, at } of knownTexts(script, value)) {
      const who = readersOf(text);
      if (who === undefined) continue;
      yield {
        at,
        message: `${text} lets ${who} what this call writes.`,
        fixes: [
          {
            title: 'Keep it private',
            safe: true,
            changes: [
              editsFor(script).replace(at, requoted(script, at, /^[A-Z]/.test(text) ? 'Private' : 'private')),
            ],
          },
        ],
      };
    }
  }
}

function readersOf(acl: string): string | undefined {
  switch (acl.toLowerCase().replaceAll(/[-_]/g, '')) {
    case 'publicread':
      return 'everybody on the internet read';
    case 'publicreadwrite':
      return 'everybody on the internet read and replace';
    case 'authenticatedread':
      return 'everybody with an AWS account read';
    default:
      return undefined;
  }
}

function* grants(call: Call): Generator<Finding> {
  const { script } = call;
  for (const { name, value } of optionsOf(call)) {
    if (!grantee.test(name)) continue;
    for (const { text, at } of knownTexts(script, value)) {
      if (!/acs\.amazonaws\.com\/groups\/global\/(?:AllUsers|AuthenticatedUsers)/.test(text)) continue;
      const who = text.includes('AllUsers') ? 'everybody on the internet' : 'everybody with an AWS account';
      yield { at, message: `This grant gives ${who} access to what the call writes.` };
    }
  }
}

const switches = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

function* accessBlocks(call: Call): Generator<Finding> {
  const { callee, script } = call;
  if (/^boto3\.(?:s3|s3control|\?)\.delete_public_access_block$/.test(callee)) {
    yield {
      at: call.at,
      message: 'Without its public access block, the next ACL or policy can publish the bucket.',
    };
  }
  if (!/^boto3\.(?:s3|s3control|\?)\.put_public_access_block$/.test(callee)) return;
  for (const { name, value } of optionsOf(call)) {
    if (!switches.includes(name) || asBoolean(value) !== false || value.at.file !== script.file) continue;
    yield {
      at: value.at,
      message: `With ${name} off, the next ACL or policy can publish the bucket.`,
      fixes: [
        { title: `Set ${name} to True`, safe: false, changes: [editsFor(script).replace(value.at, 'True')] },
      ],
    };
  }
}
