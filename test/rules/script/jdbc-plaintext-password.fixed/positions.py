# Passwords that stand in an argument of their own order, in a tuple, in a login, in the text that is stored.
import os

import boto3
import cx_Oracle
import pyodbc
import redis
from elasticsearch import Elasticsearch
import json


def read_secret(name):
    """Answers the values that a secret in Secrets Manager holds."""
    response = boto3.client("secretsmanager").get_secret_value(SecretId=name)
    return json.loads(response["SecretString"])


redis.StrictRedis("cache.internal", 6379, 0, read_secret("positions/credentials")["password"])
boto3.Session(read_secret("positions/credentials")["access_key_id"], read_secret("positions/credentials")["secret_access_key"])
Elasticsearch("https://search.internal:9200", http_auth=("etl", read_secret("positions/credentials")["password"]))
cx_Oracle.connect(f"etl/{read_secret('positions/credentials')['password']}@erp.internal:1521/ERP")
pyodbc.connect(f"DSN=erp;UID=etl;PWD={read_secret('positions/credentials')['password']}")
store = boto3.client("secretsmanager")
store.create_secret(Name="dwh/etl", SecretString='{"username": "etl", "password": "winter-levee"}')
redis.StrictRedis("cache.internal", 6379, 0, os.environ["CACHE_PASSWORD"])
boto3.Session(os.environ["KEY_ID"], os.environ["KEY"])
boto3.client("s3", "eu-central-1")
Elasticsearch("https://search.internal:9200", http_auth=("etl", os.environ["SEARCH_PASSWORD"]))
cx_Oracle.connect("etl/<password>@erp.internal:1521/ERP")
cx_Oracle.connect("erp.internal:1521/ERP")
pyodbc.connect("DSN=erp;Trusted_Connection=yes")
store.create_secret(Name="dwh/etl", SecretString='{"username": "etl", "password": ""}')
store.create_secret(Name="dwh/etl", SecretString='{"username": "etl", "secretArn": "kept-elsewhere"}')
