from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
orders = spark.read.json("s3://lake-raw-4711/orders/")
orders.write.parquet("s3://lake-raw-4711/out/")
