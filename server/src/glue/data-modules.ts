// Which Python files are read: those that work with data, by what they import or by what they do.

/** Modules whose import makes a file a script that works with AWS data. */
export const dataModules: ReadonlySet<string> = new Set([
  'aioboto3',
  'aiobotocore',
  'aiokafka',
  'aiomysql',
  'airflow',
  'asyncpg',
  'aws_encryption_sdk',
  'aws_lambda_powertools',
  'aws_secretsmanager_caching',
  'awsglue',
  'awswrangler',
  'boto',
  'boto3',
  'botocore',
  'cassandra',
  'clickhouse_connect',
  'clickhouse_driver',
  'confluent_kafka',
  'cx_Oracle',
  'databricks',
  'delta',
  'duckdb',
  'elasticsearch',
  'gluestreaming',
  'hdbcli',
  'hvac',
  'ibm_db',
  'impala',
  'jaydebeapi',
  'kafka',
  'motor',
  'mysql',
  'MySQLdb',
  'neo4j',
  'opensearchpy',
  'oracledb',
  'pg8000',
  'pgdb',
  'psycopg',
  'psycopg2',
  'pyathena',
  'pydeequ',
  'pyhive',
  'pymongo',
  'pymssql',
  'pymysql',
  'pynamodb',
  'pyodbc',
  'pyspark',
  'redis',
  'redshift_connector',
  's3fs',
  's3transfer',
  'sagemaker',
  'smart_open',
  'snowflake',
  'sqlalchemy',
  'teradatasql',
  'trino',
  'vertica_python',
]);

const mentions = new RegExp(
  `\\b(?:${[...dataModules].join('|')})\\b|\\bspark\\.(?:read|sql|conf|table)\\b|\\bglueContext\\.`,
);

/** A cheap test that other Python files fail. */
export function mentionsData(text: string): boolean {
  return mentions.test(text) || opensData(text);
}

/**
 * True for what opens data without importing a library for it: the handler of a Lambda function, a notebook of Databricks, keys of
 * AWS. Programs that do other work have passwords and web clients as well, and are left alone.
 */
export function opensData(text: string): boolean {
  return opening.test(text);
}

const opening =
  /\bdef \w{0,40}handler\s*\(\s*event\b|\bdbutils\.(?:secrets|fs|widgets)\b|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|AWS_(?:SECRET|SESSION)|aws_secret/m;
