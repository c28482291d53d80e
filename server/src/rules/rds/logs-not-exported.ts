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
    const none = exported?.kind === 'list' && exported.items.length === 0 && !exported.open;
    if (exported !== undefined && !none) return;
    const logs = logsOf(database);
    yield {
      at: database.at('EnableCloudwatchLogsExports'),
      message: `${database.id} exports no log, so what its logs say about logins and errors is lost with its host.`,
      fixes:
        logs === undefined
          ? []
          : [
              {
                title: `Export the logs of ${database.id} to CloudWatch`,
                safe: false,
                changes: [database.set(['EnableCloudwatchLogsExports'], logs)],
              },
            ],
    };
  },
});

function logsOf(database: Resource): readonly string[] | undefined {
  if (database.type === 'AWS::DocDB::DBCluster' || database.type === 'AWS::Neptune::DBCluster')
    return ['audit'];
  const engine = engineOf(database) ?? '';
  return logsByEngine.find(([prefix]) => engine.startsWith(prefix))?.[1];
}

const logsByEngine: readonly (readonly [string, readonly string[]])[] = [
  ['aurora-postgresql', ['postgresql']],
  ['aurora', ['audit', 'error', 'slowquery']],
  ['postgres', ['postgresql', 'upgrade']],
  ['mysql', ['error', 'slowquery']],
  ['mariadb', ['error', 'slowquery']],
  ['oracle', ['alert', 'audit', 'listener']],
  ['sqlserver', ['error']],
  ['db2', ['diag.log', 'notify.log']],
];
