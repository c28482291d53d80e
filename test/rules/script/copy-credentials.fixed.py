# Keys and passwords in the text of SQL statements.
import boto3
import psycopg2
import json


def read_secret(name):
    """Answers the values that a secret in Secrets Manager holds."""
    response = boto3.client("secretsmanager").get_secret_value(SecretId=name)
    return json.loads(response["SecretString"])


data = boto3.client("redshift-data")
cursor = psycopg2.connect(host="dwh.internal").cursor()

cursor.execute(
    "COPY sales FROM 's3://lake-raw-4711/' IAM_ROLE default CSV"
)
cursor.execute("""
    UNLOAD ('SELECT * FROM sales') TO 's3://lake-raw-4711/out/'
    IAM_ROLE default
""")
data.execute_statement(WorkgroupName="dwh", Database="dev", Sql=f"CREATE USER etl PASSWORD '{read_secret('copy-credentials/credentials')['password']}'")
cursor.execute(f"ALTER USER 'etl'@'%' IDENTIFIED BY '{read_secret('copy-credentials/credentials')['password']}'")

# Roles, passwords that are filled in, and columns.
cursor.execute("COPY sales FROM 's3://lake-raw-4711/' IAM_ROLE default CSV")
cursor.execute("COPY sales FROM 's3://lake-raw-4711/' CREDENTIALS 'aws_iam_role=arn:aws:iam::111122223333:role/copy'")
cursor.execute("CREATE USER etl PASSWORD %s", (password(),))
cursor.execute(f"CREATE USER etl PASSWORD '{password()}'")
cursor.execute("CREATE USER etl PASSWORD '<password>'")
cursor.execute("CREATE USER etl PASSWORD DISABLE")
cursor.execute("CREATE TABLE users (name VARCHAR(20), password VARCHAR(64))")
cursor.execute("SELECT * FROM users WHERE password = 'x' AND identified = 'yes'")
note = "Users are identified by their e-mail address, not by a password."

# The options of a table that Spark reads over JDBC.
spark.sql(f"CREATE TABLE orders USING jdbc OPTIONS (url 'jdbc:mysql://dwh/sales', user 'etl', password '{read_secret('copy-credentials/credentials')['password']}')")
spark.sql("CREATE TABLE users (name STRING, password STRING) USING parquet OPTIONS (path 's3://lake-raw-4711/users')")
