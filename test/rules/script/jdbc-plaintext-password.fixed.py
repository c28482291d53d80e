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
import json


def read_secret(name):
    """Answers the values that a secret in Secrets Manager holds."""
    response = boto3.client("secretsmanager").get_secret_value(SecretId=name)
    return json.loads(response["SecretString"])


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
    .option("password", read_secret("jdbc-plaintext-password/credentials")["password"])
    .load()
)
spark.read.format("jdbc").options(url=URL, user="etl", password=read_secret("jdbc-plaintext-password/credentials")["password"]).load()
spark.read.jdbc(URL, "orders", properties={"user": "etl", "password": read_secret("jdbc-plaintext-password/credentials")["password"]})
orders.write.jdbc(url=f"jdbc:mysql://db.internal/sales?user=etl&password={read_secret('jdbc-plaintext-password/credentials')['password']}", table="orders")

# Through variables, formats and functions.
password = read_secret("jdbc-plaintext-password/credentials")["password"]
settings = {"user": "etl", "password": password, "driver": "org.postgresql.Driver"}
spark.read.jdbc(URL, "customers", properties=settings)
spark.read.format("jdbc").option("url", "{}?user={}&password={}".format(URL, "etl", read_secret("jdbc-plaintext-password/credentials")["password"])).load()


def connect(user, secret_text):
    return psycopg2.connect(host=args["db_host"], user=user, password=secret_text)


connect("etl", read_secret("jdbc-plaintext-password/credentials")["password"])
create_engine(f"postgresql+psycopg2://etl:{read_secret('jdbc-plaintext-password/credentials')['password']}@dwh.internal/sales")
create_engine(f"postgresql://{os.environ['DB_USER']}:{read_secret('jdbc-plaintext-password/credentials')['password']}@{args['db_host']}/sales")
fallback = os.environ.get("DB_PASS", read_secret("jdbc-plaintext-password/credentials")["password"])
psycopg2.connect(host="dwh.internal", user="etl", password=fallback)

# Glue's own options.
glueContext.create_dynamic_frame.from_options(
    connection_type="mysql",
    connection_options={"url": URL, "dbtable": "orders", "user": "etl", "password": read_secret("jdbc-plaintext-password/credentials")["password"]},
)
glueContext.write_dynamic_frame.from_jdbc_conf(
    frame=orders,
    catalog_connection="dwh",
    connection_options={"dbtable": "orders", "database": "sales", "password": read_secret("jdbc-plaintext-password/credentials")["password"]},
)

# Libraries of databases, brokers and services.
pymysql.connect("db.internal", "etl", read_secret("jdbc-plaintext-password/credentials")["password"], "sales")
redshift_connector.connect(host="rs.internal", database="dev", user="etl", password=read_secret("jdbc-plaintext-password/credentials")["password"])
snowflake.connector.connect(user="etl", account="ab12345", password=read_secret("jdbc-plaintext-password/credentials")["password"])
MongoClient(f"mongodb://etl:{read_secret('jdbc-plaintext-password/credentials')['password']}@docs.internal:27017/?tls=true")
KafkaProducer(bootstrap_servers="b-1:9096", security_protocol="SASL_SSL", sasl_plain_password=read_secret("jdbc-plaintext-password/credentials")["password"])
requests.get("https://api.example.com/v1/orders", auth=("etl", read_secret("jdbc-plaintext-password/credentials")["password"]))
requests.get("https://api.example.com/v1/orders", auth=HTTPBasicAuth("etl", read_secret("jdbc-plaintext-password/credentials")["password"]))
requests.post("https://api.example.com/v1", headers={"Authorization": f"Bearer {read_secret('jdbc-plaintext-password/credentials')['password']}"})

# Keys of AWS, which no client on AWS needs.
boto3.client(
    "s3",
)
sc._jsc.hadoopConfiguration().set("fs.s3a.secret.key", read_secret("jdbc-plaintext-password/credentials")["secret_key"])
spark.conf.set("spark.hadoop.fs.s3a.secret.key", read_secret("jdbc-plaintext-password/credentials")["secret_key"])
conf = SparkConf().set("spark.ssl.keyPassword", read_secret("jdbc-plaintext-password/credentials")["password"])
rds = boto3.client("rds")
rds.modify_db_instance(DBInstanceIdentifier="dwh", MasterUserPassword=read_secret("jdbc-plaintext-password/credentials")["password"])

boto3.client("ssm").put_parameter(Name="/dwh/etl", Value="Wint3r-Levee-62", Type="SecureString")
at_sign = read_secret("jdbc-plaintext-password/credentials")["password"]
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

cx_Oracle.connect(f"etl/{read_secret('jdbc-plaintext-password/credentials')['password']}@dwh.internal:1521/ORCL")
pg8000.native.Connection("etl", "dwh.internal", "sales", 5432, read_secret("jdbc-plaintext-password/credentials")["password"])
OpenSearch(hosts=[{"host": "search.internal", "port": 443}], http_auth=("etl", read_secret("jdbc-plaintext-password/credentials")["password"]), use_ssl=True)
OpenSearch(hosts=["https://search.internal:9200"], http_auth=(os.environ["USER"], os.environ["SEARCH_PASSWORD"]))
psycopg2.connect(f"host='dwh.internal' user='etl' sslmode='verify-full' password='{read_secret('jdbc-plaintext-password/credentials')['password']}'")
for host, secret_text in [("a.internal", read_secret("jdbc-plaintext-password/credentials")["password"]), ("b.internal", os.environ["B_PASSWORD"])]:
    psycopg2.connect(host=host, user="etl", password=secret_text)
