import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'rds-admin-name',
  title: 'Database whose administrator everybody can name',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster'],
  why: `Half of a login is its name: names such as admin and postgres are tried first, and a name in a template is known to everybody who
reads the repository. A parameter or a dynamic reference keeps it out. Changing it later replaces the database. Allow it where the password is
managed and the database private.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.m7g.large
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
      MasterUsername: postgres
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.m7g.large
      AllocatedStorage: '100'
      ManageMasterUserPassword: true
      MasterUsername: '{{resolve:ssm:/orders/owner}}'
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html'],
  knownAs: [
    'cfn_nag F24',
    'Guard RDS_MASTER_USER_NAME_NO_PLAINTEXT_PASSWORD',
    'Guard RDS_MASTER_USER_NAME_USES_SECURE_PARAMETER',
    'Guard RDS_MASTER_USER_NAME_USES_SECURE_SERVICE',
    'SecurityHub RDS.24',
    'SecurityHub RDS.25',
  ],
  *check(database) {
    const name = asString(database.get('MasterUsername'));
    if (name === undefined || name === '' || name.includes('{{resolve:')) return;
    const usual = /^(?:admin|administrator|postgres|root|sa)$/i.test(name);
    const how = usual ? 'has a name that is tried first' : 'is named in the template';
    yield {
      at: database.at('MasterUsername'),
      message: `The administrator of ${database.id} ${how}, so only the password stands before it.`,
    };
  },
});
