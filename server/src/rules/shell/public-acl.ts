import { asString } from '../../base/value';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { replaceAt } from '../../glue/shell-edits';
import type { Command } from '../../glue/shell-script';

export const rule = defineRule({
  id: 'shell-public-acl',
  title: 'Command that makes data public',
  severity: 'error',
  profile: 'recommended',
  on: 'command',
  why: `The canned ACLs public-read and public-read-write, and grants to the group AllUsers, open a bucket or an object to everybody on
the internet; authenticated-read and AuthenticatedUsers open it to everybody with any AWS account. Buckets made since April 2023 refuse
such ACLs, so the command either fails or publishes the data. Snapshots and images shared with the group all can be copied by every
account. Allow it for a bucket that serves public files on purpose.`,
  bad: {
    language: 'shell',
    text: `#!/bin/sh
aws s3 cp report.csv s3://sales-data/report.csv --acl public-read
`,
  },
  good: {
    language: 'shell',
    text: `#!/bin/sh
aws s3 cp report.csv s3://sales-data/report.csv
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html'],
  knownAs: [],
  *check(command): Generator<Finding> {
    const { aws, script } = command;
    if (aws === undefined) return;
    const [acl] = aws.options.get('acl')?.values ?? [];
    const canned = asString(acl?.value);
    if (
      acl !== undefined &&
      canned !== undefined &&
      /^(?:public-read(?:-write)?|authenticated-read)$/.test(canned)
    ) {
      yield {
        at: acl.at,
        message: `${canned} lets ${everybody(canned)} ${canned.endsWith('write') ? 'read and change' : 'read'} ${what(command)}.`,
        fixes: [{ title: 'Make it private', safe: false, changes: [replaceAt(script, acl.at, 'private')] }],
      };
    }
    yield* inGrants(command);
    yield* inShares(command);
  },
});

function everybody(written: string): string {
  return /authenticated/i.test(written) ? 'everybody with any AWS account' : 'anyone on the internet';
}

function what({ aws }: Command): string {
  return aws?.operation === 'put-bucket-acl' || aws?.operation === 'create-bucket'
    ? 'the bucket'
    : 'the objects';
}

const groups = /acs\.amazonaws\.com\/groups\/global\/(AllUsers|AuthenticatedUsers)/;

function* inGrants(command: Command): Generator<Finding> {
  const { aws } = command;
  for (const { name, values } of aws?.options.values() ?? []) {
    if (!/^(?:grants|grant-(?:read|read-acp|write|write-acp|full-control)|access-control-policy)$/.test(name))
      continue;
    for (const { written, at } of values) {
      const [, group] = groups.exec(written) ?? [];
      if (group === undefined) continue;
      yield { at, message: `The group ${group} is ${everybody(group)}, who may now use ${what(command)}.` };
    }
  }
}

/** Snapshots and images that every account may copy. */
function* inShares({ aws }: Command): Generator<Finding> {
  if (aws === undefined) return;
  const shares = /^(?:modify-(?:db-snapshot|db-cluster-snapshot|snapshot|image)-attribute)$/.test(
    aws.operation,
  );
  if (!shares) return;
  for (const name of [
    'values-to-add',
    'group-names',
    'user-groups',
    'launch-permission',
    'create-volume-permission',
  ]) {
    const isRemoval = asString(aws.options.get('operation-type')?.values[0]?.value) === 'remove';
    const all = aws.options
      .get(name)
      ?.values.find(
        ({ written }) =>
          /^["']?all["']?$|\bGroup["']?\s*[=:]\s*["']?all\b/.test(written) &&
          !/^["']?\{?\s*["']?Remove/.test(written),
      );
    if (all !== undefined && !isRemoval)
      yield {
        at: all.at,
        message: `The group all lets every AWS account copy what ${aws.operation} shares.`,
      };
  }
}
