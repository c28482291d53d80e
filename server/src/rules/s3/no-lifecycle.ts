import { asList, asString, lookUp, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Content } from '../../cloudformation/writing';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 's3-no-lifecycle',
  title: 'Bucket without lifecycle rules',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `Without lifecycle rules everything that was ever written stays: data that should be gone, parts of uploads that nobody finished
and, in a bucket with versions, every former version of every object. It costs money, and what is kept can be stolen. Allow it for data that
must be kept whole.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: Enabled
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  RawData:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: Enabled
      LifecycleConfiguration:
        Rules:
          - Id: CleanUp
            Status: Enabled
            NoncurrentVersionExpiration:
              NoncurrentDays: 90
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html'],
  knownAs: ['SecurityHub S3.13', 'SecurityHub S3.10'],
  *check(bucket) {
    const rules = bucket.get('LifecycleConfiguration', 'Rules');
    const versioned = asString(bucket.get('VersioningConfiguration', 'Status')) === 'Enabled';
    if (rules !== undefined && (rules.kind !== 'list' || rules.open)) return;
    const active = asList(rules).filter((rule) => asString(lookUp(rule, 'Status')) !== 'Disabled');
    if (active.length > 0 && (!versioned || active.some(mayClean))) return;
    const lack =
      active.length > 0
        ? 'keeps every former version for ever, because no lifecycle rule removes them'
        : `keeps for ever whatever is written to it, because ${asList(rules).length > 0 ? 'all of its lifecycle rules are disabled' : 'it has no lifecycle rules'}`;
    yield {
      at: bucket.at('LifecycleConfiguration', 'Rules'),
      message: `${bucket.id} ${lack}.`,
      fixes: [repair(bucket, versioned)],
    };
  },
});

/** True when a rule does something with former versions, or may do so. */
function mayClean(rule: Value): boolean {
  if (rule.kind !== 'mapping') return true;
  return rule.open || [...rule.entries.keys()].some((key) => key.startsWith('NoncurrentVersion'));
}

function repair(bucket: Resource, versioned: boolean) {
  const rule: Content = {
    Id: 'CleanUp',
    Status: 'Enabled',
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    ...(versioned ? { NoncurrentVersionExpiration: { NoncurrentDays: 90 } } : {}),
  };
  const written = asList(bucket.get('LifecycleConfiguration', 'Rules')).length > 0;
  return {
    title: versioned ? 'Remove former versions after 90 days' : 'Remove unfinished uploads after 7 days',
    safe: false,
    changes: [
      written
        ? bucket.append(['LifecycleConfiguration', 'Rules'], rule)
        : bucket.set(['LifecycleConfiguration'], { Rules: [rule] }),
    ],
  };
}
