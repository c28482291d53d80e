import { defineRule } from '../../engine/rule';
import { lacksOwnKey, withOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'appflow-no-customer-key',
  title: 'Flow or connection without a customer managed key',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::AppFlow::Flow', 'AWS::AppFlow::ConnectorProfile'],
  why: `AppFlow encrypts the data of a flow and the credentials of a connection, but with a key that it manages itself when KMSArn names
none: no key policy limits who uses it, and it cannot be disabled. The key of a flow is chosen when the flow is made: naming another one
replaces it. Allow it for connections to public data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Crm:
    Type: AWS::AppFlow::ConnectorProfile
    Properties:
      ConnectorProfileName: crm
      ConnectorType: Salesforce
      ConnectionMode: Private
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  Crm:
    Type: AWS::AppFlow::ConnectorProfile
    Properties:
      ConnectorProfileName: crm
      ConnectorType: Salesforce
      ConnectionMode: Private
      KMSArn: !GetAtt DataKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html'],
  knownAs: [],
  *check(resource, graph) {
    const lack = lacksOwnKey(resource, ['KMSArn'], graph);
    if (lack === undefined) return;
    const { name, changes } = withOwnKey(resource, ['KMSArn']);
    const isFlow = resource.type === 'AWS::AppFlow::Flow';
    yield {
      at: lack.at,
      message: `${resource.id} encrypts its ${isFlow ? 'data' : 'credentials'} with a key that AppFlow manages, which no key policy limits.`,
      fixes: [
        {
          title: `Encrypt ${resource.id} with ${name}${isFlow ? ', which replaces the flow' : ''}`,
          safe: false,
          changes,
        },
      ],
    };
  },
});
