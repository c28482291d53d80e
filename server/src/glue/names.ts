/**
 * Canonical names of what libraries offer, whatever way leads to them. Names follow the documentation of boto3,
 * PySpark, AWS Glue's `awsglue` and the AWS SDK for pandas.
 */

/** Members of the module `boto3` itself; any other attribute is taken for a method of a client. */
const boto3Members = new Set([
  'client',
  'resource',
  'Session',
  'session',
  'setup_default_session',
  'set_stream_logger',
  'DEFAULT_SESSION',
  'dynamodb',
  's3',
  'docs',
  'compat',
  'utils',
  'exceptions',
  'get_available_services',
  'get_available_regions',
  'get_available_resources',
  'get_available_partitions',
  'get_credentials',
  'get_partition_for_region',
  'region_name',
  'profile_name',
  'available_profiles',
  'events',
  'create_client',
  'get_session',
]);

const renamed: Readonly<Record<string, string>> = {
  'boto3.session.Session': 'boto3.Session',
  'boto3.create_client': 'boto3.client',
  'aioboto3.Session': 'boto3.Session',
  'aiobotocore.session.get_session': 'boto3.Session',
  'aiobotocore.get_session': 'boto3.Session',
  'botocore.session.get_session': 'boto3.Session',
  'botocore.session.Session': 'boto3.Session',
  'botocore.client.Config': 'botocore.config.Config',
  'requests.session': 'requests.Session',
  'requests.sessions.Session': 'requests.Session',
  'snowflake.snowpark.session.Session': 'snowflake.snowpark.Session',
  'psycopg2.pool.PersistentConnectionPool': 'psycopg2.pool.SimpleConnectionPool',
  'redis.client.Redis': 'redis.Redis',
  'redis.StrictRedis': 'redis.Redis',
  'redis.client.StrictRedis': 'redis.Redis',
  'redis.connection.ConnectionPool': 'redis.ConnectionPool',
  'paramiko.client.SSHClient': 'paramiko.SSHClient',
  'paramiko.transport.Transport': 'paramiko.Transport',
  'sqlalchemy.engine.create_engine': 'sqlalchemy.create_engine',
  'sqlalchemy.ext.asyncio.create_async_engine': 'sqlalchemy.create_engine',
  'sqlalchemy.engine.url.URL': 'sqlalchemy.URL',
  'sqlalchemy.engine.URL': 'sqlalchemy.URL',
  'pymysql.Connect': 'pymysql.connect',
  'pymysql.Connection': 'pymysql.connect',
  'pymysql.connections.Connection': 'pymysql.connect',
  'mysql.connector.connection.MySQLConnection': 'mysql.connector.connect',
  'mysql.connector.MySQLConnection': 'mysql.connector.connect',
  'pymongo.mongo_client.MongoClient': 'pymongo.MongoClient',
  'os.getenv': 'os.environ.get',
  'aws_lambda_powertools.Logger': 'logging.getLogger',
  'aws_lambda_powertools.logging.Logger': 'logging.getLogger',
  'structlog.get_logger': 'logging.getLogger',
  'loguru.logger': 'logging',
  'glueContext.spark_session': 'spark',
  'glueContext.sparkSession': 'spark',
  'glueContext.read': 'spark.read',
  'glueContext.sql': 'spark.sql',
  'spark.sparkContext': 'sc',
  'spark._sc': 'sc',
  'spark._jsc': 'sc._jsc',
  'spark._jvm': 'sc._jvm',
  'builtins.print': 'print',
};

/** The canonical name of an attribute of something named. `variable` is what the script calls that something. */
export function attributePath(path: string, name: string, variable: string | undefined): string {
  if (path === 'boto3' && !boto3Members.has(name)) return `boto3.${serviceNamed(variable) ?? '?'}.${name}`;
  return canonical(`${path}.${name}`);
}

/** The canonical form of a dotted name as it is imported. */
export function canonical(path: string): string {
  const known = renamed[path];
  if (known !== undefined) return known;
  if (path.startsWith('awsglue.') || path.startsWith('pyspark.')) {
    // `pyspark.sql.SparkSession` and a star import's `SparkSession` are the same thing.
    const last = path.slice(path.lastIndexOf('.') + 1);
    if (/^[A-Z]/.test(last) || last === 'getResolvedOptions') return last;
    if (/\.(?:[A-Z]\w*)\./.test(path)) return path.slice(path.search(/\.[A-Z]/) + 1);
  }
  if (path.startsWith('glueContext.create_') || path.startsWith('glueContext.write_')) {
    return path.replace(/_(from_(?:catalog|options|jdbc_conf|rdd))$/, '.$1');
  }
  return path;
}

const services: Readonly<Record<string, string>> = {
  ddb: 'dynamodb',
  sm: 'secretsmanager',
  secrets: 'secretsmanager',
  secrets_manager: 'secretsmanager',
  redshift_data: 'redshift-data',
};

const serviceNames = new Set([
  'athena',
  'cloudformation',
  'dynamodb',
  'ec2',
  'emr',
  'events',
  'firehose',
  'glue',
  'iam',
  'kafka',
  'kinesis',
  'kms',
  'lakeformation',
  'lambda',
  'logs',
  'rds',
  'redshift',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'stepfunctions',
  'sts',
]);

/** The service that a variable such as `s3`, `s3_client`, `client_kms` or `sqsClient` is named after. */
export function serviceNamed(variable: string | undefined): string | undefined {
  if (variable === undefined) return undefined;
  const plain = variable
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/^(?:boto3?|aws|client)_|_(?:client|cli|conn)$/g, '')
    .replace(/^_+/, '');
  const service = services[plain] ?? plain;
  return serviceNames.has(service) || service === 'redshift-data' ? service : undefined;
}

const builders =
  /^(?:spark\.(?:read|readStream|write|writeStream)|SparkSession\.builder|SparkConf|argparse\.ArgumentParser)$/;
const builderSteps = new Set([
  'format',
  'option',
  'options',
  'schema',
  'mode',
  'partitionBy',
  'bucketBy',
  'sortBy',
  'outputMode',
  'trigger',
  'queryName',
  'foreachBatch',
  'config',
  'appName',
  'master',
  'enableHiveSupport',
  'set',
  'setAll',
  'setAppName',
  'setMaster',
]);

/** True for names whose attributes start a chain that collects options. */
export function isBuilder(path: string): boolean {
  return builders.test(path);
}

const notFrames = new Set([
  'count',
  'collect',
  'first',
  'head',
  'take',
  'tail',
  'toPandas',
  'show',
  'printSchema',
  'rdd',
]);

const results: Readonly<Record<string, string>> = {
  'boto3.Session': 'boto3',
  'logging.getLogger': 'logging',
  GlueContext: 'glueContext',
  SparkContext: 'sc',
  'SparkContext.getOrCreate': 'sc',
  'SparkSession.builder.getOrCreate': 'spark',
  SparkSession: 'spark',
  SQLContext: 'spark',
  HiveContext: 'spark',
  'spark.newSession': 'spark',
  Job: 'job',
  'sc._jsc.hadoopConfiguration': 'hadoopConfiguration',
  'spark.sql': 'DataFrame',
  'spark.table': 'DataFrame',
  'spark.createDataFrame': 'DataFrame',
  'spark.range': 'DataFrame',
  'DynamicFrame.fromDF': 'DynamicFrame',
  'DynamicFrame.toDF': 'DataFrame',
  'glueContext.get_logger': 'logging',
  'SparkConf.set': 'SparkConf',
};

/** The canonical name of what a call of `callee` answers. `service` is the first argument of `boto3.client`. */
export function resultPath(callee: string, service: string | undefined): string {
  const known = results[callee];
  if (known !== undefined) return known;
  if (callee === 'boto3.client' || callee === 'boto3.resource') return `boto3.${service ?? '?'}`;
  const dot = callee.lastIndexOf('.');
  const owner = callee.slice(0, dot);
  const name = callee.slice(dot + 1);
  if (builders.test(owner) && builderSteps.has(name)) return owner;
  if (owner === 'spark.read' || owner === 'spark.readStream') return 'DataFrame';
  if (owner === 'DataFrame' && !notFrames.has(name)) return 'DataFrame';
  if (owner === 'DynamicFrame' || callee.startsWith('glueContext.create_dynamic_frame'))
    return 'DynamicFrame';
  if (callee.startsWith('glueContext.create_data_frame')) return 'DataFrame';
  if (name === 'getLogger') return 'logging';
  if (name === 'apply' && /^[A-Z]\w*\.apply$/.test(callee)) return 'DynamicFrame';
  return callee;
}
