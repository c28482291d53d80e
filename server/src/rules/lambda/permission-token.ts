import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'lambda-permission-token',
  title: 'Event source token in plain text',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Lambda::Permission'],
  why: `EventSourceToken is what Alexa shows to prove that a call comes from your skill. Written into the template, everybody
who reads the template can use it. Take it from a parameter with NoEcho or from Secrets Manager. Allow it for nobody.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: on-arrival
      Principal: alexa-appkit.amazon.com
      EventSourceToken: amzn1.ask.skill.12345
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: on-arrival
      Principal: alexa-appkit.amazon.com
      EventSourceToken: '{{resolve:secretsmanager:skill}}'
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html',
  ],
  knownAs: ['cfn_nag F45'],
  *check(permission) {
    const token = asString(permission.get('EventSourceToken'));
    if (token === undefined || token === '' || token.includes('{{resolve:')) return;
    yield {
      at: permission.at('EventSourceToken'),
      message: `The event source token of ${permission.id} is readable in the template.`,
    };
  },
});
