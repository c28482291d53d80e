# Passwords that stand in an argument of their own order, in a tuple, in a login, in the text that is stored.
import os

import boto3
import cx_Oracle
import pyodbc
import redis
from elasticsearch import Elasticsearch

redis.StrictRedis("cache.internal", 6379, 0, "Wint3r-Levee-71")
#                                            ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: redis.Redis gets the password from this script, so everybody who can read the script can open the database.
#                                                            | unsafe fix: Read it from Secrets Manager
boto3.Session("AKIA1Q8EGV0HJ2MZLX95", "b3Fk91LmQx07ZtPw4Rc8a5Sd2Gh6Jk0Zx3CvBn1M")
#             ^^^^^^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: boto3.Session gets the AWS access key id from this script, so everybody who can read the script can open the AWS account.
#                                  | unsafe fix: Read it from Secrets Manager
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: boto3.Session gets the key from this script, so everybody who can read the script can open the AWS account.
#                                                                              | unsafe fix: Read it from Secrets Manager
Elasticsearch("https://search.internal:9200", http_auth=("etl", "Wint3r-Levee-72"))
#                                                               ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: elasticsearch.Elasticsearch gets the password from this script, so everybody who can read the script can open the database.
#                                                                               | unsafe fix: Read it from Secrets Manager
cx_Oracle.connect("etl/Wint3r-Levee-73@erp.internal:1521/ERP")
#                      ^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: cx_Oracle.connect gets the secret from this script, so everybody who can read the script can open the database.
#                                    | unsafe fix: Read it from Secrets Manager
pyodbc.connect("DSN=erp;UID=etl;PWD=Wint3r-Levee-74")
#                                   ^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: pyodbc.connect gets the password of a connection string from this script, so everybody who can read the script can open the database.
#                                                 | unsafe fix: Read it from Secrets Manager
store = boto3.client("secretsmanager")
store.create_secret(Name="dwh/etl", SecretString='{"username": "etl", "password": "winter-levee"}')
#                                                                                  ^^^^^^^^^^^^ script-jdbc-plaintext-password: secretsmanager.create_secret gets the secret from this script, so everybody who can read the script can open what it creates.
redis.StrictRedis("cache.internal", 6379, 0, os.environ["CACHE_PASSWORD"])
boto3.Session(os.environ["KEY_ID"], os.environ["KEY"])
boto3.client("s3", "eu-central-1")
Elasticsearch("https://search.internal:9200", http_auth=("etl", os.environ["SEARCH_PASSWORD"]))
cx_Oracle.connect("etl/<password>@erp.internal:1521/ERP")
cx_Oracle.connect("erp.internal:1521/ERP")
pyodbc.connect("DSN=erp;Trusted_Connection=yes")
store.create_secret(Name="dwh/etl", SecretString='{"username": "etl", "password": ""}')
store.create_secret(Name="dwh/etl", SecretString='{"username": "etl", "secretArn": "kept-elsewhere"}')
