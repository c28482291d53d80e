import { asBoolean, asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { tlsParameter } from '../../data/tls-parameters';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { engineOf, isMember } from '../../graph/databases';

export const rule = defineRule({
  id: 'rds-tls-not-required',
  title: 'Database that lets clients in without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: [
    'AWS::RDS::DBParameterGroup',
    'AWS::RDS::DBClusterParameterGroup',
    'AWS::RDS::DBProxy',
    'AWS::DocDB::DBClusterParameterGroup',
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
  ],
  why: `A database always offers TLS, but takes plain connections too unless a parameter forbids it: rds.force_ssl for PostgreSQL
(by default from version 15 on) and SQL Server, require_secure_transport for MySQL and MariaDB, tls for DocumentDB, RequireTLS for a proxy.
One client without TLS sends its password and its data in plain text, and nobody notices. Allow it while old clients that cannot speak
TLS are being replaced.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  OrdersParameters:
    Type: AWS::RDS::DBParameterGroup
    Properties:
      Description: Parameters of the orders
      Family: mysql8.0
      Parameters:
        require_secure_transport: 'OFF'
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  OrdersParameters:
    Type: AWS::RDS::DBParameterGroup
    Properties:
      Description: Parameters of the orders
      Family: mysql8.0
      Parameters:
        require_secure_transport: 'ON'
`,
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.Requiring.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html',
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/security.encryption.ssl.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-security.html',
  ],
  knownAs: [
    'Checkov CKV2_AWS_69',
    'SecurityHub RDS.38',
    'SecurityHub RDS.39',
    'SecurityHub RDS.41',
    'SecurityHub RDS.43',
    'SecurityHub RDS.44',
  ],
  *check(resource) {
    const finding =
      resource.type === 'AWS::RDS::DBProxy'
        ? ofProxy(resource)
        : resource.type.endsWith('ParameterGroup')
          ? ofGroup(resource)
          : ofDatabase(resource);
    if (finding !== undefined) yield finding;
  },
});

function ofProxy(proxy: Resource): Finding | undefined {
  const required = proxy.get('RequireTLS');
  if (required !== undefined && asBoolean(required) !== false) return undefined;
  return {
    at: proxy.at('RequireTLS'),
    message: `${proxy.id} takes connections without TLS: passwords and data may cross the network in plain text.`,
    fixes: [{ title: `Require TLS of ${proxy.id}`, safe: false, changes: [proxy.set(['RequireTLS'], true)] }],
  };
}

function ofGroup(group: Resource): Finding | undefined {
  const written = asString(group.get('Family'))?.toLowerCase();
  const parameters = group.get('Parameters');
  // Where the family is chosen at deployment, the name of the parameter tells enough of it.
  const named = ['postgres', 'mysql'].find((one) => group.has('Parameters', tlsParameter(one)?.name ?? ''));
  const family = written ?? named ?? '';
  const parameter = tlsParameter(family);
  if (parameter === undefined || (parameters !== undefined && parameters.kind !== 'mapping'))
    return undefined;
  const { name, on } = parameter;
  const value = group.get('Parameters', name);
  // Aurora takes these parameters from the group of the cluster alone.
  const counts = group.type !== 'AWS::RDS::DBParameterGroup' || !family.startsWith('aurora');
  const off = value === undefined ? counts && parameter.absent === false : isOff(asString(value));
  if (!off) return undefined;
  const how = value === undefined ? `does not set ${name}` : `switches ${name} off`;
  return {
    at: group.at('Parameters', name),
    message: `${group.id} ${how}, so its databases take connections whose passwords and data are plain text.`,
    fixes: [{ title: `Set ${name} to ${on}`, safe: false, changes: [group.set(['Parameters', name], on)] }],
  };
}

/** `OFF` without quotes is a boolean to YAML. */
function isOff(text: string | undefined): boolean {
  return /^(?:0|off|false|disabled)$/i.test(text ?? '');
}

/** A database with the parameters of its version, which nobody can change. */
function ofDatabase(database: Resource): Finding | undefined {
  if (isMember(database)) return undefined;
  const property =
    database.type === 'AWS::RDS::DBCluster' ? 'DBClusterParameterGroupName' : 'DBParameterGroupName';
  const group = database.get(property);
  if (group !== undefined && asString(group)?.startsWith('default.') !== true) return undefined;
  const family = asString(group)?.slice('default.'.length) ?? familyOf(database);
  const parameter = family === undefined ? undefined : tlsParameter(family);
  if (parameter?.absent !== false) return undefined;
  return {
    at: database.at(property),
    severity: 'info',
    message: `${database.id} has the default parameters, in which ${parameter.name} is off, so it takes connections without TLS.`,
  };
}

/** The family of the default group, by engine and version. */
function familyOf(database: Resource): string | undefined {
  const engine = engineOf(database);
  const version = asString(database.get('EngineVersion'));
  if (engine?.startsWith('sqlserver-') === true) return 'sqlserver';
  if (engine === undefined || version === undefined) return undefined;
  // Aurora's versions begin with that of MySQL: 8.0.mysql_aurora.3.05.2.
  const number = /^\d+(?:\.\d+)?/.exec(version)?.[0];
  return number === undefined ? undefined : `${engine}${number}`;
}
