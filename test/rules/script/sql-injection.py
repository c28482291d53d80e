# Job arguments and event fields that become SQL.
import sys

import boto3
import psycopg2
from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME", "day", "table", "region", "limit", "country"])
spark = GlueContext(SparkContext()).spark_session
athena = boto3.client("athena")
data = boto3.client("redshift-data")
connection = psycopg2.connect(host="dwh.internal")
cursor = connection.cursor()
TABLE = "sales"

spark.sql(f"SELECT * FROM sales WHERE day = '{args['day']}'")
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-sql-injection (info): The job argument day becomes a part of the SQL that spark.sql runs: whoever sets it can run other SQL.
#                                                          | unsafe fix: Give the values as parameters
spark.sql("SELECT * FROM sales WHERE day = '" + args["day"] + "'")
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-sql-injection (info): The job argument day becomes a part of the SQL that spark.sql runs: whoever sets it can run other SQL.
spark.sql("SELECT * FROM {}".format(args["table"]))
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-sql-injection (info): The job argument table becomes a part of the SQL that spark.sql runs: whoever sets it can run other SQL.
cursor.execute(f"DELETE FROM sales WHERE day = '{args['day']}'")
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-sql-injection (info): The job argument day becomes a part of the SQL that psycopg2.connect.cursor.execute runs: whoever sets it can run other SQL.
#                                                             | unsafe fix: Give the values as parameters


def handler(event, context):
    day = event["day"]
    athena.start_query_execution(QueryString=f"SELECT * FROM sales WHERE day = '{day}'", WorkGroup="lake")
#                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-sql-injection: The input day becomes a part of the SQL that athena.start_query_execution runs: whoever sets it can run other SQL.
#                                                                                     | unsafe fix: Give the values as parameters
    data.execute_statement(WorkgroupName="dwh", Database="dev", Sql="DELETE FROM sales WHERE day = '%s'" % day)
#                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-sql-injection: The input day becomes a part of the SQL that redshift-data.execute_statement runs: whoever sets it can run other SQL.
    cursor.execute("SELECT * FROM sales WHERE day = '" + event["day"] + "'")
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-sql-injection: The input day becomes a part of the SQL that psycopg2.connect.cursor.execute runs: whoever sets it can run other SQL.


# Constants, parameters, numbers, checked names, and what only the deployment sets.
spark.sql("SELECT * FROM sales")
spark.sql(f"SELECT * FROM {TABLE}")
spark.sql("SELECT * FROM sales WHERE day = :day", args={"day": args["day"]})
spark.sql(f"SELECT * FROM sales LIMIT {int(args['limit'])}")
cursor.execute("DELETE FROM sales WHERE day = %s", (args["day"],))
spark.sql(f"-- {args['JOB_NAME']}\nSELECT 1")
spark.sql(f"SELECT * FROM sales WHERE load = '{load_id()}'")
spark.sql(args["table"])
if args["region"] not in ("eu", "us"):
    raise ValueError("region")
spark.sql(f"SELECT * FROM sales_{args['region']}")
country = args["country"]
if not country.isalnum():
    raise ValueError("country")
spark.sql(f"SELECT * FROM sales WHERE country = '{country}'")
print(f"SELECT * FROM {args['table']}")
for name in ["orders", "returns"]:
    spark.sql(f"REFRESH TABLE {name}")
