import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'apigateway-no-compression',
  title: 'API that sends its answers as they are',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::ApiGateway::RestApi', 'AWS::Serverless::Api'],
  why: `Without MinimumCompressionSize API Gateway sends answers uncompressed: large lists take longer and cost more to transfer, and long calls
keep functions and connections busy. Allow it for answers that are small, or that hold secrets beside what a caller may choose.`,
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
      MinimumCompressionSize: 1024
`,
  },
  references: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html',
  ],
  knownAs: ['KICS serverless_api_without_content_encoding'],
  *check(api) {
    if (api.origin !== undefined || api.has('MinimumCompressionSize')) return;
    yield {
      at: api.idAt,
      message: `${api.id} sends its answers uncompressed, because it has no MinimumCompressionSize.`,
      fixes: [
        {
          title: 'Compress answers from 1 KB on',
          safe: false,
          changes: [api.set(['MinimumCompressionSize'], 1024)],
        },
      ],
    };
  },
});
