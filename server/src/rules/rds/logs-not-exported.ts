import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { engineOf, isMember } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-logs-not-exported',
  title: 'Database whose logs stay on its host',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'],
  why: `The logs of a database live on its host for some days and die with it. In CloudWatch they outlive the database, and somebody
can be told of failed logins. Which logs there are depends on the engine; the audit log of MySQL, DocumentDB and Neptune also has to be
switched on in the parameter or option group. Allow it for a database that holds nothing worth an investigation.`,
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
      EnableCloudwatchLogsExports: [postgresql]
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html',
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html',
    'https://docs.aws.amazon.com/neptune/latest/userguide/cloudwatch-logs.html',
  ],
  knownAs: [
    'SecurityHub RDS.9',
    'SecurityHub RDS.34',
    'SecurityHub RDS.36',
    'SecurityHub RDS.37',
    'SecurityHub RDS.40',
    'SecurityHub RDS.42',
    'SecurityHub RDS.45',
    'Guard RDS_INSTANCE_LOGGING_ENABLED',
    'cdk-nag RDSLoggingEnabled',
    'cdk-nag AuroraMySQLLogging',
  ],
  *check(database) {
    if (isMember(database) || engineOf(database)?.startsWith('custom-') === true) return;
    const exported = database.get('EnableCloudwatchLogsExports');
    const logs = logsOf(database);
    const names = exported?.kind === 'list' && !exported.open ? exported.items.map(asString) : undefined;
    const none = exported === undefined || names?.length === 0;
    if (!none && (names === undefined || names.includes(undefined))) return;
    const missing = none ? logs?.all : logs?.needed.filter((log) => !names?.includes(log));
    if (!none && (missing === undefined || missing.length === 0)) return;
    const what = none ? 'no log' : `no ${missing?.join(' and no ')} log`;
    yield {
      at: database.at('EnableCloudwatchLogsExports'),
      message: `${database.id} exports ${what}, so what ${none ? 'its logs say' : 'it says'} about logins and errors is lost with its host.`,
      fixes:
        missing === undefined
          ? []
          : [
              {
                title: `Export ${none ? 'the logs' : `the ${missing.join(' and ')} log`} of ${database.id} to CloudWatch`,
                safe: false,
                changes: none
                  ? [database.set(['EnableCloudwatchLogsExports'], missing)]
                  : missing.map((log) => database.append(['EnableCloudwatchLogsExports'], log)),
              },
            ],
    };
  },
});

interface Logs {
  /** Those without which logins and errors leave no trace. */
  readonly needed: readonly string[];
  /** Those that a repair exports. */
  readonly all: readonly string[];
}

function logsOf(database: Resource): Logs | undefined {
  if (database.type === 'AWS::DocDB::DBCluster' || database.type === 'AWS::Neptune::DBCluster')
    return { needed: ['audit'], all: ['audit'] };
  const engine = engineOf(database) ?? '';
  return logsByEngine.find(([prefix]) => engine.startsWith(prefix))?.[1];
}

const logsByEngine: readonly (readonly [string, Logs])[] = [
  ['aurora-postgresql', { needed: ['postgresql'], all: ['postgresql'] }],
  ['aurora', { needed: ['audit'], all: ['audit', 'error', 'slowquery'] }],
  ['postgres', { needed: ['postgresql'], all: ['postgresql', 'upgrade'] }],
  ['mysql', { needed: ['error'], all: ['error', 'slowquery'] }],
  ['mariadb', { needed: ['audit', 'error'], all: ['audit', 'error', 'slowquery'] }],
  ['oracle', { needed: ['audit'], all: ['alert', 'audit', 'listener'] }],
  ['sqlserver', { needed: ['error'], all: ['error'] }],
  ['db2', { needed: [], all: ['diag.log', 'notify.log'] }],
];
