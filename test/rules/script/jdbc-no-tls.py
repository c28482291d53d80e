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

psycopg2.connect(host=host, sslmode="disable")
#                                   ^^^^^^^^^ script-jdbc-no-tls: With sslmode=disable, the connection of psycopg2.connect sends the password and the data unencrypted.
#                                           | unsafe fix: Set sslmode to verify-full
psycopg2.connect(host=host, sslmode="prefer")
#                                   ^^^^^^^^ script-jdbc-no-tls: With sslmode=prefer, the connection of psycopg2.connect goes on unencrypted when the server, or somebody in between, offers no TLS.
#                                          | unsafe fix: Set sslmode to verify-full
psycopg2.connect("host=dwh.internal dbname=sales sslmode=allow")
#                                                        ^^^^^ script-jdbc-no-tls: With sslmode=allow, the connection of psycopg2.connect goes on unencrypted when the server, or somebody in between, offers no TLS.
#                                                            | unsafe fix: Set sslmode to verify-full
redshift_connector.connect(host=host, ssl=False)
#                                         ^^^^^ script-jdbc-no-tls: With ssl=False, the connection of redshift_connector.connect sends the password and the data unencrypted.
#                                             | unsafe fix: Set ssl to true
pymysql.connect(host=host, ssl_disabled=True)
#                                       ^^^^ script-jdbc-no-tls: With ssl_disabled=True, the connection of pymysql.connect sends the password and the data unencrypted.
#                                          | unsafe fix: Set ssl_disabled to false
create_engine("postgresql://dwh.internal/sales?sslmode=disable")
#                                                      ^^^^^^^ script-jdbc-no-tls: With sslmode=disable, the connection of sqlalchemy.create_engine sends the password and the data unencrypted.
#                                                            | unsafe fix: Set sslmode to verify-full
create_engine(f"postgresql://{host}/sales?sslmode=disable")
#                                                 ^^^^^^^ script-jdbc-no-tls: With sslmode=disable, the connection of sqlalchemy.create_engine sends the password and the data unencrypted.
#                                                       | unsafe fix: Set sslmode to verify-full
MongoClient("mongodb://docs.internal:27017/?tls=true&tlsAllowInvalidCertificates=true")
#                                                                                ^^^^ script-jdbc-no-tls: With tlsAllowInvalidCertificates=true, the connection of pymongo.MongoClient accepts any certificate, also that of somebody in between.
#                                                                                   | unsafe fix: Set tlsAllowInvalidCertificates to false
MongoClient(host, tls=False)
#                     ^^^^^ script-jdbc-no-tls: With tls=False, the connection of pymongo.MongoClient sends the password and the data unencrypted.
#                         | unsafe fix: Set tls to true
KafkaConsumer("orders", bootstrap_servers="b-1:9092", security_protocol="PLAINTEXT")
#                                                                       ^^^^^^^^^^^ script-jdbc-no-tls: With security_protocol=PLAINTEXT, the connection of kafka.KafkaConsumer sends the password and the data unencrypted.
#                                                                                 | unsafe fix: Set security_protocol to SSL
spark.read.format("jdbc").option("url", "jdbc:mysql://db.internal/sales?useSSL=false").load()
#                                                                              ^^^^^ script-jdbc-no-tls: With useSSL=false, the connection of spark.read.option sends the password and the data unencrypted.
#                                                                                  | unsafe fix: Set useSSL to true
spark.read.format("jdbc").option("url", "jdbc:sqlserver://db.internal;encrypt=false;databaseName=sales").load()
#                                                                             ^^^^^ script-jdbc-no-tls: With encrypt=false, the connection of spark.read.option sends the password and the data unencrypted.
#                                                                                 | unsafe fix: Set encrypt to true
spark.read.format("jdbc").option("url", "jdbc:sqlserver://db.internal;encrypt=true;trustServerCertificate=true").load()
#                                                                                                         ^^^^ script-jdbc-no-tls: With trustServerCertificate=true, the connection of spark.read.option accepts any certificate, also that of somebody in between.
#                                                                                                            | unsafe fix: Set trustServerCertificate to false
spark.read.jdbc("jdbc:postgresql://db.internal/sales", "orders", properties={"ssl": "false"})
#                                                                                   ^^^^^^^ script-jdbc-no-tls: With ssl=false, the connection of spark.read.jdbc sends the password and the data unencrypted.
#                                                                                         | unsafe fix: Set ssl to true
spark.readStream.format("kafka").option("kafka.security.protocol", "SASL_PLAINTEXT").load()
#                                                                  ^^^^^^^^^^^^^^^^ script-jdbc-no-tls: With kafka.security.protocol=SASL_PLAINTEXT, the connection of spark.readStream.option sends the password and the data unencrypted.
#                                                                                 | unsafe fix: Set kafka.security.protocol to SASL_SSL
url = "jdbc:mysql://db.internal/sales?sslMode=PREFERRED"
#                                             ^^^^^^^^^ script-jdbc-no-tls: With sslMode=PREFERRED, the connection of glueContext.create_dynamic_frame.from_options goes on unencrypted when the server, or somebody in between, offers no TLS.
#                                                     | unsafe fix: Set sslMode to the strictest mode
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
