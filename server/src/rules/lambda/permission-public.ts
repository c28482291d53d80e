import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'lambda-permission-public',
  title: 'Function that everybody may invoke',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Lambda::Permission'],
  why: `A permission for the principal "*" lets everybody with an AWS account invoke the function with whatever input they
like, at your cost and with the function's role. Name the service and its resource, the account, or the organization. Allow
it for a function that serves the public on purpose.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: on-arrival
      Principal: '*'
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
      Principal: s3.amazonaws.com
      SourceArn: arn:aws:s3:::sales-data
      SourceAccount: '111122223333'
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html'],
  knownAs: [
    'cfn_nag F13',
    'SecurityHub Lambda.1',
    'KICS lambda_permission_principal_is_wildcard',
    'KICS public_lambda_via_api_gateway',
    'Guard LAMBDA_NO_WILDCARD_PRINCIPALS',
    'Guard LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED',
    'cdk-nag LambdaFunctionPublicAccessProhibited',
  ],
  *check(permission) {
    if (asString(permission.get('Principal')) !== '*') return;
    const limits = ['SourceArn', 'SourceAccount', 'PrincipalOrgID', 'EventSourceToken'];
    if (limits.some((name) => permission.has(name))) return;
    const url = permission.get('FunctionUrlAuthType');
    if (url !== undefined && asString(url) !== 'NONE') return;
    yield {
      at: permission.at('Principal'),
      // A URL is made public on purpose more often than a function.
      severity: url === undefined ? 'error' : 'warning',
      message:
        url === undefined
          ? `${permission.id} lets everybody with an AWS account invoke the function.`
          : `${permission.id} lets anyone on the internet invoke the function by its URL, without credentials.`,
      fixes: [
        {
          title: 'Let only this account invoke it',
          safe: false,
          changes: [permission.set(['Principal'], permission.stack.write.ref('AWS::AccountId'))],
        },
      ],
    };
  },
});
