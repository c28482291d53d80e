import { type Change, onlyWith } from '../../base/edit';
import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';

export const rule = defineRule({
  id: 'emr-no-security-configuration',
  title: 'Cluster without a security configuration',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::EMR::Cluster'],
  why: `Encryption of local disks, of what the nodes send to each other and of what EMRFS writes to S3, Kerberos, and version 2 of the
instance metadata service are all switched on by a security configuration, and off without one. It cannot be added to a cluster that
runs: the cluster is replaced. Allow it for a cluster that works on public data.`,
  bad: {
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
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  SecurityConfigurationName:
    Type: String
Resources:
  Cluster:
    Type: AWS::EMR::Cluster
    Properties:
      Name: spark
      ReleaseLabel: emr-7.9.0
      SecurityConfiguration: !Ref SecurityConfigurationName
`,
  },
  references: [
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-security-configurations.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-emr-cluster.html',
  ],
  knownAs: ['cfn_nag W63', 'KICS emr_cluster_without_security_configuration'],
  *check(cluster) {
    const written = cluster.get('SecurityConfiguration');
    if (written !== undefined && asString(written) !== '') return;
    const { name, changes } = configurationFor(cluster);
    yield {
      at: cluster.at('SecurityConfiguration'),
      message: `${cluster.id} has no security configuration, so its disks and what its nodes send to each other are not encrypted.`,
      fixes: [
        {
          title: `Attach ${name}, which replaces the cluster`,
          safe: false,
          changes: onlyWith(cluster.set(['SecurityConfiguration'], cluster.stack.write.ref(name)), changes),
        },
      ],
    };
  },
});

/** The template's only security configuration, or a new one; it has no certificates, which a person has to make. */
function configurationFor(cluster: Resource): { name: string; changes: readonly Change[] } {
  const { stack } = cluster;
  const [only, ...others] = [...stack.resources('AWS::EMR::SecurityConfiguration')];
  if (only !== undefined && others.length === 0) return { name: only.id, changes: [] };
  const name = stack.freeId(`${cluster.id}SecurityConfiguration`);
  const key = keyFor(stack, cluster);
  const content = {
    Type: 'AWS::EMR::SecurityConfiguration',
    Properties: {
      SecurityConfiguration: {
        EncryptionConfiguration: {
          EnableAtRestEncryption: true,
          EnableInTransitEncryption: false,
          AtRestEncryptionConfiguration: {
            S3EncryptionConfiguration: { EncryptionMode: 'SSE-KMS', AwsKmsKey: key.arn },
            LocalDiskEncryptionConfiguration: {
              EncryptionKeyProviderType: 'AwsKms',
              AwsKmsKey: key.arn,
              EnableEbsEncryption: true,
            },
          },
        },
        InstanceMetadataServiceConfiguration: {
          MinimumInstanceMetadataServiceVersion: 2,
          HttpPutResponseHopLimit: 1,
        },
      },
    },
  };
  return { name, changes: [stack.insertResource(name, content, cluster.id), ...key.changes] };
}
