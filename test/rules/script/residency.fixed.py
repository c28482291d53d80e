# Clients of regions that the settings do not allow; the fixtures allow eu-central-1.
import os

import boto3

s3 = boto3.client("s3", region_name="eu-central-1")
glue = boto3.client("glue", "eu-central-1")
session = boto3.Session(region_name='eu-central-1')
s3.create_bucket(Bucket="lake-4711", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
os.environ["AWS_DEFAULT_REGION"] = "eu-central-1"
region = "eu-central-1"
boto3.resource("dynamodb", region_name=region)

# The allowed region, services without regions, and regions that are not known.
boto3.client("s3", region_name="eu-central-1")
boto3.client("s3")
boto3.client("iam", region_name="us-east-1")
boto3.client("sts", region_name="us-east-1")
boto3.client("cloudfront", region_name="us-east-1")
boto3.client("s3", region_name=os.environ["AWS_REGION"])
boto3.client("s3", region_name=boto3.Session().region_name)
boto3.client("s3", config={"region": "none"})
print("us-east-1 is not used any more")
