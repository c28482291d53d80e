# Arguments, events and objects that are run as code.
import ast
import json
import os
import pickle
import subprocess
import sys

import boto3
import yaml
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["JOB_NAME", "columns", "command", "path"])
s3 = boto3.client("s3")
body = s3.get_object(Bucket="lake-raw-4711", Key="conf")["Body"].read()

columns = eval(args["columns"])
#         ^^^^ script-unsafe-eval: eval runs the job argument columns: whoever sets that runs code as the job's role.
#            | unsafe fix: Read literals only
exec(args["command"])
#<^^^^ script-unsafe-eval: exec runs the job argument command: whoever sets that runs code as the job's role.
os.system("aws s3 rm " + args["path"])
#  ^^^^^^ script-unsafe-eval: os.system runs the job argument path: whoever sets that runs code as the job's role.
subprocess.run(f"ls {args['path']}", shell=True)
#          ^^^ script-unsafe-eval: subprocess.run runs the job argument path: whoever sets that runs code as the job's role.
model = pickle.loads(body)
#              ^^^^^ script-unsafe-eval: pickle.loads runs what it reads from AWS: whoever sets that runs code as the job's role.
settings = yaml.load(body)
#               ^^^^ script-unsafe-eval: yaml.load runs what it reads from AWS: whoever sets that runs code as the job's role.
#                  | fix: Read plain data only


def handler(event, context):
    return eval(event["expression"])
#          ^^^^ script-unsafe-eval: eval runs the input expression: whoever sets that runs code as the job's role.
#             | unsafe fix: Read literals only


# Data that is read as data, programs that the script itself writes.
columns = ast.literal_eval(args["columns"])
columns = json.loads(args["columns"])
settings = yaml.safe_load(body)
settings = yaml.load(body, Loader=yaml.SafeLoader)
subprocess.run(["ls", args["path"]], check=True)
subprocess.run("ls /tmp", shell=True)
os.system("ldconfig")
total = eval("1 + 1")
model = pickle.loads(open("model.pkl", "rb").read())
frame.eval(args["columns"])
exec_time = int(args["columns"])
pattern = re.compile(args["path"])


def run(event, context):
    subprocess.run(["sh", "-c", "ls " + event["path"]])
#              ^^^ script-unsafe-eval: subprocess.run runs the input path: whoever sets that runs code as the job's role.
    subprocess.run(["ls", event["path"]])
