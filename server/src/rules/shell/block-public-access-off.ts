import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { replaceStretch } from '../../glue/shell-edits';
import type { AwsCommand, Command, Word } from '../../glue/shell-script';

export const rule = defineRule({
  id: 'shell-block-public-access-off',
  title: 'Command that takes a block of public access away',
  severity: 'warning',
  profile: 'recommended',
  on: 'command',
  why: `A block of public access keeps a bucket, an account, an EMR cluster or a snapshot private even when somebody later writes a
policy, an ACL or a security group rule that opens it. Without it one slip publishes the data. Leave it on and give readers access by a
policy, a CloudFront distribution or presigned URLs. Allow it for a bucket that serves public files on purpose.`,
  bad: {
    language: 'shell',
    text: `#!/bin/sh
aws s3api put-public-access-block --bucket sales-data \\
  --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=false,RestrictPublicBuckets=true
`,
  },
  good: {
    language: 'shell',
    text: `#!/bin/sh
aws s3api put-public-access-block --bucket sales-data \\
  --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html',
  ],
  knownAs: [],
  *check(command): Generator<Finding> {
    const { aws } = command;
    if (aws === undefined) return;
    const taken = removed.get(`${aws.service} ${aws.operation}`);
    if (taken !== undefined)
      yield { at: aws.at, message: `${aws.operation} leaves ${taken} to their policies and ACLs alone.` };
    for (const value of configurations(aws)) yield* inConfiguration(command, aws, value);
  },
});

const removed: ReadonlyMap<string, string> = new Map([
  ['s3api delete-public-access-block', 'the objects of the bucket'],
  ['s3control delete-public-access-block', 'all buckets of the account'],
  ['ec2 disable-snapshot-block-public-access', 'all snapshots of the account'],
  ['ec2 disable-image-block-public-access', 'all images of the account'],
]);

function configurations({ operation, options }: AwsCommand): readonly Word[] {
  if (operation === 'put-public-access-block')
    return options.get('public-access-block-configuration')?.values ?? [];
  if (operation === 'put-block-public-access-configuration')
    return options.get('block-public-access-configuration')?.values ?? [];
  return [];
}

/** `Name=false` in AWS's short form, `"Name": false` in JSON. */
function* inConfiguration(
  { script }: Command,
  { service }: AwsCommand,
  { written, source }: Word,
): Generator<Finding> {
  const off = /(?<name>Block\w+|Ignore\w+|Restrict\w+)\\?["']?\s*[=:]\s*\\?["']?(?<value>false)\b/dgi;
  for (const match of written.matchAll(off)) {
    const [start, end] = match.indices?.groups?.['value'] ?? [0, 0];
    const from = source.start + start;
    const to = source.start + end;
    const what =
      service === 'emr'
        ? 'clusters may be reached by everybody'
        : 'nothing stops a policy or ACL that opens it';
    yield {
      at: script.document.place(from, to),
      message: `Without ${match.groups?.['name'] ?? 'it'} ${what}.`,
      fixes: [{ title: 'Block it', safe: false, changes: [replaceStretch(script, from, to, 'true')] }],
    };
  }
}
