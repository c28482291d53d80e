import { asBoolean } from '../../base/value';
import { managedPasswords } from '../../data/secret-properties';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'secrets-managed-and-written',
  title: 'Managed password and own password at once',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: [...managedPasswords.keys()],
  why: `With ManageMasterUserPassword (RDS, Aurora, DocumentDB), ManageMasterPassword (Redshift) or ManageAdminPassword (Redshift
Serverless) the service makes the password itself, keeps it in Secrets Manager and rotates it. A password that is given beside it is
refused, and the deployment fails. Remove the password. There is no case in which both work.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  DbPassword:
    Type: String
    NoEcho: true
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUsername: etl
      MasterUserPassword: !Ref DbPassword
      ManageMasterUserPassword: true
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUsername: etl
      ManageMasterUserPassword: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-cluster.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshiftserverless-namespace.html',
  ],
  knownAs: [],
  *check(resource): Generator<Finding> {
    const known = managedPasswords.get(resource.type);
    if (known === undefined || !resource.has(known.password)) return;
    if (asBoolean(resource.get(known.manage)) !== true) return;
    yield {
      at: resource.at(known.password),
      message: `${resource.id} has ${known.password} although ${known.manage} is true, so its deployment fails.`,
      related: [{ at: resource.at(known.manage), message: 'managed here' }],
      fixes: [
        { title: `Remove ${known.password}`, safe: true, changes: [resource.remove([known.password])] },
      ],
    };
  },
});
