import { asNumber } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { engineOf, isMember } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-default-port',
  title: 'Database on the default port of its engine',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  why: `Scanners try the known ports first. Another port stops no one who looks closer, but keeps a database out of the lists of those who
do not; clients have to be told. Allow it where the security groups admit a few clients alone.`,
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
      Port: 6543
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ConnectToInstance.html'],
  knownAs: ['SecurityHub RDS.23', 'KICS rds_using_default_port', 'cdk-nag RDSNonDefaultPort'],
  *check(database) {
    if (isMember(database)) return;
    const engine = engineOf(database) ?? '';
    const usual = ports.find(([names]) => names.test(engine))?.[1];
    const written = database.get('Port');
    if (usual === undefined || (written !== undefined && asNumber(written) !== usual)) return;
    yield {
      at: database.at('Port'),
      message: `${database.id} listens on the default port of its engine, which everybody tries first.`,
    };
  },
});

const ports: readonly (readonly [RegExp, number])[] = [
  [/postgres/, 5432],
  [/mysql|mariadb|^aurora$/, 3306],
  [/^oracle/, 1521],
  [/^sqlserver/, 1433],
  [/^db2/, 50000],
];
