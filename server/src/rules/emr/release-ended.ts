import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

/** The first release that is still supported: the page of 7.5 says that its support ended on 20 November 2026. */
const supported = { major: 7, minor: 6 };

export const rule = defineRule({
  id: 'emr-release-ended',
  title: 'EMR release that is supported no longer',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EMR::Cluster', 'AWS::EMRServerless::Application'],
  why: `AWS mends weaknesses of an EMR release for 24 months after it comes out. Releases up to 7.5 are older than that: what becomes known of
their Spark, Hive and operating system stays open. Allow it while jobs are being moved.`,
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
    'https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-standard-support.html',
  ],
  knownAs: [],
  *check(resource) {
    const label = asString(resource.get('ReleaseLabel')) ?? '';
    const [, major, minor] = /^emr-(\d+)\.(\d+)/.exec(label)?.map(Number) ?? [];
    if (major === undefined || minor === undefined || major > supported.major) return;
    if (major === supported.major && minor >= supported.minor) return;
    yield {
      at: resource.at('ReleaseLabel'),
      message: `${resource.id} runs ${label}, whose weaknesses AWS mends no longer.`,
    };
  },
});
