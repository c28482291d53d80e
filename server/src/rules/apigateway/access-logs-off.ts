import { defineRule } from '../../engine/rule';

const properties: ReadonlyMap<string, string> = new Map([
  ['AWS::ApiGateway::Stage', 'AccessLogSetting'],
  ['AWS::ApiGatewayV2::Stage', 'AccessLogSettings'],
  ['AWS::Serverless::Api', 'AccessLogSetting'],
  ['AWS::Serverless::HttpApi', 'AccessLogSettings'],
]);

export const rule = defineRule({
  id: 'apigateway-access-logs-off',
  title: 'API without access logs',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: [...properties.keys()],
  why: `Access logs say who called an API, from which address and with what result. Without them nobody can tell after an incident what was
tried and what succeeded. Allow it for an API behind another one that logs.`,
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
      AccessLogSetting:
        DestinationArn: arn:aws:logs:eu-central-1:111122223333:log-group:/api/live
        Format: $context.requestId $context.identity.sourceIp $context.status
`,
  },
  references: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html'],
  knownAs: [
    'Checkov CKV_AWS_76',
    'Checkov CKV_AWS_95',
    'KICS serverless_api_access_logging_setting_undefined',
  ],
  *check(stage) {
    const property = properties.get(stage.type);
    if (property === undefined || stage.origin !== undefined) return;
    if (stage.has(property, 'DestinationArn')) return;
    const { stack } = stage;
    const group = stack.freeId(`${stage.id}AccessLogs`);
    const { condition } = stage.declaration;
    yield {
      at: stage.at(property),
      message: `${stage.id} keeps no access logs: nobody can tell afterwards who called it and with what result.`,
      fixes: [
        {
          title: `Log calls of ${stage.id}`,
          safe: false,
          changes: [
            stage.set([property], {
              DestinationArn: stack.write.getAtt(group, 'Arn'),
              Format:
                '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","caller":"$context.identity.caller","time":"$context.requestTime","status":"$context.status"}',
            }),
            stack.insertResource(
              group,
              {
                Type: 'AWS::Logs::LogGroup',
                ...(condition === undefined ? {} : { Condition: condition }),
                Properties: { RetentionInDays: 365 },
              },
              stage.id,
            ),
          ],
        },
      ],
    };
  },
});
