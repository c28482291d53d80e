import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'apigateway-tracing-off',
  title: 'API without tracing',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::ApiGateway::Stage', 'AWS::Serverless::Api'],
  why: `With active tracing X-Ray shows for every call which services it went through, how long they took and what failed. Without it a slow or
failing API, and calls that nobody expects, are found in logs alone. Allow it where another tracer is used.`,
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
    const written = stage.get('TracingEnabled');
    if (stage.origin !== undefined || (written !== undefined && asBoolean(written) !== false)) return;
    yield {
      at: stage.at('TracingEnabled'),
      message: `${stage.id} is not traced, so where its calls go and fail is found in logs alone.`,
      fixes: [{ title: `Trace ${stage.id}`, safe: false, changes: [stage.set(['TracingEnabled'], true)] }],
    };
  },
});
