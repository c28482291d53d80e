import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'lakeformation-no-admin',
  title: 'Data lake without an administrator',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::LakeFormation::DataLakeSettings'],
  why: `The administrators of a data lake are the only ones who can grant what nobody has been granted yet. Settings without Admins
replace the list by an empty one, so that grants are left to whoever may change the settings by IAM. Settings that only add to others
(MutationType APPEND) are not reported. Allow it where another stack names the administrators.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Settings:
    Type: AWS::LakeFormation::DataLakeSettings
    Properties:
      CreateTableDefaultPermissions: []
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
      CreateTableDefaultPermissions: []
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lakeformation-datalakesettings.html',
  ],
  knownAs: [],
  *check(settings) {
    const admins = settings.get('Admins');
    const isEmpty =
      admins === undefined || (admins.kind === 'list' && admins.items.length === 0 && !admins.open);
    const mutation = settings.get('MutationType');
    if (!isEmpty || (mutation !== undefined && asString(mutation) !== 'REPLACE')) return;
    yield {
      at: settings.at('Admins'),
      message: `${settings.id} names no administrator, so grants are left to whoever may change the settings.`,
    };
  },
});
