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

boto3.client("s3", endpoint_url="http://s3.eu-central-1.amazonaws.com")
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-plain-http: boto3.client talks to s3.eu-central-1.amazonaws.com without TLS.
#                                                                    | unsafe fix: Use https
boto3.resource("dynamodb", endpoint_url='http://dynamodb.internal:8000')
#                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-plain-http: boto3.resource talks to dynamodb.internal:8000 without TLS.
#                                                                     | unsafe fix: Use https
boto3.client("sqs", use_ssl=False)
#                           ^^^^^ script-plain-http: With use_ssl=False, boto3.client talks to the service without TLS.
#                               | unsafe fix: Set use_ssl to True
boto3.client("kinesis", verify=False)
#                              ^^^^^ script-plain-http: With verify=False, boto3.client accepts any certificate, also that of somebody in between.
#                                  | unsafe fix: Set verify to True
requests.get("https://api.example.com/v1", headers={"Authorization": f"Bearer {token}"}, verify=False)
#                                                                                               ^^^^^ script-plain-http: With verify=False, requests.get accepts any certificate, also that of somebody in between.
#                                                                                                   | unsafe fix: Set verify to True
requests.get("http://api.example.com/v1", auth=("etl", token))
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-plain-http: requests.get talks to api.example.com without TLS.
#                                      | unsafe fix: Use https
requests.put("http://lake-raw-4711.s3.amazonaws.com/a.csv", data=b"")
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-plain-http: requests.put talks to lake-raw-4711.s3.amazonaws.com without TLS.
#                                                        | unsafe fix: Use https
urllib.request.urlopen("http://s3.amazonaws.com/lake-raw-4711/a.csv")
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-plain-http: urllib.request.urlopen talks to s3.amazonaws.com without TLS.
#                                                                  | unsafe fix: Use https
context = ssl._create_unverified_context()
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^ script-plain-http: Connections made with this context accept any certificate, also that of somebody in between.
#                                      | unsafe fix: Check certificates
spark.conf.set("spark.hadoop.fs.s3a.connection.ssl.enabled", "false")
#                                                            ^^^^^^^ script-plain-http: With spark.hadoop.fs.s3a.connection.ssl.enabled off, Spark talks to S3 without TLS.
#                                                                  | fix: Use TLS

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
session.verify = False
#                ^^^^^ script-plain-http: With verify set to False, connections accept any certificate, also that of somebody in between.
#                    | unsafe fix: Set verify to True
context = ssl.create_default_context()
context.check_hostname = False
#                        ^^^^^ script-plain-http: With check_hostname set to False, connections accept any certificate, also that of somebody in between.
#                            | unsafe fix: Set check_hostname to True
context.verify_mode = ssl.CERT_NONE
#                     ^^^^^^^^^^^^^ script-plain-http: With verify_mode set to ssl.CERT_NONE, connections accept any certificate, also that of somebody in between.
context.verify_mode = ssl.CERT_REQUIRED
