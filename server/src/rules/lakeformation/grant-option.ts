import { asList } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { grants, grantTypes } from '../../graph/lake-grants';

export const rule = defineRule({
  id: 'lakeformation-grant-option',
  title: 'Grant that can be passed on, or gives everything',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: grantTypes,
  why: `Who holds a permission with the grant option can give it to anybody else, and who holds ALL can drop and change what it was
given for. Neither needs an administrator any more, so that nobody keeps an account of who reads the data. Allow it for a role that
administers the data of its team.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Grant:
    Type: AWS::LakeFormation::PrincipalPermissions
    Properties:
      Principal:
        DataLakePrincipalIdentifier: arn:aws:iam::111122223333:role/Analyst
      Permissions:
        - SELECT
      PermissionsWithGrantOption:
        - SELECT
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
      Permissions:
        - SELECT
      PermissionsWithGrantOption: []
`,
  },
  references: ['https://docs.aws.amazon.com/lake-formation/latest/dg/lf-permissions-reference.html'],
  knownAs: [],
  *check(grant) {
    const option = grant.get('PermissionsWithGrantOption');
    if (option?.kind === 'list' && asList(option).some(({ kind }) => kind === 'scalar')) {
      yield {
        at: grant.at('PermissionsWithGrantOption'),
        message: `${grant.id} lets who is granted something pass it on to anybody else.`,
        fixes: [
          {
            title: 'Remove the grant option',
            safe: false,
            changes: [grant.set(['PermissionsWithGrantOption'], [])],
          },
        ],
      };
      return;
    }
    if (!grants(grant.get('Permissions'), 'ALL')) return;
    yield {
      at: grant.at('Permissions'),
      message: `${grant.id} grants ALL, which lets the principal change and drop what it is meant to use.`,
    };
  },
});
