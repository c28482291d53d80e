# Partitions that every task writes to.
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
sales = spark.table("sales")

sales.write.mode("append").partitionBy("day").parquet("s3://lake-curated-4711/sales/")
#                          ^^^^^^^^^^^ script-small-files: Every task writes a file of its own into every partition, and each file costs a request to KMS.
#                                    | unsafe fix: Repartition by the partitions' columns
spark.table("orders").write.partitionBy("year", "month").format("parquet").save("s3://lake-curated-4711/orders/")
#                           ^^^^^^^^^^^ script-small-files: Every task writes a file of its own into every partition, and each file costs a request to KMS.
#                                     | unsafe fix: Repartition by the partitions' columns

# Sorted into partitions before, or not partitioned.
sales.repartition("day").write.partitionBy("day").parquet("s3://lake-curated-4711/sales/")
sales.coalesce(1).write.partitionBy("day").parquet("s3://lake-curated-4711/sales/")
compact = sales.repartition(10, "day")
compact.write.partitionBy("day").parquet("s3://lake-curated-4711/sales/")
sales.write.parquet("s3://lake-curated-4711/all/")
