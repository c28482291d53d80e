import { asBoolean } from '../../base/value';
import type { Path } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

const places: readonly Path[] = [
  ['WorkGroupConfiguration', 'EnforceWorkGroupConfiguration'],
  ['WorkGroupConfigurationUpdates', 'EnforceWorkGroupConfiguration'],
];

export const rule = defineRule({
  id: 'athena-configuration-not-enforced',
  title: 'Workgroup that clients override',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Athena::WorkGroup'],
  why: `With EnforceWorkGroupConfiguration false every client says itself where its results go and how they are encrypted, so that the
result of a query on protected tables may be written in plain to any bucket the client can write to. Allow it while clients are being
moved to the workgroup's own settings.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Analysts:
    Type: AWS::Athena::WorkGroup
    Properties:
      Name: analysts
      WorkGroupConfiguration:
        EnforceWorkGroupConfiguration: false
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Analysts:
    Type: AWS::Athena::WorkGroup
    Properties:
      Name: analysts
      WorkGroupConfiguration:
        EnforceWorkGroupConfiguration: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/athena-workgroup-enforce-workgroup-configuration.html',
  ],
  knownAs: ['Checkov CKV_AWS_82', 'Trivy AWS-0007'],
  *check(group) {
    for (const path of places) {
      if (asBoolean(group.get(...path)) !== false) continue;
      yield {
        at: group.at(...path),
        message: `${group.id} lets every client choose where query results go and how they are encrypted.`,
        fixes: [
          {
            title: 'Enforce the settings of the workgroup',
            safe: false,
            changes: [group.set(path, true)],
          },
        ],
      };
    }
  },
});
