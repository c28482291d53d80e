# A password that is written in the script and reaches a call that opens a connection, in every way it can be written.
import os
import sys

import boto3
import psycopg2
import pymysql
import redshift_connector
import requests
import snowflake.connector
from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions
from kafka import KafkaProducer
from pymongo import MongoClient
from pyspark.conf import SparkConf
from pyspark.context import SparkContext
from requests.auth import HTTPBasicAuth
from sqlalchemy import create_engine

args = getResolvedOptions(sys.argv, ["JOB_NAME", "db_secret", "db_host"])
sc = SparkContext()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
URL = "jdbc:postgresql://dwh.internal:5432/sales"

# Readers and writers of Spark.
orders = (
    spark.read.format("jdbc")
    .option("url", URL)
    .option("user", "etl")
    .option("password", "Wint3r-Levee-42")
#                       ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: spark.read.option gets the password from this script, so everybody who can read the script can open the data source.
#                                       | unsafe fix: Read it from Secrets Manager
    .load()
)
spark.read.format("jdbc").options(url=URL, user="etl", password="Wint3r-Levee-43").load()
#                                                               ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: spark.read.options gets the password from this script, so everybody who can read the script can open the data source.
#                                                                               | unsafe fix: Read it from Secrets Manager
spark.read.jdbc(URL, "orders", properties={"user": "etl", "password": "Wint3r-Levee-44"})
#                                                                     ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: spark.read.jdbc gets the password from this script, so everybody who can read the script can open the data source.
#                                                                                     | unsafe fix: Read it from Secrets Manager
orders.write.jdbc(url="jdbc:mysql://db.internal/sales?user=etl&password=Wint3r-Levee-45", table="orders")
#                                                                       ^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: spark.write.jdbc gets the password of a connection string from this script, so everybody who can read the script can open the data source.
#                                                                                     | unsafe fix: Read it from Secrets Manager

# Through variables, formats and functions.
password = "Wint3r-Levee-46"
#          ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: spark.read.jdbc gets the password from this script, so everybody who can read the script can open the data source.
#                          | see jdbc (jdbc-plaintext-password.py:52): reaches this call
#                          | unsafe fix: Read it from Secrets Manager
settings = {"user": "etl", "password": password, "driver": "org.postgresql.Driver"}
spark.read.jdbc(URL, "customers", properties=settings)
spark.read.format("jdbc").option("url", "{}?user={}&password={}".format(URL, "etl", "Wint3r-Levee-47")).load()
#                                                                                   ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: spark.read.option gets the password of a connection string from this script, so everybody who can read the script can open the data source.
#                                                                                                   | unsafe fix: Read it from Secrets Manager


def connect(user, secret_text):
    return psycopg2.connect(host=args["db_host"], user=user, password=secret_text)


connect("etl", "Wint3r-Levee-48")
#              ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: psycopg2.connect gets the password from this script, so everybody who can read the script can open the database.
#                              | see connect (jdbc-plaintext-password.py:59): reaches this call
#                              | unsafe fix: Read it from Secrets Manager
create_engine("postgresql+psycopg2://etl:Wint3r-Levee-49@dwh.internal/sales")
#                                        ^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: sqlalchemy.create_engine gets the password of a URL from this script, so everybody who can read the script can open the database.
#                                                      | unsafe fix: Read it from Secrets Manager
create_engine(f"postgresql://{os.environ['DB_USER']}:Wint3r-Levee-50@{args['db_host']}/sales")
#                                                    ^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: sqlalchemy.create_engine gets the password of a URL from this script, so everybody who can read the script can open the database.
#                                                                  | unsafe fix: Read it from Secrets Manager
fallback = os.environ.get("DB_PASS", "postgres")
#                                    ^^^^^^^^^^ script-jdbc-plaintext-password: psycopg2.connect gets the password from this script, so everybody who can read the script can open the database.
#                                             | see connect (jdbc-plaintext-password.py:76): reaches this call
#                                             | unsafe fix: Read it from Secrets Manager
psycopg2.connect(host="dwh.internal", user="etl", password=fallback)

# Glue's own options.
glueContext.create_dynamic_frame.from_options(
    connection_type="mysql",
    connection_options={"url": URL, "dbtable": "orders", "user": "etl", "password": "Wint3r-Levee-51"},
#                                                                                   ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: glueContext.create_dynamic_frame.from_options gets the password from this script, so everybody who can read the script can open the data source.
#                                                                                                   | unsafe fix: Read it from Secrets Manager
)
glueContext.write_dynamic_frame.from_jdbc_conf(
    frame=orders,
    catalog_connection="dwh",
    connection_options={"dbtable": "orders", "database": "sales", "password": "Wint3r-Levee-52"},
#                                                                             ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: glueContext.write_dynamic_frame.from_jdbc_conf gets the password from this script, so everybody who can read the script can open the data source.
#                                                                                             | unsafe fix: Read it from Secrets Manager
)

# Libraries of databases, brokers and services.
pymysql.connect("db.internal", "etl", "Wint3r-Levee-53", "sales")
#                                     ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: pymysql.connect gets the password from this script, so everybody who can read the script can open the database.
#                                                     | unsafe fix: Read it from Secrets Manager
redshift_connector.connect(host="rs.internal", database="dev", user="etl", password="Wint3r-Levee-54")
#                                                                                   ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: redshift_connector.connect gets the password from this script, so everybody who can read the script can open the database.
#                                                                                                   | unsafe fix: Read it from Secrets Manager
snowflake.connector.connect(user="etl", account="ab12345", password="Wint3r-Levee-55")
#                                                                   ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: snowflake.connector.connect gets the password from this script, so everybody who can read the script can open the database.
#                                                                                   | unsafe fix: Read it from Secrets Manager
MongoClient("mongodb://etl:Wint3r-Levee-56@docs.internal:27017/?tls=true")
#                          ^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: pymongo.MongoClient gets the password of a URL from this script, so everybody who can read the script can open the database.
#                                        | unsafe fix: Read it from Secrets Manager
KafkaProducer(bootstrap_servers="b-1:9096", security_protocol="SASL_SSL", sasl_plain_password="Wint3r-Levee-57")
#                                                                                             ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: kafka.KafkaProducer gets the password from this script, so everybody who can read the script can open the brokers.
#                                                                                                             | unsafe fix: Read it from Secrets Manager
requests.get("https://api.example.com/v1/orders", auth=("etl", "Wint3r-Levee-58"))
#                                                              ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: requests.get gets the password from this script, so everybody who can read the script can open the service.
#                                                                              | unsafe fix: Read it from Secrets Manager
requests.get("https://api.example.com/v1/orders", auth=HTTPBasicAuth("etl", "Wint3r-Levee-59"))
#                                                                           ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: requests.auth.HTTPBasicAuth gets the password from this script, so everybody who can read the script can open the service.
#                                                                                           | unsafe fix: Read it from Secrets Manager
requests.post("https://api.example.com/v1", headers={"Authorization": "Bearer b3Fk91LmQx07ZtPw4Rc8"})
#                                                                             ^^^^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: requests.post gets the secret from this script, so everybody who can read the script can open the service.
#                                                                                                | unsafe fix: Read it from Secrets Manager

# Keys of AWS, which no client on AWS needs.
boto3.client(
    "s3",
    aws_access_key_id="AKIAQ3EGV7HJ2MZLXW5R",
#                     ^^^^^^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: boto3.client gets the AWS access key id from this script, so everybody who can read the script can open the AWS account.
#                                          | unsafe fix: Use the role's credentials
#                                          | unsafe fix: Read it from Secrets Manager
    aws_secret_access_key="q8Zr2Lm0Vt6Yx4Nc1Bw9Hs3Kd7Fj5Gp0Ua8Ei2Ro",
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: boto3.client gets the key from this script, so everybody who can read the script can open the AWS account.
#                                                                  | unsafe fix: Use the role's credentials
#                                                                  | unsafe fix: Read it from Secrets Manager
)
sc._jsc.hadoopConfiguration().set("fs.s3a.secret.key", "m4Tq9Wz1Kc7Yb3Xn6Vd0Rf8Hs2Lj5Gp1Ua4Ei7Qo")
#                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: hadoopConfiguration.set gets the key from this script, so everybody who can read the script can open the data source.
#                                                                                               | unsafe fix: Read it from Secrets Manager
spark.conf.set("spark.hadoop.fs.s3a.secret.key", "x7Rt2Ky9Lm4Vb1Qw6Zc3Nd8Hf5Js0Gp2Ua9Ei4To")
#                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: spark.conf.set gets the key from this script, so everybody who can read the script can open the data source.
#                                                                                         | unsafe fix: Read it from Secrets Manager
conf = SparkConf().set("spark.ssl.keyPassword", "Wint3r-Levee-60")
#                                               ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: SparkConf.set gets the password from this script, so everybody who can read the script can open the data source.
#                                                               | unsafe fix: Read it from Secrets Manager
rds = boto3.client("rds")
rds.modify_db_instance(DBInstanceIdentifier="dwh", MasterUserPassword="Wint3r-Levee-61")
#                                                                     ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: rds.modify_db_instance gets the password from this script, so everybody who can read the script can open what it creates.
#                                                                                     | unsafe fix: Read it from Secrets Manager

boto3.client("ssm").put_parameter(Name="/dwh/etl", Value="Wint3r-Levee-62", Type="SecureString")
#                                                        ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: ssm.put_parameter gets the password from this script, so everybody who can read the script can open what it creates.
at_sign = "Wint3r@Levee-63"
#         ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: sqlalchemy.create_engine gets the password of a URL from this script, so everybody who can read the script can open the database.
#                         | see create_engine (jdbc-plaintext-password.py:151): reaches this call
#                         | unsafe fix: Read it from Secrets Manager
create_engine(f"postgresql://etl:{at_sign}@dwh.internal/sales")

# The same calls with values that come from somewhere else.
secret = boto3.client("secretsmanager").get_secret_value(SecretId=args["db_secret"])["SecretString"]
spark.read.format("jdbc").option("url", URL).option("user", "etl").option("password", secret).load()
psycopg2.connect(host=args["db_host"], user="etl", password=os.environ["DB_PASSWORD"])
psycopg2.connect(host="dwh.internal", user="etl", password=os.environ.get("DB_PASSWORD", ""))
psycopg2.connect(f"host=dwh.internal user=etl password={secret}")
create_engine(f"postgresql://etl:{secret}@dwh.internal/sales")
create_engine("postgresql://{user}:{password}@dwh.internal/sales".format(user="etl", password=secret))
create_engine("postgresql://etl:%s@dwh.internal/sales" % secret)
create_engine("postgresql://dwh.internal/sales?sslmode=verify-full")
pymysql.connect(host="db.internal", user="etl", password=None)
requests.get("https://api.example.com/v1/orders", headers={"Authorization": f"Bearer {secret}"})
requests.get("https://api.example.com/v1/orders", headers={"Accept": "application/json", "X-Request-Id": "8f14e45f"})
requests.get("https://api.example.com/v1/orders?page_token=b3Fk91LmQx07ZtPw4Rc8", timeout=10)

# Connections that Glue keeps, and readers that need none.
glueContext.create_dynamic_frame.from_options(
    connection_type="postgresql",
    connection_options={"useConnectionProperties": "true", "dbtable": "orders", "connectionName": "dwh"},
)
conf_of_connection = glueContext.extract_jdbc_conf("dwh")
spark.read.jdbc(URL, "orders", properties={"user": conf_of_connection["user"], "password": conf_of_connection["password"]})
spark.read.option("header", "true").option("keyCol", "password").csv("s3://lake-raw-4711/users/")
spark.conf.set("spark.hadoop.fs.s3a.aws.credentials.provider", "com.amazonaws.auth.InstanceProfileCredentialsProvider")
spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
boto3.client("s3", region_name="eu-central-1")
boto3.client("s3", aws_access_key_id=os.environ["KEY_ID"], aws_secret_access_key=os.environ["KEY"])

# An emulator on the same machine takes any key.
boto3.client("s3", endpoint_url="http://localhost:4566", aws_access_key_id="AKIAQ3EGV7HJ2MZLXW5R", aws_secret_access_key="Any-Thing-12")

# A database on the same machine.
create_engine("postgresql://loader:loader@localhost:5432/dev")
create_engine("mysql+pymysql://root:root@127.0.0.1/test")

# Placeholders, and the keys of AWS's documentation.
psycopg2.connect(host="dwh.internal", user="etl", password="<password>")
psycopg2.connect(host="dwh.internal", user="etl", password="${DB_PASSWORD}")
psycopg2.connect(host="dwh.internal", user="etl", password="********")
boto3.client("s3", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
rds.create_db_instance(DBInstanceIdentifier="dwh", ManageMasterUserPassword=True, MasterUserSecretKmsKeyId="alias/dwh")

# Clients with arguments and texts of their own.
import cx_Oracle
import pg8000.native
from opensearchpy import OpenSearch

cx_Oracle.connect("etl/Wint3r-Levee-60@dwh.internal:1521/ORCL")
#                      ^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: cx_Oracle.connect gets the secret from this script, so everybody who can read the script can open the database.
#                                    | unsafe fix: Read it from Secrets Manager
pg8000.native.Connection("etl", "dwh.internal", "sales", 5432, "Wint3r-Levee-61")
#                                                              ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: pg8000.native.Connection gets the password from this script, so everybody who can read the script can open the database.
#                                                                              | unsafe fix: Read it from Secrets Manager
OpenSearch(hosts=[{"host": "search.internal", "port": 443}], http_auth=("etl", "Wint3r-Levee-62"), use_ssl=True)
#                                                                              ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: opensearchpy.OpenSearch gets the password from this script, so everybody who can read the script can open the database.
#                                                                                              | unsafe fix: Read it from Secrets Manager
OpenSearch(hosts=["https://search.internal:9200"], http_auth=(os.environ["USER"], os.environ["SEARCH_PASSWORD"]))
psycopg2.connect("host='dwh.internal' user='etl' sslmode='verify-full' password='Wint3r-Levee-63'")
#                                                                                ^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: psycopg2.connect gets the secret from this script, so everybody who can read the script can open the database.
#                                                                                              | unsafe fix: Read it from Secrets Manager
for host, secret_text in [("a.internal", "Wint3r-Levee-64"), ("b.internal", os.environ["B_PASSWORD"])]:
#                                        ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: psycopg2.connect gets the password from this script, so everybody who can read the script can open the database.
#                                                        | see connect (jdbc-plaintext-password.py:217): reaches this call
#                                                        | unsafe fix: Read it from Secrets Manager
    psycopg2.connect(host=host, user="etl", password=secret_text)
