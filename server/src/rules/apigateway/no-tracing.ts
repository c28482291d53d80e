import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'apigateway-no-tracing',
  title: 'API whose requests are not traced',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::ApiGateway::Stage', 'AWS::Serverless::Api'],
  why: `With X-Ray a request is followed from the API through the functions and data that it reaches: which one was slow, which one refused
it. Without TracingEnabled the trace begins behind the API, and what came in cannot be told from what was made of it. Allow it where other
tools trace.`,
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
      TracingEnabled: true
`,
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html'],
  knownAs: ['Checkov CKV_AWS_73', 'KICS serverless_api_xray_tracing_disabled'],
  *check(stage) {
    const tracing = stage.get('TracingEnabled');
    if (stage.origin !== undefined || (tracing !== undefined && asBoolean(tracing) !== false)) return;
    yield {
      at: stage.at('TracingEnabled'),
      message: `${stage.id} traces no requests, so nobody sees which part behind it refused or delayed one.`,
      fixes: [
        {
          title: `Trace requests of ${stage.id}`,
          safe: false,
          changes: [stage.set(['TracingEnabled'], true)],
        },
      ],
    };
  },
});
