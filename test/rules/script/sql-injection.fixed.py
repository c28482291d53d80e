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

spark.sql("SELECT * FROM sales WHERE day = :day", args={"day": args['day']})
spark.sql("SELECT * FROM sales WHERE day = '" + args["day"] + "'")
spark.sql("SELECT * FROM {}".format(args["table"]))
cursor.execute("DELETE FROM sales WHERE day = %s", (args['day'],))


def handler(event, context):
    day = event["day"]
    athena.start_query_execution(QueryString="SELECT * FROM sales WHERE day = ?", WorkGroup="lake", ExecutionParameters=[str(day)])
    data.execute_statement(WorkgroupName="dwh", Database="dev", Sql="DELETE FROM sales WHERE day = '%s'" % day)
    cursor.execute("SELECT * FROM sales WHERE day = '" + event["day"] + "'")


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
