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

print(password)
#     ^^^^^^^^ secrets-logged: A value of the secret dwh/etl goes to the log with print.
#            | unsafe fix: Leave the value out
print("secret:", secret["password"])
#                ^^^^^^^^^^^^^^^^^^ secrets-logged: A value of the secret dwh/etl goes to the log with print.
#                                 | unsafe fix: Leave the value out
print(secret)
#     ^^^^^^ secrets-logged: A value of the secret dwh/etl goes to the log with print.
#          | unsafe fix: Leave the value out
print(answer)
#     ^^^^^^ secrets-logged: The whole answer of Secrets Manager goes to the log with print.
#          | unsafe fix: Leave the value out
print(f"connecting to {args['db_host']} with {password}")
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secrets-logged: A value of the secret dwh/etl goes to the log with print.
#                                                      | unsafe fix: Leave the value out
logger.info("password is %s", password)
#                             ^^^^^^^^ secrets-logged: A value of the secret dwh/etl goes to the log with logging.info.
#                                    | unsafe fix: Leave the value out
logger.debug("parameter {}".format(parameter))
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secrets-logged: The decrypted parameter /dwh/etl goes to the log with logging.debug.
#                                           | unsafe fix: Leave the value out
logging.warning("argument " + args["db_password"])
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secrets-logged: The job argument db_password goes to the log with logging.warning.
#                                               | unsafe fix: Leave the value out
print(os.environ["DB_PASSWORD"])
#     ^^^^^^^^^^^^^^^^^^^^^^^^^ secrets-logged: The environment variable DB_PASSWORD goes to the log with print.
#                             | unsafe fix: Leave the value out
logger.error(fallback)
#            ^^^^^^^^ secrets-logged: A secret that is written in this script goes to the log with logging.error.
#                   | unsafe fix: Leave the value out
raise ValueError(f"cannot connect with {password}")
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secrets-logged: A value of the secret dwh/etl goes to an exception's text with ValueError.
#                                                | unsafe fix: Leave the value out
boto3.client("sns").publish(TopicArn="arn:aws:sns:eu-central-1:111122223333:ops", Message=password)
#                                                                                         ^^^^^^^^ secrets-logged: A value of the secret dwh/etl goes to a notification with boto3.sns.publish.
#                                                                                                | unsafe fix: Leave the value out
spark.createDataFrame([("etl", password)], ["user", "password"])
#                     ^^^^^^^^^^^^^^^^^^^ secrets-logged: A value of the secret dwh/etl goes to a data frame with spark.createDataFrame.
#                                       | unsafe fix: Leave the value out
orders = spark.table("orders").withColumn("pw", lit(password))
#                                               ^^^^^^^^^^^^^ secrets-logged: A value of the secret dwh/etl goes to a data frame with DataFrame.withColumn.
#                                                           | unsafe fix: Leave the value out

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
print(assumed["Credentials"])
#     ^^^^^^^^^^^^^^^^^^^^^^ secrets-logged: A set of temporary keys goes to the log with print.
#                          | unsafe fix: Leave the value out
print(assumed["Credentials"]["SessionToken"])
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secrets-logged: A credential that AWS issued goes to the log with print.
#                                          | unsafe fix: Leave the value out
print(os.environ)
#     ^^^^^^^^^^ secrets-logged: Every environment variable, with the keys of the role in a Lambda function, goes to the log with print.
#              | unsafe fix: Leave the value out
print("HOME" in os.environ, list(secret.keys()))
