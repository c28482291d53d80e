import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'lambda-permission-action',
  title: 'Permission for more than invoking',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::Lambda::Permission'],
  why: `A permission on a function is for invoking it. Another action, or a wildcard, lets the principal read its code or
change it. Write lambda:InvokeFunction. Allow it for an account that deploys the function.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:*
      FunctionName: on-arrival
      Principal: '444455556666'
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
      Principal: '444455556666'
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html'],
  knownAs: [
    'cfn_nag W24',
    'KICS lambda_permission_misconfigured',
    'Guard LAMBDA_PERMISSION_INVOKE_FUNCTION_ACTION',
  ],
  *check(permission) {
    const action = asString(permission.get('Action'));
    if (action === undefined || /^lambda:InvokeFunction(?:Url)?$/i.test(action)) return;
    yield {
      at: permission.at('Action'),
      message: `${permission.id} allows ${action}, which is more than invoking the function.`,
      fixes: [
        {
          title: 'Allow only invoking',
          safe: false,
          changes: [permission.set(['Action'], 'lambda:InvokeFunction')],
        },
      ],
    };
  },
});
