import { asNumber, lookUp } from '../../base/value';
import { emrSettings, settingAt } from '../../cloudformation/emr-settings';
import { defineRule } from '../../engine/rule';

const version = ['InstanceMetadataServiceConfiguration', 'MinimumInstanceMetadataServiceVersion'] as const;

export const rule = defineRule({
  id: 'emr-metadata-version-1',
  title: 'Cluster nodes that answer version 1 of the metadata service',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EMR::SecurityConfiguration'],
  why: `Version 1 of the instance metadata service hands out the credentials of the instance profile to everything on a node that can
make one request, a tricked web server among them. Version 2 wants a token first. EMR allows both unless the security configuration
asks for 2. It cannot be changed: a new one takes its place. Allow it for bootstrap actions that know version 1 alone.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Security:
    Type: AWS::EMR::SecurityConfiguration
    Properties:
      SecurityConfiguration:
        InstanceMetadataServiceConfiguration:
          MinimumInstanceMetadataServiceVersion: 1
          HttpPutResponseHopLimit: 1
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Security:
    Type: AWS::EMR::SecurityConfiguration
    Properties:
      SecurityConfiguration:
        InstanceMetadataServiceConfiguration:
          MinimumInstanceMetadataServiceVersion: 2
          HttpPutResponseHopLimit: 1
`,
  },
  references: [
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html',
  ],
  knownAs: [],
  *check(configuration) {
    const settings = emrSettings(configuration);
    if (settings === undefined) return;
    const given = lookUp(settings, ...version);
    if (given !== undefined && asNumber(given) !== 1) return;
    yield {
      at: settingAt(settings, version, configuration.at('SecurityConfiguration')),
      message: `${configuration.id} lets every process on a node fetch its credentials with one request to the metadata service.`,
      fixes: [
        {
          title: 'Ask for version 2, which replaces the configuration',
          safe: false,
          changes: [
            configuration.setAll([
              [['SecurityConfiguration', ...version], 2],
              [['SecurityConfiguration', version[0], 'HttpPutResponseHopLimit'], 1],
            ]),
          ],
        },
      ],
    };
  },
});
