# Secrets that come as job arguments. Names of secrets, and arguments that only look like one, are fine.
import sys

import psycopg2
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(
    sys.argv,
    [
        "JOB_NAME",
        "db_password",
#       ^^^^^^^^^^^^^ script-secret-argument: Everybody who may look at the job in Glue can read the argument db_password, which the console shows with every run.
#                   | unsafe fix: Take the secret's name, and read the secret from Secrets Manager
        "API_TOKEN",
#       ^^^^^^^^^^^ script-secret-argument: Everybody who may look at the job in Glue can read the argument API_TOKEN, which the console shows with every run.
#                 | unsafe fix: Take the secret's name, and read the secret from Secrets Manager
        'client_secret',
#       ^^^^^^^^^^^^^^^ script-secret-argument: Everybody who may look at the job in Glue can read the argument client_secret, which the console shows with every run.
#                     | unsafe fix: Take the secret's name, and read the secret from Secrets Manager
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

connection = psycopg2.connect(host="dwh.internal", user=args["user"], password=args["db_password"])
headers = {"Authorization": f"Bearer {args['API_TOKEN']}"}
print(args["db_secret_name"], args["token_column"])


def names():
    return ["db_password", "user"]


others = getResolvedOptions(sys.argv, names_from_elsewhere)
