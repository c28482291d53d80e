# Rows in the log, secrets in files.
import json

import boto3
from awsglue.context import GlueContext
from pyspark.context import SparkContext

glueContext = GlueContext(SparkContext())
spark = glueContext.spark_session
secret = boto3.client("secretsmanager").get_secret_value(SecretId="dwh/etl")["SecretString"]
customers = spark.read.parquet("s3://lake-raw-4711/customers/")
orders = glueContext.create_dynamic_frame.from_catalog(database="raw", table_name="orders")

customers.show(20)
#         ^^^^ script-temp-sensitive: show puts rows of the data into the job's log.
orders.show()
#      ^^^^ script-temp-sensitive: show puts rows of the data into the job's log.
print(customers.collect())
#     ^^^^^^^^^^^^^^^^^^^ script-temp-sensitive: This puts rows of the data into the job's log.
with open("/tmp/pgpass", "w") as file:
    file.write(secret)
#              ^^^^^^ script-temp-sensitive (warning): This leaves a secret in /tmp/pgpass, where it outlives the run.

# Numbers, schemas, and files with other data.
print(customers.count())
customers.printSchema()
print(customers.schema)
rows = customers.collect()
print(len(rows))
chart.show()
with open("/tmp/state.json", "w") as file:
    file.write(json.dumps({"rows": 5}))
