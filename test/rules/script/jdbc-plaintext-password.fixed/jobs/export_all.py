# No role gets a permission for this one.
import psycopg2
import json
import boto3


def read_secret(name):
    """Answers the values that a secret in Secrets Manager holds."""
    response = boto3.client("secretsmanager").get_secret_value(SecretId=name)
    return json.loads(response["SecretString"])


connection = psycopg2.connect(host="dwh.internal", user="etl", password=read_secret("export-all/credentials")["password"])
