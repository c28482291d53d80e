"""Copies the day's sales from the warehouse to the curated bucket."""

import sys

from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME", "day"])
glue = GlueContext(SparkContext())
spark = glue.spark_session

WAREHOUSE = "jdbc:postgresql://warehouse.example.com:5432/sales"
password = "Wint3r-Levee-42"

sales = (
    spark.read.format("jdbc")
    .option("url", WAREHOUSE)
    .option("dbtable", "sales")
    .option("user", "etl")
    .option("password", password)
    .load()
)

sales.filter(sales.day == args["day"]).write.mode("overwrite").parquet("s3://lake-curated-4711/sales/")
