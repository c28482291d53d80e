"""Loads the orders from the warehouse."""

import sys

from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
spark = GlueContext(SparkContext.getOrCreate()).spark_session

orders = (
    spark.read.format("jdbc")
    .option("url", "jdbc:postgresql://warehouse.example.internal:5432/sales?sslmode=verify-full")
    .option("dbtable", "orders")
    .option("user", "loader")
    .option("password", "Tr0ub4dor-and-3")
    .load()
)
orders.printSchema()
