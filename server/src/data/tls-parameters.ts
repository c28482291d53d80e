/**
 * The parameter with which a database refuses connections without TLS, by family of parameter groups. `absent` says what
 * the engine does where the group does not name it; undefined where that is not documented for the family.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.Requiring.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/SQLServer.Concepts.General.SSL.Using.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html
 * https://docs.aws.amazon.com/documentdb/latest/developerguide/security.encryption.ssl.html
 */
export interface TlsParameter {
  readonly name: string;
  readonly on: string;
  readonly absent: boolean | undefined;
}

/** The parameter of a family such as `postgres14`, or undefined where there is none. */
export function tlsParameter(family: string): TlsParameter | undefined {
  const [, engine = '', version = ''] =
    /^([a-z-]*?[a-z])(?:-(?:ee|se|ex|web)-)?(\d[\d.]*)?$/.exec(family) ?? [];
  const major = Number.parseFloat(version);
  switch (engine) {
    case 'postgres':
      return { name: 'rds.force_ssl', on: '1', absent: before(major, 15) ? false : undefined };
    case 'aurora-postgresql':
      return { name: 'rds.force_ssl', on: '1', absent: before(major, 17) ? false : undefined };
    case 'sqlserver':
      return { name: 'rds.force_ssl', on: '1', absent: false };
    case 'mysql':
      return { name: 'require_secure_transport', on: 'ON', absent: before(major, 9) ? false : undefined };
    case 'aurora-mysql':
      return { name: 'require_secure_transport', on: 'ON', absent: before(major, 8.4) ? false : undefined };
    case 'mariadb':
      return {
        name: 'require_secure_transport',
        on: 'ON',
        absent: isOpenMariaDb(version) ? false : undefined,
      };
    case 'docdb':
      return { name: 'tls', on: 'enabled', absent: undefined };
    default:
      return undefined;
  }
}

function before(version: number, limit: number): boolean {
  return version < limit;
}

/** MariaDB can refuse them from 10.5 on, and does so by itself from 11.8 on. */
function isOpenMariaDb(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major === 10 && minor >= 5) || (major === 11 && minor < 8);
}
