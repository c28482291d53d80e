# A secret in a script under a name that says so, or of a form that is known. Lines without a marker must stay silent.
import argparse
import os
import re
import sys

import boto3
from awsglue.utils import getResolvedOptions
from pyspark.sql import SparkSession

args = getResolvedOptions(sys.argv, ["JOB_NAME", "secret_name"])
spark = SparkSession.builder.getOrCreate()
s3 = boto3.client("s3")

# Variables, attributes, keys, arguments, defaults.
DB_PASSWORD = "Wint3r-Levee-42"
#             ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under DB_PASSWORD is a secret, which everybody who can read this script can use.
#                             | unsafe fix: Read it from Secrets Manager
api_key = "b3Fk91LmQx07ZtPw4Rc8"
#         ^^^^^^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under api_key is a secret, which everybody who can read this script can use.
#                              | unsafe fix: Read it from Secrets Manager
user, passwd = "etl", "Wint3r-Levee-43"
#                     ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under passwd is a secret, which everybody who can read this script can use.
#                                     | unsafe fix: Read it from Secrets Manager
config = {"host": "dwh.internal", "db_password": "Wint3r-Levee-44", "port": 5432}
#                                                ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under db_password is a secret, which everybody who can read this script can use.
#                                                                | unsafe fix: Read it from Secrets Manager
config["clientSecret"] = "zQ81mVb2Lk70Xw"
#                        ^^^^^^^^^^^^^^^^ secrets-script-literal: The text under clientSecret is a secret, which everybody who can read this script can use.
#                                       | unsafe fix: Read it from Secrets Manager
os.environ["PGPASSWORD"] = "Wint3r-Levee-45"
#                          ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under PGPASSWORD is a secret, which everybody who can read this script can use.
#                                          | unsafe fix: Read it from Secrets Manager
token = os.environ.get("API_TOKEN", "t0k-91LmQx07ZtPw4R")
#                                   ^^^^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under token is a secret, which everybody who can read this script can use.
#                                                      | unsafe fix: Read it from Secrets Manager


class Settings:
    password = "Wint3r-Levee-46"
#              ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under password is a secret, which everybody who can read this script can use.
#                              | unsafe fix: Read it from Secrets Manager

    def __init__(self):
        self.private_key = "MIIe9Lq2Vx81ZtPw4Rc8b3Fk91LmQx07"
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under private_key is a secret, which everybody who can read this script can use.
#                                                           | unsafe fix: Read it from Secrets Manager


def load(table, password="Wint3r-Levee-47"):
#                        ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under password is a secret, which everybody who can read this script can use.
#                                        | unsafe fix: Read it from Secrets Manager
    return open_table(table, secret=password)


load("orders", password="Wint3r-Levee-48")
#                       ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under password is a secret, which everybody who can read this script can use.
#                                       | unsafe fix: Read it from Secrets Manager
parser = argparse.ArgumentParser()
parser.add_argument("--db-password", default="Wint3r-Levee-49")
#                                            ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text after --db-password is a secret, which everybody who can read this script can use.
#                                                            | unsafe fix: Read it from Secrets Manager
level = "Wint3r-Levee-50"
#       ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under password is a secret, which everybody who can read this script can use.
#                       | unsafe fix: Read it from Secrets Manager
config["password"] = level

# Known forms, wherever they stand: the next comment's key is found as well.
# AKIAQ3EGV7HJ2MZLXW5R
# ^^^^^^^^^^^^^^^^^^^^ secrets-script-literal: This is an AWS access key id, which everybody who can read this script can use.
s3.put_object(Bucket="lake-raw-4711", Key="note.txt", Body="ghp_b3Fk91LmQx07ZtPw4Rc8a5Sd2Gh6Jk0Zx3Cv")
#                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secrets-script-literal: This is a GitHub token, which everybody who can read this script can use.
#                                                                                                   | unsafe fix: Read it from Secrets Manager
notify("https://hooks.slack.com/services/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")
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secrets-script-literal: This is a Slack webhook, which everybody who can read this script can use.
#                                                                                    | unsafe fix: Read it from Secrets Manager
source = "jdbc:redshift://rs.internal:5439/dev?user=etl&password=Wint3r-Levee-51"
#                                                                ^^^^^^^^^^^^^^^ secrets-script-literal: This is the password of a connection string, which everybody who can read this script can use.
#                                                                              | unsafe fix: Read it from Secrets Manager

# What is read when the script runs is no literal.
password = os.environ["DB_PASSWORD"]
password = os.environ.get("DB_PASSWORD")
password = os.getenv("DB_PASSWORD", "")
secret_name = args["secret_name"]
password = boto3.client("secretsmanager").get_secret_value(SecretId=secret_name)["SecretString"]
token = s3.list_objects_v2(Bucket="lake-raw-4711").get("NextContinuationToken")
credentials = boto3.Session().get_credentials()
password = f"{user}-{args['JOB_NAME']}"

# Nothing, and placeholders.
password = ""
token = None
secret = "<secret>"
api_key = "REPLACE_ME"
password = "your-password-here"
password = "${DB_PASSWORD}"
password = "{{resolve:secretsmanager:dwh/etl:SecretString:password}}"
auth_token = "xxxxxxxxxxxxxxxx"
access_key = "AKIAIOSFODNN7EXAMPLE"

# Names of secrets, of fields, of columns, of parameters.
secret_name = "prod/dwh/etl-2"
secret_id = "dwh-etl-Ab12Cd"
secret_arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:dwh/etl-Ab12Cd"
SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:dwh/etl-Ab12Cd"
password_parameter = "/dwh/etl/password-1"
PASSWORD_FIELD = "password_hash_2"
password_column = "pwd_sha256"
token_url = "https://auth.example.com/oauth2/v2/token"
password_file = "/etc/etl/password-2.txt"
columns = {"password": "password", "token": "token", "api_key": "apiKey"}
mapping = {"PASSWORD": "password", "user": "username"}
secret_type = "SecretString"
DB_PASSWORD_ENV = "DWH_PASSWORD_2"
password_env = "DWH_PASSWORD_2"

# Words that look like names of secrets.
primary_key = "order_id_2024"
sort_key = "created_at#2024"
partition_key = "customer#4711-A"
key = "landing/2024/01/orders-7.csv"
Key = "landing/2024/01/orders-8.csv"
NextToken = "AAIA-b3Fk91LmQx07ZtPw4Rc8"
next_token = "b3Fk91LmQx07ZtPw4Rc8"
continuation_token = "1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J"
tokenizer = "bert-base-uncased-V2"
max_tokens = "4096-Tok"
public_key = "ssh-ed25519 b3Fk91LmQx07ZtPw4Rc8"
kms_key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"
kms_key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
monkey = "Gr8-Ape-42"
passenger = "Seat-42A-Window"
bypass_reason = "Ticket-4711: approved"
compass = "NNE-22.5-Deg"
password_policy = "Min12-Upper-Lower-Digit"
password_length = "16"
use_password = "True"
secret_rotation_days = "30"
PasswordLastUsed = "2024-01-31T10:00:00Z"

# Texts about secrets: SQL, patterns, messages, documentation.
spark.sql("SELECT user_id, password FROM staging.users WHERE password IS NOT NULL")
spark.sql("CREATE TABLE users (id INT, password VARCHAR(64), api_token VARCHAR(64))")
password_pattern = re.compile(r"^(?=.*[A-Z])(?=.*\d).{12,}$")
passwd = r"(?i)password\s*=\s*\S+"
raise_if(password == "", "The password is empty, set DB_PASSWORD first.")
message = {"password": "The password must have 12 characters or more."}
help_text = "Use --password to pass the password, for example --password $DB_PASSWORD"
usage = "jdbc:postgresql://host:5432/db?user=<user>&password=<password>"
url = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html"
url = f"postgresql://{user}:{password}@dwh.internal/sales"
digest = {"token_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
checksum = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
etag = "d41d8cd98f00b204e9800998ecf8427e"
if token == "":
    token = "anonymous"

# JSON in a text, and commands for a shell.
import json
import subprocess

settings = json.loads('{"user": "etl", "password": "Wint3r-Levee-52"}')
#                                                   ^^^^^^^^^^^^^^^ secrets-script-literal: The text under password is a secret, which everybody who can read this script can use.
#                                                                 | unsafe fix: Read it from Secrets Manager
subprocess.run("mysql -u etl -pWint3r-Levee-53 sales < dump.sql", shell=True)
#                              ^^^^^^^^^^^^^^^ secrets-script-literal: The text after -p is a secret, which everybody who can read this script can use.
#                                            | unsafe fix: Read it from Secrets Manager
settings = json.loads('{"user": "etl", "password": ""}')
schema = '{"type": "object", "properties": {"password": {"type": "string"}}}'
example = '{"user": "etl", "password": "<password>"}'
subprocess.run(["mysql", "--defaults-file=/etc/etl/my.cnf", "sales"])
subprocess.run("mysql -u etl -p$DB_PASSWORD sales", shell=True)

# Pairs of a name and its value, and arguments behind their flags, as containers and steps take them.
batch = boto3.client("batch")
batch.submit_job(
    jobName="load",
    containerOverrides={
        "environment": [
            {"name": "DB_PASSWORD", "value": "Wint3r-Levee-54"},
#                                            ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under DB_PASSWORD is a secret, which everybody who can read this script can use.
#                                                            | unsafe fix: Read it from Secrets Manager
            {"name": "STAGE", "value": "Wint3r-Levee-55"},
            {"name": "DB_PASSWORD_SECRET", "value": "dwh/etl-2"},
            {"name": "API_TOKEN", "value": os.environ["API_TOKEN"]},
        ]
    },
)
boto3.client("codebuild").start_build(
    projectName="load",
    environmentVariablesOverride=[
        {"name": "DB_PASSWORD", "value": "dwh:Wint3r-Field-2", "type": "SECRETS_MANAGER"},
        {"name": "DB_PASSWORD", "value": "Wint3r-Levee-56", "type": "PLAINTEXT"},
#                                        ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under DB_PASSWORD is a secret, which everybody who can read this script can use.
#                                                        | unsafe fix: Read it from Secrets Manager
    ],
)
boto3.client("emr").add_job_flow_steps(
    JobFlowId="j-1",
    Steps=[{"HadoopJarStep": {"Args": ["sqoop", "import", "--password", "Wint3r-Levee-57", "--table", "Orders-2024"]}}],
#                                                                       ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text after --password is a secret, which everybody who can read this script can use.
#                                                                                       | unsafe fix: Read it from Secrets Manager
)
subprocess.run(["sqoop", "import", "--password-file", "/etc/etl/Password-2.txt", "--password", "--verbose-2A"])
#                                                                                              ^^^^^^^^^^^^^^ secrets-script-literal: The text under password is a secret, which everybody who can read this script can use.
#                                                                                                           | unsafe fix: Read it from Secrets Manager

# Configurations, variables of a scheduler, sessions, queries of URLs, options of tables.
from configparser import ConfigParser

import requests
from airflow.models import Variable

options = ConfigParser()
options.set("dwh", "password", "Wint3r-Levee-61")
#                              ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under password is a secret, which everybody who can read this script can use.
#                                              | unsafe fix: Read it from Secrets Manager
options.set("dwh", "host", "Wint3r-Host-62")
options.set("dwh", "password", "${DB_PASSWORD}")
Variable.set("dwh_password", "Wint3r-Levee-63")
#                            ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under dwh_password is a secret, which everybody who can read this script can use.
#                                            | unsafe fix: Read it from Secrets Manager
dwh = Variable.get("dwh_password", default_var="Wint3r-Levee-64")
#                                              ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under dwh_password is a secret, which everybody who can read this script can use.
#                                                              | unsafe fix: Read it from Secrets Manager
dwh = Variable.get("dwh_password")
session = requests.Session()
session.auth = ("etl", "Wint3r-Levee-65")
#                      ^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under auth is a secret, which everybody who can read this script can use.
#                                      | unsafe fix: Read it from Secrets Manager
session.auth = ("etl", os.environ["PASSWORD"])
client_secret = "A1B2C3D4E5F6A7B8C9D0"
#               ^^^^^^^^^^^^^^^^^^^^^^ secrets-script-literal: The text under client_secret is a secret, which everybody who can read this script can use.
#                                    | unsafe fix: Read it from Secrets Manager
client_secret = "DWH_CLIENT_SECRET_2"
rates = "https://rates.example.com/v1?api_key=b3Fk91LmQx07ZtPw4Rc8"
#                                             ^^^^^^^^^^^^^^^^^^^^ secrets-script-literal: This is the key of a URL, which everybody who can read this script can use.
#                                                                | unsafe fix: Read it from Secrets Manager
rates = "https://rates.example.com/v1?page_token=b3Fk91LmQx07ZtPw4Rc8"
rates = "https://rates.example.com/v1?api_key=your-key-goes-right-here"
rates = f"https://rates.example.com/v1?api_key={client_secret}"
