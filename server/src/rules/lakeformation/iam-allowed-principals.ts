import { asList, asString, lookUp, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { grantTypes, principalPath } from '../../graph/lake-grants';

const defaults = ['CreateDatabaseDefaultPermissions', 'CreateTableDefaultPermissions'] as const;
const principal = ['Principal', 'DataLakePrincipalIdentifier'] as const;

export const rule = defineRule({
  id: 'lakeformation-iam-allowed-principals',
  title: 'Tables that Lake Formation does not protect',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::LakeFormation::DataLakeSettings', ...grantTypes],
  why: `A database or table that grants something to IAM_ALLOWED_PRINCIPALS is open to everybody whose IAM policy allows the calls of
Glue and S3: grants on columns and rows decide nothing there. The default permissions of the settings put that grant on everything that
is newly made; an empty list leaves it out. Allow it while a catalog is being moved to Lake Formation.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Settings:
    Type: AWS::LakeFormation::DataLakeSettings
    Properties:
      CreateTableDefaultPermissions:
        - Principal:
            DataLakePrincipalIdentifier: IAM_ALLOWED_PRINCIPALS
          Permissions:
            - ALL
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Settings:
    Type: AWS::LakeFormation::DataLakeSettings
    Properties:
      Admins:
        - DataLakePrincipalIdentifier: arn:aws:iam::111122223333:role/LakeAdmin
      CreateDatabaseDefaultPermissions: []
      CreateTableDefaultPermissions: []
`,
  },
  references: [
    'https://docs.aws.amazon.com/lake-formation/latest/dg/change-settings.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lakeformation-datalakesettings.html',
  ],
  knownAs: [],
  check: (resource) =>
    resource.type === 'AWS::LakeFormation::DataLakeSettings' ? ofSettings(resource) : ofGrant(resource),
});

function* ofSettings(settings: Resource): Generator<Finding> {
  for (const property of defaults) {
    const list = settings.get(property);
    const grant = asList(list).find((item) => isEverybody(lookUp(item, ...principal)));
    if (list === undefined || grant === undefined) continue;
    const what = property === defaults[0] ? 'database' : 'table';
    yield {
      at: lookUp(grant, ...principal)?.at ?? settings.at(property),
      message: `${settings.id} opens every new ${what} to everybody whose IAM policy allows it, past the grants of Lake Formation.`,
      fixes: [
        {
          title: `Give no default permissions on a new ${what}`,
          safe: false,
          changes: [settings.set([property], [])],
        },
      ],
    };
  }
}

function* ofGrant(grant: Resource): Generator<Finding> {
  const path = principalPath(grant);
  if (!isEverybody(grant.get(...path))) return;
  yield {
    at: grant.at(...path),
    message: `${grant.id} opens its resource to everybody whose IAM policy allows it, past the grants of Lake Formation.`,
  };
}

function isEverybody(value: Value | undefined): boolean {
  return asString(value) === 'IAM_ALLOWED_PRINCIPALS';
}
