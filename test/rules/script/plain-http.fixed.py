# Requests without TLS, or with a TLS that trusts everybody.
import os
import ssl
import urllib.request

import boto3
import requests
from botocore.config import Config
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
token = os.environ["TOKEN"]
endpoint = os.environ.get("ENDPOINT")

boto3.client("s3", endpoint_url="https://s3.eu-central-1.amazonaws.com")
boto3.resource("dynamodb", endpoint_url='https://dynamodb.internal:8000')
boto3.client("sqs", use_ssl=True)
boto3.client("kinesis", verify=True)
requests.get("https://api.example.com/v1", headers={"Authorization": f"Bearer {token}"}, verify=True)
requests.get("https://api.example.com/v1", auth=("etl", token))
requests.put("https://lake-raw-4711.s3.amazonaws.com/a.csv", data=b"")
urllib.request.urlopen("https://s3.amazonaws.com/lake-raw-4711/a.csv")
context = ssl.create_default_context()
spark.conf.set("spark.hadoop.fs.s3a.connection.ssl.enabled", "true")

# With TLS, to the same machine, or with an address that is not known.
boto3.client("s3", endpoint_url="https://bucket.vpce-1a2b3c4d.s3.eu-central-1.vpce.amazonaws.com")
boto3.client("s3", endpoint_url="http://localhost:4566", use_ssl=False, verify=False)
boto3.client("dynamodb", endpoint_url="http://127.0.0.1:8000")
boto3.client("s3", endpoint_url=endpoint)
boto3.client("s3", verify="/etc/pki/ca.pem", use_ssl=True)
boto3.client("s3", config=Config(retries={"max_attempts": 3}))
requests.get("https://api.example.com/v1", verify=True, timeout=5)
requests.get("http://schemas.example.com/order.xsd", timeout=5)
requests.get("http://169.254.169.254/latest/meta-data/placement/region", timeout=1)
urllib.request.urlopen("https://lake-raw-4711.s3.eu-central-1.amazonaws.com/a.csv")
context = ssl.create_default_context()
namespace = {"xsi": "http://www.w3.org/2001/XMLSchema-instance"}
spark.conf.set("spark.hadoop.fs.s3a.connection.ssl.enabled", "true")

# Sessions and contexts.
session = requests.Session()
session.verify = True
context = ssl.create_default_context()
context.check_hostname = True
context.verify_mode = ssl.CERT_NONE
context.verify_mode = ssl.CERT_REQUIRED
