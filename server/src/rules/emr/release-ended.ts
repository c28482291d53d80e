import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

/** The first major version of which releases are still supported: each is for 24 months, and the last one of 6 is of 2023. */
const supported = 7;

export const rule = defineRule({
  id: 'emr-release-ended',
  title: 'EMR release that is supported no longer',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EMR::Cluster', 'AWS::EMRServerless::Application'],
  why: `AWS mends weaknesses of an EMR release for 24 months after it comes out. Releases of 6 and before are older than that: what becomes
known of their Spark, Hive and operating system stays open. Allow it while jobs are being moved.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: spark
      ReleaseLabel: emr-5.30.0
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: spark
      ReleaseLabel: emr-7.9.0
`,
  },
  references: [
    'https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-750-release.html',
    'https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-release-components.html',
  ],
  knownAs: [],
  *check(resource) {
    const label = asString(resource.get('ReleaseLabel')) ?? '';
    const major = /^emr-(\d+)\./.exec(label)?.[1];
    if (major === undefined || Number(major) >= supported) return;
    yield {
      at: resource.at('ReleaseLabel'),
      message: `${resource.id} runs ${label}, whose weaknesses AWS mends no longer.`,
    };
  },
});
