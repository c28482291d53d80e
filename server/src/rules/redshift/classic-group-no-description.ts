import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-classic-group-no-description',
  title: 'Cluster security group without a description',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Redshift::ClusterSecurityGroup'],
  why: `A group of rules that nobody has described is not removed by anyone, because nobody knows whom it lets in. Redshift asks for a
description: without one the group cannot be created. There is no good reason to allow it.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Clients:
    Type: AWS::Redshift::ClusterSecurityGroup
    Properties:
      Tags: []
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Clients:
    Type: AWS::Redshift::ClusterSecurityGroup
    Properties:
      Description: Clients of the warehouse
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-clustersecuritygroup.html',
  ],
  knownAs: ['Trivy AWS-0083'],
  *check(group) {
    const written = group.get('Description');
    if (written !== undefined && asString(written)?.trim() !== '') return;
    yield {
      at: group.at('Description'),
      message: `${group.id} does not say whom it lets in, because it has no description.`,
    };
  },
});
