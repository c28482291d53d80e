import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

/** Connectors that can be reached over PrivateLink. */
const privateConnectors: ReadonlySet<string> = new Set(['Salesforce', 'SAPOData', 'Snowflake']);

export const rule = defineRule({
  id: 'appflow-public-connection',
  title: 'Connection over the internet',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::AppFlow::ConnectorProfile'],
  why: `With ConnectionMode Public a flow carries its data over the internet, encrypted but to an address that everybody can reach. The
same service can be reached over PrivateLink. Allow it where the other side offers no private link.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Warehouse:
    Type: AWS::AppFlow::ConnectorProfile
    Properties:
      ConnectorProfileName: warehouse
      ConnectorType: Snowflake
      ConnectionMode: Public
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Warehouse:
    Type: AWS::AppFlow::ConnectorProfile
    Properties:
      ConnectorProfileName: warehouse
      ConnectorType: Snowflake
      ConnectionMode: Private
`,
  },
  references: ['https://docs.aws.amazon.com/appflow/latest/userguide/private-flows.html'],
  knownAs: [],
  *check(profile) {
    if (asString(profile.get('ConnectionMode')) !== 'Public') return;
    const connector = asString(profile.get('ConnectorType')) ?? '';
    if (!privateConnectors.has(connector)) return;
    yield {
      at: profile.at('ConnectionMode'),
      message: `${profile.id} carries its data over the internet, although ${connector} can be reached over a private link.`,
    };
  },
});
