import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'apigateway-cache-off',
  title: 'API that asks its back end for every call',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::ApiGateway::Stage', 'AWS::Serverless::Api'],
  why: `Without a cache every call reaches the function or database behind the API: whoever repeats one cheap request loads what is expensive.
A cache answers it, at a price per hour. What it keeps has to be encrypted where answers are personal. Allow it for an API that writes, or
that is throttled otherwise.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: a1b2c3
      StageName: live
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: a1b2c3
      StageName: live
      CacheClusterEnabled: true
      CacheClusterSize: '0.5'
      MethodSettings:
        - ResourcePath: /*
          HttpMethod: '*'
          CachingEnabled: true
          CacheDataEncrypted: true
`,
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html'],
  knownAs: ['Checkov CKV_AWS_120', 'KICS serverless_api_cache_cluster_disabled'],
  *check(stage) {
    const written = stage.get('CacheClusterEnabled');
    if (stage.origin !== undefined || (written !== undefined && asBoolean(written) !== false)) return;
    yield {
      at: stage.at('CacheClusterEnabled'),
      message: `${stage.id} has no cache, so every call reaches what is behind it.`,
    };
  },
});
