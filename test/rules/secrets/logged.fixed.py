# Secrets that reach the log, an exception, a notification or a data frame. What is not the secret itself may.
import getpass
import json
import logging
import os
import sys

import boto3
import psycopg2
from awsglue.utils import getResolvedOptions
from pyspark.sql import SparkSession
from pyspark.sql.functions import lit

logger = logging.getLogger(__name__)
spark = SparkSession.builder.getOrCreate()
args = getResolvedOptions(sys.argv, ["JOB_NAME", "db_password", "db_host"])
answer = boto3.client("secretsmanager").get_secret_value(SecretId="dwh/etl")
secret = json.loads(answer["SecretString"])
password = secret["password"]
parameter = boto3.client("ssm").get_parameter(Name="/dwh/etl", WithDecryption=True)["Parameter"]["Value"]
fallback = "Wint3r-Levee-42"
psycopg2.connect(host="dwh.internal", password=fallback)

print("***")
print("secret:", "***")
print("***")
print("***")
print(f"connecting to {args['db_host']} with ***")
logger.info("password is %s", "***")
logger.debug("parameter {}".format("***"))
logging.warning("argument " + "***")
print("***")
logger.error("***")
raise ValueError("cannot connect with ***")
boto3.client("sns").publish(TopicArn="arn:aws:sns:eu-central-1:111122223333:ops", Message="***")
spark.createDataFrame([("etl", "***")], ["user", "password"])
orders = spark.table("orders").withColumn("pw", lit("***"))

# Parts of a secret that are not confidential, and what can be said about a secret.
print(secret["username"], secret["host"], secret.get("port"))
print(f"connecting to {secret['host']} as {secret['username']}")
host = secret["host"]
logger.info("host %s", host)
print("secret read:", answer["ARN"], answer["VersionId"])
print(answer["ResponseMetadata"]["HTTPStatusCode"])
print("got a password:", bool(password), len(password))
print("password given" if password else "password missing")
print("The password was read from Secrets Manager.")
logger.info("job %s on %s", args["JOB_NAME"], args["db_host"])
logger.info("reading secret %s", "dwh/etl")
print(os.environ["DB_HOST"], os.environ.get("AWS_REGION"))
print(json.dumps({"user": secret["username"], "status": "ok"}))
plain = boto3.client("ssm").get_parameter(Name="/dwh/host")["Parameter"]["Value"]
print(plain)
connection = psycopg2.connect(host=secret["host"], user=secret["username"], password=password)
print(connection.status)
raise RuntimeError("no connection to " + secret["host"])

# Keys that AWS makes for a while, and everything at once.
assumed = boto3.client("sts").assume_role(RoleArn="arn:aws:iam::111122223333:role/etl", RoleSessionName="etl")
print(assumed["AssumedRoleUser"]["Arn"])
print("***")
print("***")
print("***")
print("HOME" in os.environ, list(secret.keys()))
