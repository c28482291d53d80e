import { asString, type Value } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { grantTypes, principalPath } from '../../graph/lake-grants';

export const rule = defineRule({
  id: 'lakeformation-grant-to-account',
  title: 'Grant to everybody of an account',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: grantTypes,
  why: `The group IAMPrincipals of an account stands for every user and role in it, those that are made tomorrow included. A grant to it
opens the data to each of them, as far as their IAM policies let them call Lake Formation. Grant to roles by name, or by LF-tags. Allow
it for data that the whole account is meant to read.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Grant:
    Type: AWS::LakeFormation::PrincipalPermissions
    Properties:
      Principal:
        DataLakePrincipalIdentifier: 111122223333:IAMPrincipals
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
        Table:
          CatalogId: '111122223333'
          DatabaseName: sales
          Name: orders
      Permissions:
        - SELECT
      PermissionsWithGrantOption: []
`,
  },
  references: ['https://docs.aws.amazon.com/lake-formation/latest/dg/granting-catalog-permissions.html'],
  knownAs: [],
  *check(grant) {
    const path = principalPath(grant);
    if (!endingOf(grant.get(...path)).endsWith(':IAMPrincipals')) return;
    yield {
      at: grant.at(...path),
      message: `${grant.id} opens its resource to every user and role of an account, also those that are made later.`,
    };
  },
});

function endingOf(value: Value | undefined): string {
  return asString(value?.kind === 'text' ? value.parts.at(-1) : value) ?? '';
}
