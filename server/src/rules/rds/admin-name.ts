import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'rds-admin-name',
  title: 'Database whose administrator everybody can name',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster'],
  why: `Half of a login is its name, and names such as admin and postgres are tried first: only the password is left to be guessed by
whoever reaches the database. Changing it later replaces the database. Allow it where the password is managed and the database private.`,
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
      MasterUsername: orders_owner
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html'],
  knownAs: ['SecurityHub RDS.24', 'SecurityHub RDS.25'],
  *check(database) {
    const name = asString(database.get('MasterUsername'));
    if (name === undefined || !/^(?:admin|administrator|postgres|root|sa)$/i.test(name)) return;
    yield {
      at: database.at('MasterUsername'),
      message: `The administrator of ${database.id} has a name that is tried first, so only the password stands before it.`,
    };
  },
});
