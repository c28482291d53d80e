# The role may read it already.
import json

import boto3
import psycopg2


def read_secret(name):
    """Answers the values that a secret in Secrets Manager holds."""
    response = boto3.client("secretsmanager").get_secret_value(SecretId=name)
    return json.loads(response["SecretString"])


login = json.loads(boto3.client("secretsmanager").get_secret_value(SecretId="reports/login")["SecretString"])
connection = psycopg2.connect(host="dwh.internal", user=login["username"], password=read_secret("reports/login")["password"])
