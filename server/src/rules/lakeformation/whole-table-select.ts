import { defineRule } from '../../engine/rule';
import { grants, grantTypes, wholeTablePath } from '../../graph/lake-grants';

export const rule = defineRule({
  id: 'lakeformation-whole-table-select',
  title: 'Grant to read every column and row',
  severity: 'hint',
  profile: 'strict',
  on: 'resource',
  types: grantTypes,
  why: `SELECT on a table gives every column and row of it, those that are added later included. TableWithColumns names the columns that
are meant, and a data cells filter the rows. Whether the table holds anything to leave out only its owner knows. Allow it for tables
without personal data.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Grant:
    Type: AWS::LakeFormation::PrincipalPermissions
    Properties:
      Principal:
        DataLakePrincipalIdentifier: arn:aws:iam::111122223333:role/Analyst
      Resource:
        Table:
          CatalogId: '111122223333'
          DatabaseName: sales
          Name: orders
      Permissions:
        - SELECT
      PermissionsWithGrantOption: []
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Grant:
    Type: AWS::LakeFormation::PrincipalPermissions
    Properties:
      Principal:
        DataLakePrincipalIdentifier: arn:aws:iam::111122223333:role/Analyst
      Resource:
        TableWithColumns:
          CatalogId: '111122223333'
          DatabaseName: sales
          Name: orders
          ColumnNames:
            - order_id
      Permissions:
        - SELECT
      PermissionsWithGrantOption: []
`,
  },
  references: ['https://docs.aws.amazon.com/lake-formation/latest/dg/data-filtering.html'],
  knownAs: [],
  *check(grant) {
    const path = wholeTablePath(grant);
    const columns =
      grant.type === 'AWS::LakeFormation::Permissions' ? 'TableWithColumnsResource' : 'TableWithColumns';
    if (grant.get(...path)?.kind !== 'mapping' || grant.has('Resource', columns)) return;
    if (!grants(grant.get('Permissions'), 'SELECT', 'ALL')) return;
    yield {
      at: grant.at(...path),
      message: `${grant.id} gives every column and row of a table, also those that are added later.`,
    };
  },
});
