# Secrets that come as job arguments. Names of secrets, and arguments that only look like one, are fine.
import sys

import psycopg2
from awsglue.utils import getResolvedOptions
import json
import boto3


def read_secret(name):
    """Answers the values that a secret in Secrets Manager holds."""
    response = boto3.client("secretsmanager").get_secret_value(SecretId=name)
    return json.loads(response["SecretString"])


args = getResolvedOptions(
    sys.argv,
    [
        "JOB_NAME",
        "db_password_secret_name",
        "API_TOKEN_SECRET_NAME",
        'client_secret_name',
        "db_secret_name",
        "secret_id",
        "SecretArn",
        "dwh_secret",
        "password_parameter",
        "partition_key",
        "sort_key",
        "source_key",
        "next_token",
        "kms_key_id",
        "connection_name",
        "max_password_age",
        "token_column",
        "user",
    ],
)

connection = psycopg2.connect(host="dwh.internal", user=args["user"], password=read_secret(args["db_password_secret_name"])["password"])
headers = {"Authorization": f"Bearer {read_secret(args['API_TOKEN_SECRET_NAME'])['api_token']}"}
print(args["db_secret_name"], args["token_column"])


def names():
    return ["db_password", "user"]


others = getResolvedOptions(sys.argv, names_from_elsewhere)
