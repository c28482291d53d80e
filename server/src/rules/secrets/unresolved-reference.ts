import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { unresolvedReferences } from '../../graph/dynamic-references';

export const rule = defineRule({
  id: 'secrets-unresolved-reference',
  title: 'Dynamic reference that CloudFormation does not resolve',
  severity: 'error',
  profile: 'recommended',
  on: 'stack',
  why: `CloudFormation resolves {{resolve:ssm-secure:…}} in a short list of properties only, and resolves no secret for custom resources.
Elsewhere the deployment fails, or the resource gets the braces as its password, which everybody can read here. References to Secrets
Manager ({{resolve:secretsmanager:…}}) work in every property of AWS's own resources. There is no case in which the reference is of use
where it is not resolved.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
    Properties:
      EngineType: ACTIVEMQ
      PubliclyAccessible: false
      Users:
        - Username: etl
          Password: '{{resolve:ssm-secure:/mq/password:1}}'
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
    Properties:
      EngineType: ACTIVEMQ
      PubliclyAccessible: false
      Users:
        - Username: etl
          Password: '{{resolve:secretsmanager:mq/etl:SecretString:password}}'
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html',
  ],
  knownAs: [],
  *check(stack): Generator<Finding> {
    for (const { at, owner, why } of unresolvedReferences(stack.template)) {
      yield { at, message: `${owner} has a dynamic reference that ${why}.`, resource: owner };
    }
  },
});
