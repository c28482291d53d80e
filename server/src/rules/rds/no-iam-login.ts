import { asBoolean, asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { enginesOf, isMember } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-no-iam-login',
  title: 'Database without IAM authentication',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  why: `MySQL, MariaDB, PostgreSQL and Aurora can let in whoever shows a token of IAM, which lives for fifteen minutes. Without it
programs log in with passwords that have to be stored, handed out and rotated, and that nobody can tie to a role. Other engines cannot do
it and are not reported. Allow it where a secret with rotation does the same.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      ManageMasterUserPassword: true
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Orders:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-postgresql
      ManageMasterUserPassword: true
      EnableIAMDatabaseAuthentication: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_161',
    'Trivy AWS-0176',
    'SecurityHub RDS.10',
    'KICS iam_database_auth_not_enabled',
    'Checkov CKV_AWS_162',
    'SecurityHub RDS.12',
    'cdk-nag AuroraMySQLPostgresIAMAuth',
  ],
  *check(database, graph) {
    const written = database.get('EnableIAMDatabaseAuthentication');
    if (written !== undefined && asBoolean(written) !== false) return;
    const engines = enginesOf(database, graph);
    if (!isAble(database, engines, written !== undefined)) return;
    yield {
      at: database.at('EnableIAMDatabaseAuthentication'),
      message: `${database.id} lets clients in by stored passwords alone, because IAM authentication is off.`,
      fixes: [
        {
          title: `Let ${database.id} take tokens of IAM`,
          // Not every engine that may be chosen can do it.
          safe: engines.length > 0,
          changes: [database.set(['EnableIAMDatabaseAuthentication'], true)],
        },
      ],
    };
  },
});

/** Whoever switches it off where the engine is chosen at deployment means an engine that can do it. Aurora Serverless v1 cannot. */
function isAble(database: Resource, engines: readonly string[], isSwitchedOff: boolean): boolean {
  if (isMember(database) || asString(database.get('EngineMode')) === 'serverless') return false;
  const able = database.type === 'AWS::RDS::DBCluster' ? /^aurora/ : /^(?:mysql|mariadb|postgres)$/;
  return engines.length === 0
    ? isSwitchedOff && database.has('Engine')
    : engines.every((engine) => able.test(engine));
}
