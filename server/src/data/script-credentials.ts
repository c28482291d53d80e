import { remembered } from '../base/remember';

/**
 * Calls of Python libraries that take a credential, by canonical callee (see `Call.callee`). Keyword arguments and dict keys
 * are judged by their names; this table says which calls are meant, and what their positional arguments are.
 */
export interface CredentialCall {
  /** For people: what the credential opens. */
  readonly opens: string;
  /** Names of positional arguments that are credentials, by position. */
  readonly positions?: Readonly<Record<number, string>>;
  /** The first argument, or one named so, is a URL or a connection string. */
  readonly urls?: readonly string[];
  /** How a password stands in the texts that the call is given, as the group `secret`. */
  readonly forms?: readonly RegExp[];
  /** Names of which the value is a credential, whatever it looks like. Passwords always are. */
  readonly certain?: readonly string[];
  /** Positions of arguments that are a list of a user and a password. */
  readonly pairs?: readonly number[];
}

/** `host=dwh password='…'`, `DSN=dwh;UID=sa;PWD=…`. */
const settings =
  /(?:^|[\s;&?,])(?:password|pwd|passwd)\s*=\s*(?<quote>['"]?)(?<secret><[^>\n]*>|[^\s;&'"]{1,200})\k<quote>/dgi;

/** A JSON text. */
const member = /"(?:password|pwd|passwd)"\s*:\s*"(?<secret>[^"\\]{1,200})"/dgi;

/** Oracle's `user/password@dsn`. */
const slashed = /^[\w.$#-]{1,100}(?:\[[^\]]*\])?\/(?<secret>[^@\s]{1,200})@/dg;

/** `?api_key=…` of an address. */
const queried =
  /[?&](?:api[-_]?key|access[-_]?token|auth[-_]?token|client[-_]?secret|token|password)=(?<secret>[^&\s]{8,200})/dgi;

const database = (positions?: CredentialCall['positions']): CredentialCall => ({
  opens: 'the database',
  urls: ['dsn', 'conninfo', 'url', 'uri', 'connection_string', 'connstr', 'host'],
  forms: [settings, member],
  ...(positions === undefined ? {} : { positions }),
});
const oracle: CredentialCall = { ...database({ 1: 'password' }), forms: [slashed] };
const pg8000 = database({ 4: 'password' });
const spark: CredentialCall = { opens: 'the data source', urls: ['url', 'connection_options', 'path'] };
const web: CredentialCall = { opens: 'the service', urls: ['url'], forms: [queried] };
const brokers: CredentialCall = { opens: 'the brokers' };
const account: CredentialCall = { opens: 'the AWS account' };
/** Keys of an account, of which the first stands at `from`. */
const keysFrom = (from: number): CredentialCall => ({
  ...account,
  positions: {
    [from]: 'aws_access_key_id',
    [from + 1]: 'aws_secret_access_key',
    [from + 2]: 'aws_session_token',
  },
});
/** What keeps a secret is given all of it, mostly as a JSON text. */
const kept: CredentialCall = { opens: 'what it creates', urls: ['SecretString'], forms: [member] };
const host: CredentialCall = { opens: 'the host' };
const vault: CredentialCall = { opens: 'the vault', certain: ['token', 'secret_id'] };

const calls: ReadonlyMap<string, CredentialCall> = new Map<string, CredentialCall>([
  ['psycopg2.connect', database()],
  ['psycopg2.pool.SimpleConnectionPool', database()],
  ['psycopg2.pool.ThreadedConnectionPool', database()],
  ['psycopg.connect', database()],
  ['psycopg.AsyncConnection.connect', database()],
  ['asyncpg.connect', database()],
  ['asyncpg.create_pool', database()],
  ['pg8000.connect', pg8000],
  ['pg8000.dbapi.connect', pg8000],
  ['pg8000.dbapi.Connection', pg8000],
  ['pg8000.native.Connection', pg8000],
  ['pgdb.connect', database()],
  ['pg.DB', database()],
  ['pymysql.connect', database({ 2: 'password' })],
  ['MySQLdb.connect', database({ 2: 'password' })],
  ['mysql.connector.connect', database()],
  ['mysql.connector.pooling.MySQLConnectionPool', database()],
  ['aiomysql.connect', database()],
  ['redshift_connector.connect', database()],
  ['snowflake.connector.connect', database()],
  ['snowflake.connector.SnowflakeConnection', database()],
  ['snowflake.sqlalchemy.URL', database()],
  ['pymongo.MongoClient', database()],
  ['motor.motor_asyncio.AsyncIOMotorClient', database()],
  ['pymssql.connect', database({ 2: 'password' })],
  ['pyodbc.connect', database()],
  ['jaydebeapi.connect', { ...database(), pairs: [2] }],
  ['vertica_python.connect', database()],
  ['pyhive.hive.connect', database()],
  ['pyhive.hive.Connection', database()],
  ['hdbcli.dbapi.connect', database({ 3: 'password' })],
  ['ibm_db.connect', database({ 2: 'password' })],
  ['teradatasql.connect', database()],
  ['trino.dbapi.connect', database()],
  ['trino.auth.BasicAuthentication', database({ 1: 'password' })],
  ['clickhouse_connect.get_client', database()],
  ['clickhouse_driver.Client', database()],
  ['databricks.sql.connect', database()],
  ['sqlalchemy.create_engine', database()],
  ['sqlalchemy.URL', database()],
  ['sqlalchemy.URL.create', database({ 2: 'password' })],
  ['sqlalchemy.engine.URL.create', database({ 2: 'password' })],
  ['redis.Redis', database({ 3: 'password' })],
  ['redis.StrictRedis', database({ 3: 'password' })],
  ['redis.ConnectionPool', database()],
  ['redis.ConnectionPool.from_url', database()],
  ['redis.cluster.RedisCluster', database()],
  ['redis.RedisCluster', database()],
  ['redis.asyncio.Redis', database({ 3: 'password' })],
  ['redis.asyncio.from_url', database()],
  ['redis.from_url', database()],
  ['redis.Redis.from_url', database()],
  ['rediscluster.RedisCluster', database()],
  ['elasticsearch.Elasticsearch', database()],
  ['opensearchpy.OpenSearch', database()],
  ['cassandra.auth.PlainTextAuthProvider', database({ 1: 'password' })],
  ['neo4j.GraphDatabase.driver', database()],
  ['kafka.KafkaProducer', brokers],
  ['kafka.KafkaConsumer', brokers],
  ['kafka.KafkaAdminClient', brokers],
  ['kafka.admin.KafkaAdminClient', brokers],
  ['confluent_kafka.Producer', brokers],
  ['confluent_kafka.Consumer', brokers],
  ['confluent_kafka.admin.AdminClient', brokers],
  ['confluent_kafka.SerializingProducer', brokers],
  ['confluent_kafka.DeserializingConsumer', brokers],
  ['boto3.secretsmanager.create_secret', kept],
  ['boto3.secretsmanager.put_secret_value', kept],
  ['boto3.secretsmanager.update_secret', kept],
  ['boto3.client', keysFrom(6)],
  ['boto3.resource', keysFrom(6)],
  ['boto3.Session', keysFrom(0)],
  ['boto3.setup_default_session', keysFrom(0)],
  ['boto.connect_s3', { ...account, positions: { 1: 'secret_key' } }],
  ['boto.s3.connection.S3Connection', { ...account, positions: { 1: 'secret_key' } }],
  ['s3fs.S3FileSystem', account],
  ['s3fs.core.S3FileSystem', account],
  ['pyarrow.fs.S3FileSystem', account],
  ['pyathena.connect', account],
  ['fsspec.filesystem', { opens: 'the storage' }],
  ['pandas.read_sql', database()],
  ['pandas.read_sql_query', database()],
  ['spark.read.jdbc', spark],
  ['spark.write.jdbc', spark],
  ['glueContext.create_dynamic_frame', spark],
  ['glueContext.write_dynamic_frame', spark],
  ['glueContext.getSource', spark],
  ['glueContext.getSink', spark],
  ['paramiko.SSHClient.connect', { ...host, positions: { 3: 'password' } }],
  ['paramiko.Transport.connect', host],
  ['pysftp.Connection', host],
  ['ftplib.FTP', { ...host, positions: { 2: 'password' } }],
  ['ftplib.FTP_TLS', { ...host, positions: { 2: 'password' } }],
  ['ftplib.FTP.login', { ...host, positions: { 1: 'password' } }],
  ['ftplib.FTP_TLS.login', { ...host, positions: { 1: 'password' } }],
  ['simple_salesforce.Salesforce', { opens: 'the organisation' }],
  ['smtplib.SMTP.login', { opens: 'the mailbox', positions: { 1: 'password' } }],
  ['smtplib.SMTP_SSL.login', { opens: 'the mailbox', positions: { 1: 'password' } }],
  ['requests.auth.HTTPBasicAuth', { ...web, positions: { 1: 'password' } }],
  ['requests.auth.HTTPDigestAuth', { ...web, positions: { 1: 'password' } }],
  ['httpx.BasicAuth', { ...web, positions: { 1: 'password' } }],
  ['urllib3.make_headers', web],
  ['snowflake.snowpark.Session.builder.configs', database()],
  ['hvac.Client', vault],
]);

/** Groups of calls that are named after what they are called on. */
const families: readonly (readonly [RegExp, CredentialCall])[] = [
  [/^glueContext\.(?:create|write)_(?:dynamic|data)_frame\.from_\w+$/, spark],
  [
    /^(?:requests|httpx)(?:\.\w+)?\.(?:get|post|put|patch|delete|head|options|request)$|^(?:requests|httpx)\.(?:get|post|put|patch|delete|head|options|request)$/,
    web,
  ],
  [/^(?:requests|httpx)\.(?:Session|Client|AsyncClient)(?:\.headers\.update)?$/, web],
  [/^(?:cx_Oracle|oracledb)\.(?:connect\w*|Connection|SessionPool|ConnectionPool|create_pool\w*)$/, oracle],
  [/^hvac\.Client\.(?:[\w.]+\.)?(?:login|auth_\w+)$/, vault],
  [/^awswrangler\.\w+\.connect(?:_temp)?$/, database()],
  [/^urllib\.request\.(?:Request|urlopen)$|^urllib3\.PoolManager\.request$/, web],
  [/^boto3\.[\w-]+\.[a-z]\w*$/, { opens: 'what it creates' }],
];

/** What a call takes credentials for; undefined for calls that take none. */
export const credentialCall: (callee: string) => CredentialCall | undefined = remembered(
  (callee) => calls.get(callee) ?? families.find(([pattern]) => pattern.test(callee))?.[1],
);

/** Calls that set one option: its name, then its value. */
const optionCalls =
  /^(?:spark\.(?:read|write|readStream|writeStream)\.option|SparkSession\.builder\.config|SparkConf\.set|spark\.conf\.set|sc\._conf\.set|hadoopConfiguration\.set|sc\.setSystemProperty)$/;

/** True for calls whose two arguments are the name and the value of an option. */
export const setsOption: (callee: string) => boolean = remembered((callee) => optionCalls.test(callee));

/** Calls that set several options: keyword arguments, a dict, or a list of pairs. */
const optionsCalls =
  /^(?:spark\.(?:read|write|readStream|writeStream)\.options|SparkSession\.builder\.config|SparkConf\.setAll)$/;

/** True for calls whose keyword arguments, dict or list of pairs are options. */
export const setsOptions: (callee: string) => boolean = remembered((callee) => optionsCalls.test(callee));

/** How people name a call: without the canonical prefixes that no script writes. */
export function spokenCallee(callee: string): string {
  const client = /^boto3\.([\w-]+)\.(?:\w+\.)?(\w+)$/.exec(callee);
  if (client !== null && client[1] !== undefined && client[2] !== undefined)
    return `${client[1]}.${client[2]}`;
  return callee.replace(/^\./, '');
}
