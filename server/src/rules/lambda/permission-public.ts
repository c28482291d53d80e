import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'lambda-permission-public',
  title: 'Function or layer that everybody may use',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Lambda::Permission', 'AWS::Lambda::LayerVersionPermission'],
  why: `A permission for the principal "*" lets everybody with an AWS account invoke the function with whatever input they
like, at your cost and with the function's role; AWS_IAM on its URL only asks for credentials of some account. Name the service and its
resource, the account, or the organization. Allow it for a function, or a layer, that serves the public on purpose.`,
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
    if (permission.type === 'AWS::Lambda::LayerVersionPermission') {
      if (permission.has('OrganizationId')) return;
      const message = `${permission.id} lets everybody with an AWS account download and use the layer.`;
      yield { at: permission.at('Principal'), severity: 'warning', message };
      return;
    }
    if (['PrincipalOrgID', 'EventSourceToken'].some((name) => permission.has(name))) return;
    const says = reached(permission);
    if (says === undefined) return;
    yield {
      at: permission.at('Principal'),
      ...says,
      // Which service its source belongs to is not always known.
      fixes: comesFromSource(permission)
        ? []
        : [
            {
              title: 'Let only this account invoke it',
              safe: false,
              changes: [permission.set(['Principal'], permission.stack.write.ref('AWS::AccountId'))],
            },
          ],
    };
  },
});

/** Only services come from a source, so it stands in for the principal. */
function comesFromSource(permission: Resource): boolean {
  return permission.has('SourceArn') || permission.has('SourceAccount');
}

/** Who reaches the function; undefined when it is chosen at deployment. */
function reached(permission: Resource): Pick<Finding, 'severity' | 'message'> | undefined {
  const { id } = permission;
  if (comesFromSource(permission)) {
    const message = `${id} names no service: whichever comes from its source may invoke the function.`;
    return { severity: 'info', message };
  }
  const url = permission.get('FunctionUrlAuthType');
  if (url === undefined)
    return { severity: 'error', message: `${id} lets everybody with an AWS account invoke the function.` };
  if (asString(url) === 'NONE') {
    const message = `${id} lets anyone on the internet invoke the function by its URL, without credentials.`;
    // A URL is made public on purpose more often than a function.
    return { severity: 'warning', message };
  }
  if (asString(url) !== 'AWS_IAM') return undefined;
  const message = `${id} lets everybody with an AWS account invoke the function by its URL.`;
  return { severity: 'error', message };
}
