import { asString, type Value } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { serviceName } from '../../graph/trust';

export const rule = defineRule({
  id: 'lambda-permission-no-source',
  title: 'Function that a service may invoke for everybody',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Lambda::Permission'],
  why: `The permission admits an AWS service and does not say for which resource. Everybody can let the same service, from
their own bucket, topic or API, invoke the function. SourceArn limits it to yours; for S3, whose bucket names can change
hands, SourceAccount belongs with it. Allow it for a function that serves many accounts.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: on-arrival
      Principal: s3.amazonaws.com
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
  knownAs: ['Checkov CKV_AWS_364', 'Trivy AWS-0067'],
  *check(permission, graph) {
    const principal = permission.get('Principal');
    const service = principal && serviceName({ type: 'Service', value: principal, at: principal.at }, graph);
    if (service === undefined || !service.endsWith('.amazonaws.com') || unlimited.has(service)) return;
    if (
      ['SourceArn', 'SourceAccount', 'PrincipalOrgID', 'EventSourceToken'].some((name) =>
        limits(permission.get(name)),
      )
    )
      return;
    const account = permission.stack.write.ref('AWS::AccountId');
    yield {
      at: permission.at('Principal'),
      message: `${permission.id} lets ${service} invoke the function on behalf of every AWS account.`,
      fixes: sendsAccount.has(service)
        ? [
            {
              title: 'Let it act for this account alone',
              safe: false,
              changes: [permission.set(['SourceAccount'], account)],
            },
          ]
        : [],
    };
  },
});

function limits(value: Value | undefined): boolean {
  return value !== undefined && asString(value) !== '*';
}

/** Services that invoke functions without a source that could be named. */
const unlimited: ReadonlySet<string> = new Set([
  'edgelambda.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
  'cloudformation.amazonaws.com',
]);

/** Of these the guides show permissions with the account of the source. */
const sendsAccount: ReadonlySet<string> = new Set([
  's3.amazonaws.com',
  'sns.amazonaws.com',
  'logs.amazonaws.com',
  'config.amazonaws.com',
  'secretsmanager.amazonaws.com',
  'ses.amazonaws.com',
]);
