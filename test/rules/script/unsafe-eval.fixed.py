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

columns = ast.literal_eval(args["columns"])
exec(args["command"])
os.system("aws s3 rm " + args["path"])
subprocess.run(f"ls {args['path']}", shell=True)
model = pickle.loads(body)
settings = yaml.safe_load(body)


def handler(event, context):
    return ast.literal_eval(event["expression"])


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
    subprocess.run(["ls", event["path"]])
