import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'redshift-serverless-admin-name',
  title: 'Redshift Serverless with the usual administrator',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::RedshiftServerless::Namespace'],
  why: `Half of a login is its name, and admin is tried first: only the password is left to be guessed by whoever reaches the workgroup. Allow
it where the password is managed and the workgroup private.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::RedshiftServerless::Namespace
    Properties:
      NamespaceName: warehouse
      AdminUsername: admin
      ManageAdminPassword: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Warehouse:
    Type: AWS::RedshiftServerless::Namespace
    Properties:
      NamespaceName: warehouse
      AdminUsername: sales_owner
      ManageAdminPassword: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshiftserverless-namespace.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/redshiftserverless-controls.html',
  ],
  knownAs: ['SecurityHub RedshiftServerless.5'],
  *check(namespace) {
    const name = asString(namespace.get('AdminUsername'))?.toLowerCase();
    if (name !== 'admin' && name !== 'awsuser') return;
    yield {
      at: namespace.at('AdminUsername'),
      message: `The administrator of ${namespace.id} is named ${name}, which is tried first.`,
    };
  },
});
