# Partitions that every task writes to.
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
sales = spark.table("sales")

sales.repartition("day").write.mode("append").partitionBy("day").parquet("s3://lake-curated-4711/sales/")
spark.table("orders").repartition("year", "month").write.partitionBy("year", "month").format("parquet").save("s3://lake-curated-4711/orders/")

# Sorted into partitions before, or not partitioned.
sales.repartition("day").write.partitionBy("day").parquet("s3://lake-curated-4711/sales/")
sales.coalesce(1).write.partitionBy("day").parquet("s3://lake-curated-4711/sales/")
compact = sales.repartition(10, "day")
compact.write.partitionBy("day").parquet("s3://lake-curated-4711/sales/")
sales.write.parquet("s3://lake-curated-4711/all/")
