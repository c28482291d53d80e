# Keys and passwords in the text of SQL statements.
import boto3
import psycopg2

data = boto3.client("redshift-data")
cursor = psycopg2.connect(host="dwh.internal").cursor()

cursor.execute(
    "COPY sales FROM 's3://lake-raw-4711/' CREDENTIALS 'aws_access_key_id=AKIAQ3EGV7HJ2MZLXW5R;aws_secret_access_key=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' CSV"
#                                                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-copy-credentials: Everybody who can read this script, or the database's query history, can use the AWS key after CREDENTIALS.
#                                                                                                                                                           | unsafe fix: Use the cluster's role
)
cursor.execute("""
    UNLOAD ('SELECT * FROM sales') TO 's3://lake-raw-4711/out/'
    ACCESS_KEY_ID 'AKIAQ3EGV7HJ2MZLXW5R' SECRET_ACCESS_KEY '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'
#                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-copy-credentials: Everybody who can read this script, or the database's query history, can use the AWS key after SECRET_ACCESS_KEY.
#                                                                                                  | unsafe fix: Use the cluster's role
""")
data.execute_statement(WorkgroupName="dwh", Database="dev", Sql="CREATE USER etl PASSWORD 'Wint3r-Levee-42'")
#                                                                                          ^^^^^^^^^^^^^^^ script-copy-credentials: Everybody who can read this script, or the database's query history, can use the password after PASSWORD.
#                                                                                                        | unsafe fix: Read it from Secrets Manager
cursor.execute("ALTER USER 'etl'@'%' IDENTIFIED BY 'Wint3r-Levee-43'")
#                                                   ^^^^^^^^^^^^^^^ script-copy-credentials: Everybody who can read this script, or the database's query history, can use the password after IDENTIFIED BY.
#                                                                 | unsafe fix: Read it from Secrets Manager

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
spark.sql("CREATE TABLE orders USING jdbc OPTIONS (url 'jdbc:mysql://dwh/sales', user 'etl', password 'Wint3r-Levee-81')")
#                                                                                                      ^^^^^^^^^^^^^^^ script-copy-credentials: Everybody who can read this script, or the database's query history, can use the password after PASSWORD.
#                                                                                                                    | unsafe fix: Read it from Secrets Manager
spark.sql("CREATE TABLE users (name STRING, password STRING) USING parquet OPTIONS (path 's3://lake-raw-4711/users')")
