# Clients of regions that the settings do not allow; the fixtures allow eu-central-1.
import os

import boto3

s3 = boto3.client("s3", region_name="us-east-1")
#                                   ^^^^^^^^^^^ script-residency: us-east-1 is not one of the regions that data may be in: eu-central-1.
#                                             | unsafe fix: Use eu-central-1
glue = boto3.client("glue", "eu-west-1")
#                           ^^^^^^^^^^^ script-residency: eu-west-1 is not one of the regions that data may be in: eu-central-1.
#                                     | unsafe fix: Use eu-central-1
session = boto3.Session(region_name='ap-southeast-2')
#                                   ^^^^^^^^^^^^^^^^ script-residency: ap-southeast-2 is not one of the regions that data may be in: eu-central-1.
#                                                  | unsafe fix: Use eu-central-1
s3.create_bucket(Bucket="lake-4711", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
#                                                                                     ^^^^^^^^^^^ script-residency: us-west-2 is not one of the regions that data may be in: eu-central-1.
#                                                                                               | unsafe fix: Use eu-central-1
os.environ["AWS_DEFAULT_REGION"] = "us-east-2"
#                                  ^^^^^^^^^^^ script-residency: us-east-2 is not one of the regions that data may be in: eu-central-1.
#                                            | unsafe fix: Use eu-central-1
region = "eu-north-1"
#        ^^^^^^^^^^^^ script-residency: eu-north-1 is not one of the regions that data may be in: eu-central-1.
#                   | unsafe fix: Use eu-central-1
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
