import { asList, asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'apigateway-public-endpoint',
  title: 'API that the internet reaches',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::ApiGateway::RestApi', 'AWS::Serverless::Api'],
  why: `An edge or regional endpoint has a name that everybody on the internet resolves and may call; what keeps strangers out is its authorizer
alone. A private API is reached through an interface endpoint of the VPC, and its policy says which. Allow it for an API that is there for
everybody, or for callers outside of AWS.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: orders
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: orders
      EndpointConfiguration:
        Types: [PRIVATE]
        VpcEndpointIds: [vpce-0a1b2c3d4e5f67890]
`,
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html'],
  knownAs: ['KICS serverless_api_endpoint_config_not_private'],
  *check(api) {
    if (api.origin !== undefined || mayBePrivate(api)) return;
    const path = api.has(...pathOf(api)) ? pathOf(api) : ['EndpointConfiguration'];
    yield {
      at: api.at(...path),
      message: `${api.id} has an endpoint on the internet, which everybody may try to call.`,
    };
  },
});

function pathOf({ type }: Resource): readonly string[] {
  return ['EndpointConfiguration', type === 'AWS::Serverless::Api' ? 'Type' : 'Types'];
}

function mayBePrivate(api: Resource): boolean {
  const types = api.get(...pathOf(api));
  if (types?.kind === 'list' && types.open) return true;
  return asList(types).some((type) => asString(type) === undefined || asString(type) === 'PRIVATE');
}
