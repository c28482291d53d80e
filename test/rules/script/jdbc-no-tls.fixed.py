# Options that switch TLS off, leave it to the server, or trust everybody.
import os

import psycopg2
import pymysql
import redshift_connector
from awsglue.context import GlueContext
from kafka import KafkaConsumer
from pymongo import MongoClient
from pyspark.context import SparkContext
from sqlalchemy import create_engine

glueContext = GlueContext(SparkContext())
spark = glueContext.spark_session
host = os.environ["DB_HOST"]
mode = os.environ["SSL_MODE"]

psycopg2.connect(host=host, sslmode="verify-full")
psycopg2.connect(host=host, sslmode="verify-full")
psycopg2.connect("host=dwh.internal dbname=sales sslmode=verify-full")
redshift_connector.connect(host=host, ssl=True)
pymysql.connect(host=host, ssl_disabled=False)
create_engine("postgresql://dwh.internal/sales?sslmode=verify-full")
create_engine(f"postgresql://{host}/sales?sslmode=verify-full")
MongoClient("mongodb://docs.internal:27017/?tls=true&tlsAllowInvalidCertificates=false")
MongoClient(host, tls=True)
KafkaConsumer("orders", bootstrap_servers="b-1:9092", security_protocol="SSL")
spark.read.format("jdbc").option("url", "jdbc:mysql://db.internal/sales?useSSL=true").load()
spark.read.format("jdbc").option("url", "jdbc:sqlserver://db.internal;encrypt=true;databaseName=sales").load()
spark.read.format("jdbc").option("url", "jdbc:sqlserver://db.internal;encrypt=true;trustServerCertificate=false").load()
spark.read.jdbc("jdbc:postgresql://db.internal/sales", "orders", properties={"ssl": "true"})
spark.readStream.format("kafka").option("kafka.security.protocol", "SASL_SSL").load()
url = "jdbc:mysql://db.internal/sales?sslMode=VERIFY_IDENTITY"
glueContext.create_dynamic_frame.from_options(connection_type="mysql", connection_options={"url": url, "dbtable": "orders"})

# TLS is demanded, left to the driver's default, or not known.
psycopg2.connect(host=host, sslmode="verify-full")
psycopg2.connect(host=host, sslmode="require")
psycopg2.connect(host=host, sslmode=mode)
psycopg2.connect(host=host)
redshift_connector.connect(host=host, ssl=True, sslmode="verify-ca")
create_engine(f"postgresql://{host}/sales?sslmode={mode}")
MongoClient("mongodb://docs.internal:27017/?tls=true&tlsCAFile=global-bundle.pem")
KafkaConsumer("orders", bootstrap_servers="b-1:9094", security_protocol="SSL")
KafkaConsumer("orders", bootstrap_servers="b-1:9098", security_protocol="SASL_SSL", sasl_mechanism="AWS_MSK_IAM")
spark.read.format("jdbc").option("url", "jdbc:mysql://db.internal/sales?useSSL=true&requireSSL=true").load()
spark.read.format("jdbc").option("url", "jdbc:sqlserver://db.internal;encrypt=true;trustServerCertificate=false").load()
spark.read.option("header", "false").option("encrypt.columns", "false").csv("s3://lake-raw-4711/a/")

# A database on the same machine.
psycopg2.connect(host="localhost", sslmode="disable")
create_engine("postgresql://127.0.0.1:5432/test?sslmode=disable")
