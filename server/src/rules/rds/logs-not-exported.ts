import { asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { engineOf, isMember } from '../../graph/databases';

const property = 'EnableCloudwatchLogsExports';

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
    const logs = logsOf(database);
    const exported = database.get(property);
    if (exported !== undefined && (exported.kind !== 'list' || exported.open)) return;
    const names = (exported?.items ?? []).map(asString);
    if (names.length === 0) yield ofNone(database, logs);
    else if (logs !== undefined && !names.includes(undefined)) yield* ofSome(database, names, logs);
  },
});

function ofNone(database: Resource, logs: Logs | undefined): Finding {
  const title = `Export the logs of ${database.id} to CloudWatch`;
  return {
    at: database.at(property),
    message: `${database.id} exports no log, so what its logs say about logins and errors is lost with its host.`,
    fixes: logs === undefined ? [] : [{ title, safe: false, changes: [database.set([property], logs.all)] }],
  };
}

function* ofSome(database: Resource, names: readonly unknown[], logs: Logs): Generator<Finding> {
  const missing = logs.needed.filter((log) => !names.includes(log));
  if (missing.length === 0) return;
  yield {
    at: database.at(property),
    message: `${database.id} exports no ${missing.join(' and no ')} log, so what it says about logins and errors is lost with its host.`,
    fixes: [
      {
        title: `Export the ${missing.join(' and ')} log of ${database.id} to CloudWatch`,
        safe: false,
        changes: missing.map((log) => database.append([property], log)),
      },
    ],
  };
}

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
