# The script reads a secret already, which stands in the template.
import json

import boto3
import psycopg2

login = json.loads(boto3.client("secretsmanager").get_secret_value(SecretId="warehouse/etl")["SecretString"])
connection = psycopg2.connect(host="dwh.internal", user=login["username"], password="Wint3r-Levee-42")
#                                                                                   ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: psycopg2.connect gets the password from this script, so everybody who can read the script can open the database.
#                                                                                                   | unsafe fix: Read it from Secrets Manager, let WarehouseRole read it with SecretKey, and let BackfillRole use SecretKey
