import { asList, asString, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'apigateway-not-private',
  title: 'API on the internet',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::ApiGateway::RestApi', 'AWS::Serverless::Api'],
  why: `An edge-optimized or regional endpoint, and an API is edge-optimized unless it says otherwise, has an address on the internet where
everybody may try to call it. A private endpoint is reached from chosen VPCs alone, through an interface endpoint for execute-api and a
resource policy that names it. Allow it for an API that serves the public.`,
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
`,
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html'],
  knownAs: ['KICS serverless_api_endpoint_config_not_private'],
  *check(api) {
    if (api.origin !== undefined) return;
    const types = typesOf(api);
    const isKnown = types.every((type) => asString(type) !== undefined);
    if (!isKnown || types.some((type) => asString(type) === 'PRIVATE')) return;
    yield {
      at: types[0]?.at ?? api.at('EndpointConfiguration'),
      message: `${api.id} has an address on the internet, where everybody may try to call it.`,
    };
  },
});

/** The kinds of endpoints that are written; SAM takes the kind itself as well. */
function typesOf(api: Resource): readonly Value[] {
  const written = api.get('EndpointConfiguration');
  if (written === undefined || written.kind !== 'mapping') return asList(written);
  const property = api.type === 'AWS::Serverless::Api' ? 'Type' : 'Types';
  return asList(api.get('EndpointConfiguration', property));
}
